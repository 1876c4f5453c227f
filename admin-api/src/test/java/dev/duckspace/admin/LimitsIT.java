package dev.duckspace.admin;

import static dev.duckspace.admin.AdminUnderTest.require;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.admin.AdminUnderTest.Login;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Limits that are configured, each reached and answered; where PostgreSQL has the same one, in its
 * words. Sizes are in SizeLimitIT, sessions of one workspace in SessionsIT.
 */
@SuppressWarnings("NullAway") // fields set by JUnit; a null fails the test as well
class LimitsIT {
    private static final String LONG_QUERY =
            "SELECT sum(hash(a.range * b.range)) FROM range(1000000) a, range(1000000) b";

    @TempDir static Path data;
    private static AdminUnderTest admin;

    @BeforeAll
    static void start() {
        admin =
                AdminUnderTest.start(
                        data,
                        Map.of(
                                "LIMITS_CONNECTIONS", "3",
                                "LIMITS_ATTACHED_TABLES", "2",
                                "LIMITS_WORKSPACES_PER_PROJECT", "2",
                                "TIMEOUTS_QUERY_SECONDS", "2",
                                "TIMEOUTS_SESSION_IDLE_SECONDS", "4"));
        // Queries of two seconds have no time to wait for it.
        admin.server().gateway().workspaces().warmUp();
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    @BeforeEach
    void nobody_is_connected() {
        Conditions.await(
                "all sessions have ended", () -> admin.server().gateway().sessions().count() == 0);
    }

    private static Login workspace(String project) {
        return admin.workspace(admin.project(project), "one");
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void assertRefused(ThrowingCallable call, String sqlState, String message) {
        assertThatThrownBy(call)
                .hasMessageContaining(message)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo(sqlState);
    }

    private static void assertTimedOut(Connection connection) {
        assertRefused(
                () -> value(connection, LONG_QUERY),
                "57014",
                "ERROR: canceling statement due to statement timeout");
    }

    @Test
    void a_statement_over_the_query_timeout_is_cancelled_whatever_the_client_asks_for()
            throws SQLException {
        try (Connection connection = admin.connect(workspace("slow"))) {
            assertTimedOut(connection);
            execute(connection, "SET statement_timeout = 0");
            assertTimedOut(connection);
            execute(connection, "SET statement_timeout = '1h'");
            assertTimedOut(connection);
            assertThat(value(connection, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void a_client_can_ask_for_less_than_the_query_timeout() throws SQLException {
        try (Connection connection = admin.connect(workspace("hasty"))) {
            execute(connection, "SET statement_timeout = '100ms'");
            long began = System.nanoTime();
            assertTimedOut(connection);
            assertThat(System.nanoTime() - began).isLessThan(1_900_000_000L);
            assertThat(value(connection, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void a_session_without_queries_is_ended_and_another_can_begin() throws SQLException {
        Login login = workspace("silent");
        try (Connection connection = admin.connect(login)) {
            assertThat(value(connection, "SELECT 1")).isEqualTo("1");
            Conditions.await(
                    "the session has ended",
                    () -> admin.get(login.path()).body().contains("\"active_sessions\":0"));
            assertRefused(
                    () -> value(connection, "SELECT 1"),
                    "57P05",
                    "FATAL: terminating connection due to idle-session timeout");
        }
        try (Connection again = admin.connect(login)) {
            assertThat(value(again, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void one_client_too_many_of_all_workspaces_is_refused_until_another_leaves()
            throws SQLException {
        Login one = workspace("crowd");
        Login two = workspace("crowd-too");
        try (Connection first = admin.connect(one);
                Connection second = admin.connect(two)) {
            try (Connection third = admin.connect(two)) {
                assertRefused(
                        () -> admin.connect(one),
                        "53300",
                        "FATAL: sorry, too many clients already");
                assertThat(value(third, "SELECT 3")).isEqualTo("3");
            }
            Conditions.await(
                    "a place is free", () -> admin.server().gateway().sessions().count() == 2);
            Conditions.await("one more comes in", () -> comesIn(one));
            assertThat(value(first, "SELECT 1")).isEqualTo("1");
            assertThat(value(second, "SELECT 2")).isEqualTo("2");
        }
    }

    /** A session's connection is closed a moment after the session. */
    private static boolean comesIn(Login login) {
        try (Connection connection = admin.connect(login)) {
            return value(connection, "SELECT 1").equals("1");
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("53300");
            return false;
        }
    }

    private static HttpResponse<String> publish(String path) {
        return admin.send(
                admin.request(path)
                        .setHeader("Content-Type", "text/csv")
                        .PUT(BodyPublishers.ofString("a\n1\n")));
    }

    @Test
    void a_table_too_many_is_refused_for_a_project_and_for_a_branch_on_top_of_it()
            throws SQLException {
        Login login = workspace("tables");
        require(201, publish("/projects/tables/tables/in.c-a/t1"));
        require(201, publish("/projects/tables/tables/in.c-a/t2"));
        assertLimitReached(publish("/projects/tables/tables/in.c-a/t3"), "limits.attached_tables");
        require(
                201,
                admin.post(
                        "/projects/tables/branches",
                        "{\"id\": \"dev\", \"name\": \"dev\", \"inherit\": true}"));
        assertLimitReached(
                publish("/projects/tables/branches/dev/tables/in.c-a/t3"),
                "limits.attached_tables");
        try (Connection connection = admin.connect(login)) {
            String shown =
                    value(
                            connection,
                            "SELECT string_agg(table_name, ',' ORDER BY table_name)"
                                    + " FROM information_schema.tables WHERE table_schema = 'in_c_a'");
            assertThat(shown).isEqualTo("t1,t2");
            assertThat(value(connection, "SELECT a FROM in_c_a.t2")).isEqualTo("1");
        }
    }

    @Test
    void a_workspace_too_many_in_a_project_is_refused_until_one_is_deleted() {
        Login first = workspace("many");
        admin.workspace("many", "two");
        String third = "{\"name\": \"three\"}";
        assertLimitReached(admin.post("/projects/many/workspaces", third), "delete one first");
        require(204, admin.delete(first.path()));
        require(201, admin.post("/projects/many/workspaces", third));
    }

    private static void assertLimitReached(HttpResponse<String> answer, String detail) {
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("limit-reached", detail);
        assertThat(answer.headers().allValues("Content-Type"))
                .isEqualTo(List.of("application/problem+json"));
    }
}
