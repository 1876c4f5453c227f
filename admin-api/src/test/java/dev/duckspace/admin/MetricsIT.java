package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway") // a null fails the test as well
class MetricsIT {
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);

    @TempDir Path data;

    private AdminUnderTest admin;

    @BeforeEach
    void start() {
        admin = AdminUnderTest.start(data, Map.of("TIMEOUTS_QUERY_SECONDS", "2"));
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    @Test
    void queries_rows_and_errors_are_counted_exactly() throws SQLException {
        AdminUnderTest.Login login = admin.workspace(admin.project("p"), "mine");
        try (Connection connection = admin.connect(login);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (n INTEGER)");
            Map<String, Double> before = metrics();

            for (int i = 0; i < 7; i++) {
                statement.execute("INSERT INTO t SELECT * FROM range(10)");
            }
            int rows = 0;
            for (int i = 0; i < 3; i++) {
                try (ResultSet found = statement.executeQuery("SELECT n FROM t")) {
                    while (found.next()) {
                        rows++;
                    }
                }
            }
            for (int i = 0; i < 4; i++) {
                assertThatThrownBy(() -> statement.execute("SELECT nothing FROM nowhere"))
                        .isInstanceOf(SQLException.class);
            }
            assertThatThrownBy(
                            () ->
                                    statement.execute(
                                            "SELECT count(*) FROM range(100000000000) a(x)"
                                                    + " WHERE x % 7 = 3"))
                    .hasMessageContaining("statement timeout");

            Map<String, Double> after = metrics();
            assertThat(rows).isEqualTo(210);
            assertThat(grown(before, after, queries("insert", "ok"))).isEqualTo(7);
            assertThat(grown(before, after, queries("select", "ok"))).isEqualTo(3);
            assertThat(grown(before, after, queries("other", "error"))).isEqualTo(4);
            assertThat(grown(before, after, queries("select", "timeout"))).isEqualTo(1);
            assertThat(grown(before, after, "duckspace_rows_changed_total")).isEqualTo(70);
            assertThat(grown(before, after, "duckspace_rows_sent_total")).isEqualTo(210);
            assertThat(
                            grown(
                                    before,
                                    after,
                                    "duckspace_query_duration_seconds_count{command=\"insert\"}"))
                    .isEqualTo(7);
            assertThat(grown(before, after, "duckspace_network_sent_bytes_total"))
                    .isGreaterThan(210 * 7);
            assertThat(grown(before, after, "duckspace_network_received_bytes_total"))
                    .isGreaterThan(7 * 30);
            assertThat(after).containsEntry("duckspace_sessions_open", 1.0);
            assertThat(after).containsEntry("duckspace_workspaces_open", 1.0);
        }
    }

    @Test
    void sessions_are_counted_as_they_come_and_are_refused() throws SQLException {
        AdminUnderTest.Login login = admin.workspace(admin.project("p"), "mine");
        Map<String, Double> before = metrics();
        admin.connect(login).close();
        admin.connect(login).close();
        String url = "jdbc:postgresql://127.0.0.1:" + admin.gatewayPort() + "/" + login.database();
        assertThatThrownBy(
                        () ->
                                DriverManager.getConnection(
                                        url + "?sslmode=require", login.username(), "wrong"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(
                        () ->
                                DriverManager.getConnection(
                                        url + "?sslmode=disable",
                                        login.username(),
                                        login.password()))
                .isInstanceOf(SQLException.class);

        Map<String, Double> after = metrics();
        assertThat(grown(before, after, "duckspace_sessions_opened_total")).isEqualTo(2);
        assertThat(
                        grown(
                                before,
                                after,
                                "duckspace_sessions_refused_total{reason=\"authentication\"}"))
                .isEqualTo(2);
    }

    @Test
    void requests_workspaces_disk_and_engines_are_shown() throws SQLException {
        AdminUnderTest.Login login = admin.workspace(admin.project("p"), "mine");
        admin.get("/projects/p");
        admin.get("/projects/none");

        Map<String, Double> shown = metrics();
        String requests = "duckspace_http_request_duration_seconds_count";
        assertThat(shown)
                .containsEntry(
                        requests
                                + "{method=\"GET\",route=\"/projects/{projectId}\",status=\"200\"}",
                        1.0)
                .containsEntry(
                        requests
                                + "{method=\"GET\",route=\"/projects/{projectId}\",status=\"404\"}",
                        1.0)
                .containsEntry("duckspace_workspaces{status=\"active\"}", 1.0)
                .containsEntry("duckspace_metadata_pool_size", 4.0)
                .containsEntry("duckspace_query_queue_waiting", 0.0)
                .containsEntry("duckspace_jobs{state=\"running\"}", 0.0)
                .containsEntry("duckspace_engine_pool_size", 64.0);
        assertThat(shown.get("duckspace_data_used_bytes")).isGreaterThan(100_000);
        assertThat(shown.get("duckspace_data_free_bytes"))
                .isBetween(1.0, shown.get("duckspace_data_total_bytes"));
        assertThat(shown).containsKey("jvm_threads_live_threads");
        try (Connection connection = admin.connect(login);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE held AS SELECT * FROM range(3000000)");
            awaitMoreThan("duckspace_engine_memory_bytes", 5_000_000);
        }
    }

    @Test
    void a_token_without_a_project_may_read_them_and_nobody_without_one() {
        HttpResponse<String> open =
                admin.send(java.net.http.HttpRequest.newBuilder(admin.uri("/metrics")).GET());

        assertThat(open.statusCode()).isEqualTo(401);
        assertThat(admin.get("/metrics").headers().firstValue("Content-Type"))
                .contains("text/plain; version=0.0.4; charset=utf-8");
    }

    private void awaitMoreThan(String name, double least) {
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        while (metrics().getOrDefault(name, 0.0) <= least) {
            assertThat(System.nanoTime()).as(name).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private static String queries(String command, String outcome) {
        return "duckspace_queries_total{command=\"%s\",outcome=\"%s\"}".formatted(command, outcome);
    }

    private static double grown(
            Map<String, Double> before, Map<String, Double> after, String name) {
        assertThat(after).containsKey(name);
        return after.get(name) - before.getOrDefault(name, 0.0);
    }

    private Map<String, Double> metrics() {
        return Scrape.of(AdminUnderTest.require(200, admin.get("/metrics")).body());
    }
}
