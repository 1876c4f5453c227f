package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions as operators see and end them, and how many there may be. */
@SuppressWarnings("NullAway") // fields set by JUnit; a null fails the test as well
class SessionsIT {
    @TempDir static Path data;
    private static AdminUnderTest admin;

    @BeforeAll
    static void start() {
        admin = AdminUnderTest.start(data, Map.of("LIMITS_SESSIONS_PER_WORKSPACE", "3"));
        admin.project("p");
        admin.project("q");
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    @SuppressWarnings("unchecked") // as the JSON is
    private static List<Map<String, Object>> sessions(AdminUnderTest.Login login) {
        return (List<Map<String, Object>>)
                AdminUnderTest.json(
                                AdminUnderTest.require(200, admin.get(login.path() + "/sessions")))
                        .get("sessions");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void a_session_is_listed_with_what_it_runs_and_ended() throws SQLException {
        AdminUnderTest.Login login = admin.workspace("p", "listed");
        assertThat(sessions(login)).isEmpty();
        try (Connection connection = admin.connect(login);
                Connection other = admin.connect(login)) {
            execute(connection, "SET application_name = 'listing'");
            connection.setAutoCommit(false);
            execute(connection, "SELECT 'hunter2' AS password");

            List<Map<String, Object>> sessions = sessions(login);
            assertThat(sessions).hasSize(2);
            Map<String, Object> session =
                    sessions.stream()
                            .filter(s -> s.get("application_name").equals("listing"))
                            .findFirst()
                            .orElseThrow();
            assertThat(session)
                    .containsEntry("username", login.username())
                    .containsEntry("client_address", "127.0.0.1")
                    .containsEntry("state", "idle in transaction")
                    .containsEntry("query", "SELECT '***' AS password")
                    .containsEntry("waiting", false)
                    .containsKeys("pid", "connected_at", "state_changed_at", "query_started_at");

            String path = login.path() + "/sessions/" + session.get("pid");
            AdminUnderTest.require(204, admin.delete(path));
            assertThatThrownBy(() -> execute(connection, "SELECT 1"))
                    .hasMessageContaining("terminating connection due to administrator command");
            Conditions.await("the session is gone", () -> sessions(login).size() == 1);
            AdminUnderTest.require(404, admin.delete(path));
            execute(other, "SELECT 1");
        }
    }

    @Test
    void a_statement_that_runs_long_tells_how_far_it_is() throws Exception {
        AdminUnderTest.Login login = admin.workspace("p", "working");
        try (Connection connection = admin.connect(login)) {
            execute(connection, "CREATE TABLE numbers AS SELECT range AS i FROM range(5000000)");
            Thread working =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            execute(
                                                    connection,
                                                    "SELECT max(md5(i::text) || md5((i + 1)::text))"
                                                            + " FROM numbers");
                                        } catch (SQLException e) {
                                            throw new IllegalStateException(e);
                                        }
                                    });
            Conditions.await(
                    "a percentage",
                    () ->
                            sessions(login).getFirst().get("progress") instanceof Number part
                                    && part.doubleValue() > 0
                                    && part.doubleValue() <= 100);
            working.join();
        }
    }

    @Test
    void a_session_of_another_workspace_or_project_is_not_found() throws SQLException {
        AdminUnderTest.Login mine = admin.workspace("p", "mine");
        AdminUnderTest.Login theirs = admin.workspace("q", "theirs");
        try (Connection connection = admin.connect(theirs)) {
            Object pid = sessions(theirs).getFirst().get("pid");
            AdminUnderTest.require(404, admin.delete(mine.path() + "/sessions/" + pid));
            AdminUnderTest.require(404, admin.delete(mine.path() + "/sessions/nonsense"));
            AdminUnderTest.require(
                    404, admin.get("/projects/p/workspaces/" + theirs.id() + "/sessions"));
            execute(connection, "SELECT 1");
        }
    }

    @Test
    void a_session_too_many_is_refused_until_another_ends() throws SQLException {
        AdminUnderTest.Login login = admin.workspace("p", "crowded");
        try (Connection first = admin.connect(login);
                Connection second = admin.connect(login)) {
            try (Connection third = admin.connect(login)) {
                execute(third, "SELECT 1");
                assertThatThrownBy(() -> admin.connect(login))
                        .hasMessageContaining(
                                "too many connections for database \"" + login.database() + "\"")
                        .extracting(e -> ((SQLException) e).getSQLState())
                        .isEqualTo("53300");
                assertThat(admin.get(login.path()).body()).contains("\"active_sessions\":3");
            }
            Conditions.await("a place is free", () -> sessions(login).size() == 2);
            admin.connect(login).close();
            execute(first, "SELECT 1");
            execute(second, "SELECT 1");
        }
    }
}
