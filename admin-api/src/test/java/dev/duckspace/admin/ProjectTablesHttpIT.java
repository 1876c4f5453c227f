package dev.duckspace.admin;

import static dev.duckspace.admin.AdminUnderTest.json;
import static dev.duckspace.admin.AdminUnderTest.require;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables over HTTP as clients of both sides see them. */
@SuppressWarnings("NullAway") // fields set by @BeforeAll; a null fails the test as well
class ProjectTablesHttpIT {
    @TempDir static Path data;
    private static AdminUnderTest admin;

    @BeforeAll
    static void start() {
        admin = AdminUnderTest.start(data, Map.of("LIMITS_ATTACHED_TABLES", "20"));
        admin.project("p");
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    @Test
    void a_table_is_made_replaced_and_deleted_while_an_open_transaction_keeps_what_it_saw()
            throws SQLException {
        admin.project("life");
        String path = "/projects/life/tables/in.c-sales/orders";
        HttpResponse<String> made =
                require(
                        201,
                        put(
                                path + "?columns=id:BIGINT,amount:DECIMAL(12,2)",
                                "id,amount\n1,10.50\n"));
        assertThat(made.headers().firstValue("Location")).contains(path);
        assertThat(json(made))
                .containsEntry("bucket", "in_c_sales")
                .containsEntry("table", "orders")
                .containsEntry("rows", 1)
                .extractingByKey("columns")
                .asString()
                .contains("type=bigint")
                .contains("type=numeric(12,2)");

        AdminUnderTest.Login login = admin.workspace("life", "w");
        try (Connection session = admin.connect(login)) {
            session.setAutoCommit(false);
            assertThat(value(session, "SELECT sum(amount) FROM in_c_sales.orders"))
                    .isEqualTo("10.50");

            HttpResponse<String> replaced =
                    require(
                            200,
                            put("/projects/life/tables/in_c_sales/orders", "id,a\n1,2\n2,3\n"));
            assertThat(json(replaced).get("created_at")).isEqualTo(json(made).get("created_at"));

            assertThat(value(session, "SELECT sum(amount) FROM in_c_sales.orders"))
                    .isEqualTo("10.50");
            session.commit();
            assertThat(value(session, "SELECT sum(a) FROM in_c_sales.orders")).isEqualTo("5");
            session.commit();

            require(204, admin.delete(path));
            require(404, admin.delete(path));
            assertThat(tables("/projects/life/tables")).isEmpty();
        }
    }

    @Test
    void a_branch_shows_which_tables_are_mains_and_changes_its_own_only() {
        admin.project("beside");
        require(201, put("/projects/beside/tables/in.c-a/one", "a\n1\n"));
        require(201, put("/projects/beside/tables/in.c-a/two", "a\n1\n"));
        require(201, admin.post("/projects/beside/branches", "{\"id\": \"dev\"}"));
        String branch = "/projects/beside/branches/dev/tables";
        assertThat(tables(branch)).containsExactly("one main", "two main");

        require(201, put(branch + "/in.c-a/two", "a\n1\n2\n"));
        assertThat(tables(branch)).containsExactly("one main", "two");
        assertThat(admin.delete(branch + "/in.c-a/one").body()).contains("is main's");
        require(204, admin.delete(branch + "/in.c-a/two"));
        assertThat(tables(branch)).containsExactly("one main", "two main");
        assertThat(tables("/projects/beside/tables")).containsExactly("one", "two");
    }

    @Test
    void lists_are_paged_and_filtered_by_bucket() {
        admin.project("paged");
        for (String name : List.of("in.c-a/x", "in.c-a/y", "in.c-b/x")) {
            require(201, put("/projects/paged/tables/" + name, "a\n1\n"));
        }
        Map<String, Object> first = json(admin.get("/projects/paged/tables?limit=2"));
        assertThat((List<?>) first.get("tables")).hasSize(2);
        assertThat(first.get("buckets").toString()).contains("tables=2").contains("in_c_b");
        Map<String, Object> second =
                json(
                        admin.get(
                                "/projects/paged/tables?limit=2&cursor="
                                        + first.get("next_cursor")));
        assertThat((List<?>) second.get("tables")).hasSize(1);
        assertThat(second.get("next_cursor")).isNull();
        assertThat(tables("/projects/paged/tables?bucket=in.c-b")).containsExactly("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                   | 'id,a\\n1,2,3\\n'    | line 2: more fields",
                "''                   | 'id,a\\n1,2\\n3\\n'  | line 3: fewer fields",
                "columns=id:int,a:int | 'id,a\\n1,2\\n3,x\\n' | 'line 3, column \"a\": \"x\" is no'",
                "columns=id:int       | 'id,a\\n1,2\\n'      | columns names 1 columns",
                "columns=id:int,b:int | 'id,a\\n1,2\\n'      | column 2 is \"b\" in columns",
                "columns=id:wonder,a:int | 'id,a\\n1,2\\n'   | there is no type \"wonder\"",
                "columns=id:numeric,a:int | 'id,a\\n1,2\\n'  | precision and scale",
                "columns=id           | 'id,a\\n1,2\\n'      | columns names each column",
                "colums=id:int        | 'id,a\\n1,2\\n'      | did you mean \"columns\"",
                "''                   | 'id,ID\\n1,2\\n'     | names column \"ID\" twice",
                "''                   | 'id,\\n1,2\\n'       | column 2 has no name",
                "''                   | 'id\\n\\0\\n'        | line 2 holds a NUL byte",
                "''                   | 'id,a\\n1,\"x\\n'    | quote",
                "''                   | ''                   | the body is empty",
                "delimiter=ab         | 'id\\n1\\n'          | delimiter is one",
            })
    void what_is_wrong_with_a_csv_is_told(String query, String text, String reason) {
        String body = text.replace("\\n", "\n").replace("\\0", "\0");
        HttpResponse<String> answer = put("/projects/p/tables/in.c-bad/t?" + query, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(String.valueOf(json(answer).get("detail"))).contains(reason);
        assertThat(tables("/projects/p/tables?bucket=in.c-bad")).isEmpty();
    }

    @Test
    void empty_and_quoted_values_differ_and_separators_can_be_chosen() throws SQLException {
        require(
                201,
                put(
                        "/projects/p/tables/in.c-form/t?delimiter=%3B&quote='&null=NA",
                        "id;text\n1;'a;b'\n2;NA\n3;'NA'\n4;\n"));
        AdminUnderTest.Login login = admin.workspace("p", "form");
        try (Connection session = admin.connect(login)) {
            assertThat(
                            value(
                                    session,
                                    "SELECT string_agg(coalesce(text, '?'), '/' ORDER BY id) FROM in_c_form.t"))
                    .isEqualTo("a;b/?/NA/");
        }
    }

    @Test
    void other_contents_and_names_are_refused() {
        assertThat(
                        send("application/octet-stream", "/projects/p/tables/in.c-x/t", "x")
                                .statusCode())
                .isEqualTo(415);
        assertThat(
                        send("application/vnd.apache.parquet", "/projects/p/tables/in.c-x/t", "x")
                                .body())
                .contains("no Parquet file");
        for (String name :
                List.of("pg_x/t", "public/t", "..%2Fx/t", "in.c-x/..%2Ft", "in.c-x/a%20b")) {
            assertThat(put("/projects/p/tables/" + name, "a\n1\n").statusCode())
                    .as(name)
                    .isEqualTo(422);
        }
        assertThat(put("/projects/nobody/tables/in.c-x/t", "a\n1\n").statusCode()).isEqualTo(404);
    }

    @Test
    void the_last_of_concurrent_uploads_wins_and_none_is_torn() throws InterruptedException {
        String path = "/projects/p/tables/in.c-race/t";
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            int version = i;
            String csv =
                    IntStream.range(0, 2_000)
                            .mapToObj(row -> row + "," + version)
                            .collect(Collectors.joining("\n", "id,v\n", "\n"));
            threads.add(Thread.ofVirtual().start(() -> put(path, csv)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        AdminUnderTest.Login login = admin.workspace("p", "race");
        try (Connection session = admin.connect(login)) {
            assertThat(value(session, "SELECT count(*) FROM in_c_race.t")).isEqualTo("2000");
            assertThat(value(session, "SELECT count(DISTINCT v) FROM in_c_race.t")).isEqualTo("1");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_limit_of_tables_holds_for_new_ones() {
        admin.project("many");
        for (int i = 0; i < 20; i++) {
            require(201, put("/projects/many/tables/in.c-m/t" + i, "a\n1\n"));
        }
        HttpResponse<String> answer = put("/projects/many/tables/in.c-m/t20", "a\n1\n");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("limit-reached");
        require(200, put("/projects/many/tables/in.c-m/t0", "a\n1\n"));
    }

    @Test
    void a_sender_that_goes_away_leaves_nothing() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), admin.uri("/").getPort())) {
            socket.getOutputStream()
                    .write(
                            (head("gone") + "Content-Length: 1000\r\n\r\nid,a\n1,2\n")
                                    .getBytes(StandardCharsets.UTF_8));
            await(() -> !uploads().isEmpty());
        }
        await(() -> uploads().isEmpty());
        assertThat(tables("/projects/p/tables?bucket=in.c-gone")).isEmpty();
    }

    @Test
    void a_body_that_is_too_large_is_refused_before_it_comes() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), admin.uri("/").getPort())) {
            socket.getOutputStream()
                    .write(
                            (head("large")
                                            + "Content-Length: 99000000000\r\nExpect: 100-continue\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            String answer = new String(in.readNBytes(12), StandardCharsets.UTF_8);
            assertThat(answer).isEqualTo("HTTP/1.1 413");
        }
    }

    private static String head(String bucket) {
        return "PUT /projects/p/tables/in.c-%s/t HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: text/csv\r\n"
                .formatted(bucket, AdminUnderTest.TOKEN);
    }

    private static List<Path> uploads() {
        try (Stream<Path> files = Files.walk(data.resolve("tmp"))) {
            return files.filter(file -> file.endsWith("upload")).toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of(); // changes while it is walked
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static List<String> tables(String path) {
        return ((List<?>) json(require(200, admin.get(path))).get("tables"))
                .stream()
                        .map(table -> (Map<?, ?>) table)
                        .map(
                                table ->
                                        table.get("table")
                                                + (Boolean.TRUE.equals(table.get("from_main"))
                                                        ? " main"
                                                        : ""))
                        .toList();
    }

    private static HttpResponse<String> put(String path, String csv) {
        return send("text/csv", path, csv);
    }

    private static HttpResponse<String> send(String type, String path, String body) {
        return admin.send(
                admin.request(path)
                        .setHeader("Content-Type", type)
                        .PUT(BodyPublishers.ofString(body)));
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
