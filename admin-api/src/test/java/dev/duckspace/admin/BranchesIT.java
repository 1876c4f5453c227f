package dev.duckspace.admin;

import static dev.duckspace.admin.AdminUnderTest.json;
import static dev.duckspace.admin.AdminUnderTest.login;
import static dev.duckspace.admin.AdminUnderTest.require;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.admin.AdminUnderTest.Login;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PSQLException;

/** Branches, deletions, creates at once and the audit trail, with a gateway and its clients. */
@SuppressWarnings("NullAway") // a null fails the test as well
class BranchesIT {
    @TempDir Path data;

    private AdminUnderTest admin;

    @BeforeEach
    void start() {
        admin = AdminUnderTest.start(data, Map.of());
        admin.project("p");
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    @Test
    void a_branch_reads_its_own_tables_before_those_of_main() throws SQLException {
        publish("/projects/p", "orders", "1");
        publish("/projects/p", "customers", "7");
        branch("dev", true);
        branch("alone", false);
        publish("/projects/p/branches/dev", "orders", "2");
        publish("/projects/p/branches/alone", "items", "3");

        Login main = create("/projects/p", "w");
        Login dev = create("/projects/p/branches/dev", "w");
        Login alone = create("/projects/p/branches/alone", "w");

        assertThat(number(main, "SELECT a FROM in_c_sales.orders")).isEqualTo(1);
        assertThat(number(dev, "SELECT a FROM in_c_sales.orders")).isEqualTo(2);
        assertThat(number(dev, "SELECT a FROM in_c_sales.customers")).isEqualTo(7);
        assertThat(number(alone, "SELECT a FROM in_c_sales.items")).isEqualTo(3);
        assertThatThrownBy(() -> number(alone, "SELECT a FROM in_c_sales.customers"))
                .isInstanceOfSatisfying(
                        PSQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
        assertThatThrownBy(() -> number(main, "SELECT a FROM in_c_sales.items"))
                .isInstanceOf(PSQLException.class);
    }

    @Test
    void a_cascade_ends_the_sessions_and_leaves_no_file() throws SQLException, IOException {
        publish("/projects/p", "orders", "1");
        branch("dev", true);
        publish("/projects/p/branches/dev", "orders", "2");
        Login main = create("/projects/p", "w");
        Login dev = create("/projects/p/branches/dev", "w");
        try (Connection inMain = admin.connect(main);
                Connection inDev = admin.connect(dev)) {
            require(204, admin.delete("/projects/p/branches/dev?cascade=true"));
            assertThat(stateOf(inDev)).isEqualTo("57P01");
            assertThat(stateOf(inMain)).isEqualTo("alive");
            assertThat(files()).noneMatch(file -> file.contains("_branch_dev"));

            require(204, admin.delete("/projects/p?cascade=true"));
            assertThat(stateOf(inMain)).isEqualTo("57P01");
        }
        assertThat(files()).noneMatch(file -> file.contains("project_p"));
        admin.project("p");
        Login again = create("/projects/p", "w");
        assertThatThrownBy(() -> number(again, "SELECT a FROM in_c_sales.orders"))
                .isInstanceOf(PSQLException.class);
    }

    @Test
    void of_two_hundred_creates_at_once_exactly_the_limit_succeeds()
            throws InterruptedException, ExecutionException, IOException, SQLException {
        List<HttpResponse<String>> answers = createAtOnce(200, _ -> "/projects/p/workspaces");

        List<HttpResponse<String>> created = ofStatus(answers, 201);
        assertThat(created).hasSize(10);
        assertThat(ofStatus(answers, 409))
                .hasSize(190)
                .allMatch(answer -> answer.body().contains("limit-reached"));
        assertThat(workspaceFiles()).hasSize(10);
        assertThat((List<?>) json(admin.get("/projects/p/workspaces")).get("workspaces"))
                .hasSize(10);
        for (HttpResponse<String> answer : created) {
            assertThat(number(login("p", answer), "SELECT 1")).isEqualTo(1);
        }
    }

    @Test
    void two_hundred_creates_at_once_over_twenty_projects_all_succeed()
            throws InterruptedException, ExecutionException, IOException {
        for (int i = 0; i < 20; i++) {
            admin.project("q" + i);
        }

        List<HttpResponse<String>> answers =
                createAtOnce(200, i -> "/projects/q" + i % 20 + "/workspaces");

        assertThat(ofStatus(answers, 201)).hasSize(200);
        assertThat(workspaceFiles()).hasSize(200);
    }

    @Test
    void clients_that_come_go_and_are_refused_are_in_the_audit_trail() throws SQLException {
        Login login = create("/projects/p", "w");
        assertThat(number(login, "SELECT 1")).isEqualTo(1);
        Login wrong =
                new Login("p", login.id(), login.database(), login.username(), "wrong-password");
        assertThatThrownBy(() -> number(wrong, "SELECT 1")).isInstanceOf(PSQLException.class);
        Login stranger = new Login("p", login.id(), login.database(), "my-secret", "x");
        assertThatThrownBy(() -> number(stranger, "SELECT 1")).isInstanceOf(PSQLException.class);

        Conditions.await("the refusals", () -> events("login.refuse").size() == 2);
        Conditions.await("the end", () -> events("session.close").size() == 1);
        assertThat(events("session.open"))
                .singleElement()
                .satisfies(
                        event ->
                                assertThat(event)
                                        .containsEntry("actor", login.username())
                                        .containsEntry("project_id", "p")
                                        .containsEntry("workspace_id", login.id())
                                        .containsEntry("remote_address", "127.0.0.1"));
        assertThat(events("login.refuse"))
                .allSatisfy(event -> assertThat(event).containsEntry("outcome", "28P01"))
                .extracting(event -> event.get("subject"))
                .containsExactlyInAnyOrder(login.username(), "unknown user");
        assertThat(admin.get("/events?limit=900").body())
                .doesNotContain("my-secret")
                .doesNotContain("wrong-password")
                .doesNotContain(login.password());
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> events(String action) {
        return (List<Map<String, Object>>)
                json(admin.get("/events?action=" + action)).get("events");
    }

    /** All are asked before the first is answered. */
    private List<HttpResponse<String>> createAtOnce(int count, IntFunction<String> path)
            throws InterruptedException, ExecutionException {
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> asked =
                    IntStream.range(0, count)
                            .mapToObj(
                                    i ->
                                            threads.submit(
                                                    () ->
                                                            admin.post(
                                                                    path.apply(i),
                                                                    "{\"name\": \"w" + i + "\"}")))
                            .toList();
            for (Future<HttpResponse<String>> answer : asked) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private static List<HttpResponse<String>> ofStatus(
            List<HttpResponse<String>> answers, int status) {
        return answers.stream().filter(answer -> answer.statusCode() == status).toList();
    }

    private void branch(String id, boolean inherit) {
        require(
                201,
                admin.post(
                        "/projects/p/branches",
                        "{\"id\": \"%s\", \"inherit\": %s}".formatted(id, inherit)));
    }

    private void publish(String owner, String table, String value) {
        HttpResponse<String> answer =
                admin.send(
                        admin.request(owner + "/tables/in.c-sales/" + table)
                                .setHeader("Content-Type", "text/csv")
                                .PUT(BodyPublishers.ofString("a\n" + value + "\n")));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    private Login create(String owner, String name) {
        return login(
                "p",
                require(201, admin.post(owner + "/workspaces", "{\"name\": \"" + name + "\"}")));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(data)) {
            return paths.map(Path::toString).toList();
        }
    }

    private List<String> workspaceFiles() throws IOException {
        return files().stream()
                .filter(file -> file.contains("_workspaces/ws_") && file.endsWith(".duckdb"))
                .toList();
    }

    private long number(Login login, String sql) throws SQLException {
        try (Connection connection = admin.connect(login);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String stateOf(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            return "alive";
        } catch (SQLException e) {
            return String.valueOf(e.getSQLState());
        }
    }
}
