package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.admin.AdminUnderTest.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workspace's time: when it is over, when it can be brought back, when it is gone. */
@SuppressWarnings("NullAway") // fields set by JUnit; a null fails the test as well
class ExpiryIT {
    @TempDir Path data;
    private final MovableTime time = new MovableTime();

    private AdminUnderTest start(Map<String, String> settings) {
        return AdminUnderTest.start(data, settings, time.source());
    }

    private static String status(AdminUnderTest admin, Login login) {
        return String.valueOf(AdminUnderTest.json(admin.get(login.path())).get("status"));
    }

    private static Instant expiresAt(AdminUnderTest admin, Login login) {
        return Instant.parse(
                String.valueOf(AdminUnderTest.json(admin.get(login.path())).get("expires_at")));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Path file(Login login) {
        return data.resolve("project_" + login.project())
                .resolve("_workspaces")
                .resolve(login.id() + ".duckdb");
    }

    @Test
    void sessions_end_when_the_time_is_over_and_an_extension_brings_the_workspace_back()
            throws SQLException {
        try (AdminUnderTest admin = start(Map.of())) {
            Login login = admin.workspace(admin.project("p"), "w");
            try (Connection idle = admin.connect(login)) {
                execute(idle, "CREATE TABLE kept AS SELECT 42 AS answer");
                time.pass(Duration.ofHours(24));
                assertThat(status(admin, login)).isEqualTo("expired");
                Conditions.await("the session has ended", () -> !idle.isValid(1));
                assertThatThrownBy(() -> admin.connect(login))
                        .hasMessageContaining("expired at")
                        .extracting(e -> ((SQLException) e).getSQLState())
                        .isEqualTo("57P03");
            }
            AdminUnderTest.require(200, admin.patch(login.path(), "{\"ttl_hours\": 2}"));
            assertThat(status(admin, login)).isEqualTo("active");
            try (Connection back = admin.connect(login)) {
                execute(back, "SELECT answer FROM kept");
                AdminUnderTest.require(200, admin.patch(login.path(), "{\"ttl_hours\": 5}"));
                time.pass(Duration.ofHours(3));
                execute(back, "SELECT answer FROM kept");
                AdminUnderTest.require(200, admin.patch(login.path(), "{\"ttl_hours\": 1}"));
                time.pass(Duration.ofHours(1));
                Conditions.await("the session has ended", () -> !back.isValid(1));
            }
        }
    }

    @Test
    void a_client_that_waits_and_one_that_works_are_told_why_they_end() throws Exception {
        try (AdminUnderTest admin = start(Map.of())) {
            Login login = admin.workspace(admin.project("p"), "w");
            try (Connection working = admin.connect(login)) {
                Thread end =
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            Conditions.await(
                                                    "the query runs",
                                                    () ->
                                                            admin.get(login.path() + "/sessions")
                                                                    .body()
                                                                    .contains("\"active\""));
                                            time.pass(Duration.ofHours(25));
                                        });
                assertThatThrownBy(
                                () ->
                                        execute(
                                                working,
                                                "SELECT sum(a.range * b.range) FROM range(10000000)"
                                                        + " a, range(10000000) b"))
                        .hasMessageContaining("FATAL")
                        .hasMessageContaining("expired at")
                        .hasMessageContaining("Ask its operator to extend it")
                        .extracting(e -> ((SQLException) e).getSQLState())
                        .isEqualTo("57P01");
                end.join();
            }
        }
    }

    @Test
    void it_is_removed_with_all_that_belongs_to_it_when_the_grace_period_is_over() {
        try (AdminUnderTest admin = start(Map.of("TTL_GRACE_HOURS", "3"))) {
            Login login = admin.workspace(admin.project("p"), "w");
            Login other = admin.workspace("p", "other");
            AdminUnderTest.require(200, admin.patch(other.path(), "{\"ttl_hours\": 100}"));
            time.pass(Duration.ofHours(26));
            Conditions.await("it has expired", () -> status(admin, login).equals("expired"));
            assertThat(file(login)).exists();
            time.pass(Duration.ofHours(2));
            Conditions.await("it is gone", () -> admin.get(login.path()).statusCode() == 404);
            Conditions.await("its file is gone", () -> !Files.exists(file(login)));
            assertThatThrownBy(() -> admin.connect(login))
                    .hasMessageContaining("password authentication failed");
            assertThat(status(admin, other)).isEqualTo("active");
            admin.workspace("p", "w");
        }
    }

    @Test
    void a_clock_that_jumps_removes_nothing_and_can_be_put_right() throws SQLException {
        try (AdminUnderTest admin = start(Map.of("TTL_GRACE_HOURS", "0"))) {
            Login login = admin.workspace(admin.project("p"), "w");
            time.setClock(Duration.ofDays(400));
            Conditions.await("it has expired", () -> status(admin, login).equals("expired"));
            time.setClock(Duration.ofDays(-400));
            Conditions.await("it is active again", () -> status(admin, login).equals("active"));
            admin.connect(login).close();
            assertThat(file(login)).exists();
        }
    }

    @Test
    void work_extends_the_life_when_it_is_configured_to() throws SQLException {
        try (AdminUnderTest admin = start(Map.of("TTL_EXTEND_ON_WORK", "true"))) {
            Login login = admin.workspace(admin.project("p"), "w");
            Login idle = admin.workspace("p", "idle");
            Instant before = expiresAt(admin, login);
            try (Connection connection = admin.connect(login)) {
                time.pass(Duration.ofHours(20));
                execute(connection, "SELECT 1");
                Conditions.await("it lives longer", () -> expiresAt(admin, login).isAfter(before));
                assertThat(Duration.between(before, expiresAt(admin, login)))
                        .isBetween(Duration.ofHours(20), Duration.ofHours(21));
                Instant once = expiresAt(admin, login);
                execute(connection, "SELECT 2");
                time.pass(Duration.ofHours(10));
                Conditions.await(
                        "the idle one has expired", () -> status(admin, idle).equals("expired"));
                execute(connection, "SELECT 3");
                Conditions.await("it lives longer", () -> expiresAt(admin, login).isAfter(once));
            }
        }
    }
}
