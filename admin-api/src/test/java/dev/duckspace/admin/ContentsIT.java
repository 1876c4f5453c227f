package dev.duckspace.admin;

import static dev.duckspace.admin.AdminUnderTest.json;
import static dev.duckspace.admin.AdminUnderTest.require;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.admin.AdminUnderTest.Login;
import dev.duckspace.gateway.workspace.ProjectLocation;
import dev.duckspace.gateway.workspace.TableName;
import dev.duckspace.gateway.workspace.TableSource;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PSQLException;

/** What workspaces hold: loads, clears, drops and credentials, over HTTP and PostgreSQL. */
@SuppressWarnings("NullAway") // a null fails the test as well
class ContentsIT {
    private static final String ORDERS =
            """
            SELECT range::INTEGER AS id, (range * 1.05)::DECIMAL(12,2) AS amount,
                CASE WHEN range % 3 = 0 THEN NULL ELSE 'Größe ''' || range END AS label,
                TIMESTAMP '2026-01-01 10:00:00.123456' + INTERVAL (range) SECOND AS at,
                TIMESTAMPTZ '2026-01-01 10:00:00+02' AS zoned
            FROM range(1000)""";

    private static AdminUnderTest admin;
    private static String project;
    private static int number;
    private Login login;

    @BeforeAll
    static void start(@TempDir Path directory) {
        admin = AdminUnderTest.start(directory, Map.of("LIMITS_WORKSPACES_PER_PROJECT", "100"));
        project = admin.project("contents");
        publish(null, "orders", ORDERS);
        publish(null, "items", "SELECT range AS id FROM range(3)");
        publish(null, "numbers", "SELECT range AS i, hash(range) AS h FROM range(3000000)");
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    private static void publish(@Nullable String branchId, String table, String query) {
        admin.server()
                .gateway()
                .enginePool()
                .run(
                        () ->
                                admin.server()
                                        .publisher()
                                        .publish(
                                                new ProjectLocation(project, branchId),
                                                TableName.of("in.c-sales", table),
                                                new TableSource.Query(query)));
    }

    @BeforeEach
    void workspace() {
        login = admin.workspace(project, "contents " + ++number);
    }

    private static List<List<@Nullable String>> rows(Connection connection, String sql)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private HttpResponse<String> load(String tables) {
        return admin.post(login.path() + "/load", "{\"tables\": [" + tables + "]}");
    }

    private HttpResponse<String> submit(String tables) {
        return admin.send(
                admin.request(login.path() + "/load")
                        .header("Prefer", "respond-async, wait=10")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"tables\": [" + tables + "]}")));
    }

    private List<?> objects() {
        return (List<?>) json(require(200, admin.get(login.path()))).get("workspace_objects");
    }

    @Test
    void loads_tables_with_the_values_of_their_sources() throws SQLException {
        Map<String, Object> answer =
                json(
                        require(
                                200,
                                load(
                                        """
                                        {"source": "in.c-sales.orders"},
                                        {"source": "in_c_sales.orders",
                                         "destination": "mine.\\"Some orders\\"",
                                         "columns": ["label", "id"], "mode": "overwrite",
                                         "where": "id < 10 and label like 'Größe%'"}""")));

        assertThat((List<?>) answer.get("loaded"))
                .extracting("source", "destination", "rows")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "in.c-sales.orders", "public.orders", 1000),
                        org.assertj.core.groups.Tuple.tuple(
                                "in_c_sales.orders", "mine.Some orders", 6));
        assertThat(((Map<?, ?>) ((List<?>) answer.get("loaded")).getFirst()).get("size_bytes"))
                .isInstanceOf(Integer.class);
        assertThat(json(admin.get(login.path())).get("size_bytes"))
                .isEqualTo(answer.get("workspace_size_bytes"));
        try (Connection connection = admin.connect(login)) {
            assertThat(rows(connection, "SELECT * FROM orders ORDER BY id"))
                    .isEqualTo(rows(connection, "SELECT * FROM in_c_sales.orders ORDER BY id"));
            assertThat(
                            rows(connection, "SELECT * FROM mine.\"Some orders\" ORDER BY id")
                                    .getFirst())
                    .containsExactly("Größe '1", "1");
        }
    }

    @Test
    void a_load_that_is_refused_says_why_and_leaves_nothing() {
        for (String[] wrong :
                new String[][] {
                    {"404", "{\"source\": \"in.c-sales.nothing\"}"},
                    {"422", "{\"source\": \"orders\"}"},
                    {"422", "{\"source\": \"in.c-sales.orders\", \"columns\": [\"x\"]}"},
                    {"422", "{\"source\": \"in.c-sales.orders\", \"where\": \"x = 1\"}"},
                    {"422", "{\"source\": \"in.c-sales.orders\", \"where\": \"(select true)\"}"},
                    {"422", "{\"source\": \"in.c-sales.orders\", \"mode\": \"merge\"}"},
                    {"422", "{\"source\": \"in.c-sales.orders\", \"sauce\": 1}"},
                    {
                        "422",
                        "{\"source\": \"in.c-sales.orders\"}, {\"source\": \"in.c-sales.orders\"}"
                    },
                    {
                        "409",
                        "{\"source\": \"in.c-sales.items\", \"destination\": \"in_c_sales.x\"}"
                    },
                    {"422", ""},
                }) {
            HttpResponse<String> response = load("{\"source\": \"in.c-sales.items\"}, " + wrong[1]);
            if (wrong[1].isEmpty()) {
                response = load("");
            }
            assertThat(response.statusCode())
                    .as(response.body())
                    .isEqualTo(Integer.parseInt(wrong[0]));
            assertThat(response.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
        }
        assertThat(objects()).isEmpty();
        require(200, load("{\"source\": \"in.c-sales.items\"}"));
        require(409, load("{\"source\": \"in.c-sales.items\"}"));
        require(404, admin.post("/projects/contents/workspaces/ws_000000000000/load", "{}"));
    }

    @Test
    void a_load_larger_than_the_workspace_may_be_is_refused() {
        Login small =
                AdminUnderTest.login(
                        project,
                        require(
                                201,
                                admin.post(
                                        "/projects/contents/workspaces",
                                        "{\"name\": \"small\", \"size_limit_gb\": 0.01}")));

        HttpResponse<String> refused =
                admin.post(
                        small.path() + "/load",
                        "{\"tables\": [{\"source\": \"in.c-sales.numbers\"}]}");

        require(409, refused);
        assertThat(json(refused).get("type")).isEqualTo("urn:duckspace:problem:limit-reached");
        assertThat((List<?>) json(admin.get(small.path())).get("workspace_objects")).isEmpty();
    }

    @Test
    void a_load_goes_on_after_its_answer_when_that_is_preferred() throws Exception {
        HttpResponse<String> accepted =
                require(202, submit("{\"source\": \"in.c-sales.numbers\"}"));
        String job = accepted.headers().firstValue("Location").orElseThrow();
        assertThat(accepted.headers().firstValue("Preference-Applied")).contains("respond-async");
        assertThat(job).startsWith(login.path() + "/jobs/job_");
        require(409, submit("{\"source\": \"in.c-sales.orders\"}"));

        HttpResponse<String> events =
                admin.send(admin.request(job).header("Accept", "text/event-stream").GET());

        assertThat(events.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        assertThat(events.body()).contains("event: job", "\"state\":\"succeeded\"");
        Map<String, Object> ended = json(require(200, admin.get(job)));
        assertThat(ended)
                .containsEntry("state", "succeeded")
                .containsEntry("percent", 100.0)
                .containsEntry("rows", 3_000_000)
                .containsEntry("problem", null);
        assertThat((List<?>) ((Map<?, ?>) ended.get("result")).get("loaded"))
                .extracting("destination", "rows")
                .containsExactly(org.assertj.core.groups.Tuple.tuple("public.numbers", 3_000_000));
        assertThat((List<?>) json(admin.get(login.path() + "/jobs")).get("jobs")).hasSize(1);
        require(409, admin.delete(job));
        require(404, admin.get(login.path() + "/jobs/job_0"));
    }

    @Test
    void a_job_that_is_cancelled_leaves_nothing() {
        String job =
                require(
                                202,
                                submit(
                                        "{\"source\": \"in.c-sales.numbers\","
                                                + " \"where\": \"md5(md5(h::text)) like 'a%'\"}"))
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();

        require(204, admin.delete(job));
        admin.send(admin.request(job).header("Accept", "text/event-stream").GET());

        assertThat(json(admin.get(job))).containsEntry("state", "cancelled");
        assertThat(objects()).isEmpty();
        require(204, admin.delete(job));
    }

    @Test
    void a_job_that_fails_tells_why() {
        String job =
                require(202, submit("{\"source\": \"in.c-sales.nothing\"}"))
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();
        admin.send(admin.request(job).header("Accept", "text/event-stream").GET());

        Map<String, Object> failed = json(admin.get(job));

        assertThat(failed).containsEntry("state", "failed").containsEntry("result", null);
        assertThat((Map<?, ?>) failed.get("problem"))
                .hasFieldOrPropertyWithValue("status", 404)
                .hasFieldOrPropertyWithValue("type", "urn:duckspace:problem:not-found");
    }

    @Test
    void a_workspace_is_created_with_tables_or_not_at_all() throws SQLException {
        HttpResponse<String> refused =
                admin.post(
                        "/projects/contents/workspaces",
                        "{\"name\": \"preloaded\", \"preload_tables\": [\"in.c-sales.items\", \"in.c-sales.no\"]}");
        require(404, refused);

        Login preloaded =
                AdminUnderTest.login(
                        project,
                        require(
                                201,
                                admin.post(
                                        "/projects/contents/workspaces",
                                        """
                                        {"name": "preloaded", "preload_tables": ["in.c-sales.items",
                                         {"source": "in.c-sales.orders", "destination": "own.few",
                                          "where": "id < 5"}]}""")));

        try (Connection connection = admin.connect(preloaded)) {
            assertThat(rows(connection, "SELECT count(*) FROM items"))
                    .containsExactly(List.of("3"));
            assertThat(rows(connection, "SELECT count(*) FROM own.few"))
                    .containsExactly(List.of("5"));
        }
    }

    @Test
    void a_branch_loads_its_own_tables_beside_main() throws SQLException {
        require(
                201,
                admin.post("/projects/contents/branches", "{\"id\": \"dev\", \"name\": \"dev\"}"));
        publish("dev", "items", "SELECT 'changed' AS word");
        Login branch =
                AdminUnderTest.login(
                        project,
                        require(
                                201,
                                admin.post(
                                        "/projects/contents/branches/dev/workspaces",
                                        "{\"name\": \"b\", \"preload_tables\": [\"in.c-sales.items\"]}")));
        String path = "/projects/contents/branches/dev/workspaces/" + branch.id();

        require(
                200,
                admin.post(path + "/load", "{\"tables\": [{\"source\": \"in.c-sales.orders\"}]}"));
        require(200, load("{\"source\": \"in.c-sales.items\"}"));

        try (Connection inBranch = admin.connect(branch);
                Connection inMain = admin.connect(login)) {
            assertThat(rows(inBranch, "SELECT * FROM items")).containsExactly(List.of("changed"));
            assertThat(rows(inBranch, "SELECT count(*) FROM orders"))
                    .containsExactly(List.of("1000"));
            assertThat(rows(inMain, "SELECT count(*) FROM items")).containsExactly(List.of("3"));
        }
        require(404, admin.post(branch.path() + "/clear", ""));
        require(204, admin.post(path + "/clear", ""));
        require(204, admin.delete(path));
    }

    @Test
    void clears_a_workspace_under_its_sessions() throws SQLException {
        try (Connection connection = admin.connect(login)) {
            run(connection, "CREATE SCHEMA own");
            run(connection, "CREATE TABLE own.t AS SELECT 1 AS i");
            run(connection, "CREATE TABLE numbered (i SERIAL)");
            run(connection, "CREATE VIEW v AS SELECT * FROM own.t");
            assertThat(objects())
                    .extracting("schema", "name", "type", "rows")
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("own", "t", "table", 1),
                            org.assertj.core.groups.Tuple.tuple("public", "numbered", "table", 0),
                            org.assertj.core.groups.Tuple.tuple("public", "v", "view", null));

            require(204, admin.post(login.path() + "/clear", ""));

            assertThat(objects()).isEmpty();
            assertThat(rows(connection, "SELECT count(*) FROM in_c_sales.orders"))
                    .containsExactly(List.of("1000"));
            run(connection, "CREATE TABLE numbered (i SERIAL)");
        }
        require(204, admin.post(login.path() + "/clear", ""));
    }

    @Test
    void drops_one_object_by_an_encoded_name() throws SQLException {
        try (Connection connection = admin.connect(login)) {
            run(connection, "CREATE SCHEMA own");
            run(connection, "CREATE TABLE own.t (i INTEGER)");
            run(connection, "CREATE TABLE \"odd.na/me %\" (i INTEGER)");
            run(connection, "CREATE TABLE parents (i INTEGER PRIMARY KEY)");
            run(connection, "CREATE TABLE children (i INTEGER REFERENCES parents (i))");
        }

        require(204, admin.delete(login.path() + "/objects/own.t"));
        require(404, admin.delete(login.path() + "/objects/own.t"));
        require(204, admin.delete(login.path() + "/objects/%22odd.na%2Fme%20%25%22"));
        require(409, admin.delete(login.path() + "/objects/parents"));
        HttpResponse<String> ofProject = admin.delete(login.path() + "/objects/in_c_sales.orders");
        require(409, ofProject);
        assertThat(json(ofProject).get("type")).isEqualTo("urn:duckspace:problem:project-table");
        require(422, admin.delete(login.path() + "/objects/a.b.c"));
        assertThat(objects()).extracting("name").containsExactly("children", "parents");
    }

    @Test
    void a_reset_ends_sessions_and_the_old_password() throws SQLException {
        try (Connection connection = admin.connect(login)) {
            assertThat(rows(connection, "SELECT 1")).hasSize(1);

            Map<String, Object> answer =
                    json(require(200, admin.post(login.path() + "/credentials/reset", "")));

            assertThatThrownBy(() -> rows(connection, "SELECT 1"))
                    .isInstanceOfSatisfying(
                            PSQLException.class,
                            e -> assertThat(e.getSQLState()).isIn("57P01", "08006"));
            assertThatThrownBy(() -> admin.connect(login).close())
                    .isInstanceOfSatisfying(
                            PSQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
            Map<?, ?> told = (Map<?, ?>) answer.get("connection");
            assertThat(told.get("username")).isEqualTo(login.username());
            Login renewed =
                    new Login(
                            project,
                            login.id(),
                            login.database(),
                            login.username(),
                            String.valueOf(told.get("password")));
            assertThat(renewed.password()).isNotEqualTo(login.password());
            try (Connection again = admin.connect(renewed)) {
                assertThat(rows(again, "SELECT 1")).hasSize(1);
            }
        }
    }
}
