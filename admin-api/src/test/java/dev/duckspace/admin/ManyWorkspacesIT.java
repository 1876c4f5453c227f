package dev.duckspace.admin;

import static dev.duckspace.admin.CrashClient.require;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.admin.AdminUnderTest.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a workspace with two idle connections costs a process, and that it comes back after it was
 * closed. {@code benchmarks/scale.py} does the same with 500.
 */
@SuppressWarnings("NullAway") // fields set by JUnit; a null fails the test as well
class ManyWorkspacesIT {
    private static final int FIRST = 20;
    private static final int ALL = 60;

    /** All of the heap is resident from the start, so that its growth is not a workspace's. */
    private static final List<String> HEAP = List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");

    /** 500 of this are 4 GB, what lives in the heap included; docs/performance.md has the usual. */
    private static final long BYTES_PER_WORKSPACE_MAX = 8_000_000;

    @TempDir Path directory;
    private final CrashClient client = new CrashClient();
    private final List<Connection> connections = new ArrayList<>();
    private int port;

    @Test
    void idle_workspaces_cost_little_close_and_come_back_with_what_they_hold() throws Exception {
        Path settings =
                Files.writeString(
                        directory.resolve("duckspace.yaml"),
                        """
                        port: 0
                        admin_port: 0
                        admin_token: the-admin-token-of-the-tests
                        limits:
                          workspaces_per_project: 60
                        timeouts:
                          workspace_idle_seconds: 1
                        """);
        try (ServerProcess server =
                ServerProcess.start(
                        directory,
                        HEAP,
                        "serve",
                        "--data",
                        directory.resolve("data").toString(),
                        "--config",
                        settings.toString())) {
            port = Integer.parseInt(server.await("PostgreSQL +127\\.0\\.0\\.1:(\\d+)"));
            client.connect(
                    server.await("admin API +(http://\\S+)"), "the-admin-token-of-the-tests");
            require(201, client.send("POST", "/projects", "{\"id\": \"p\"}"));

            List<Login> logins = new ArrayList<>();
            fill(logins, FIRST);
            long before = bytes(server);
            fill(logins, ALL);
            long each = (bytes(server) - before) / (ALL - FIRST);
            assertThat(open()).isEqualTo(ALL);
            assertThat(each).as("bytes of a workspace").isLessThan(BYTES_PER_WORKSPACE_MAX);

            for (Connection connection : connections) {
                connection.close();
            }
            Conditions.await("all are closed", () -> open() == 0);
            for (int i = 0; i < ALL; i++) {
                try (Connection connection = connect(logins.get(i))) {
                    assertThat(number(connection, "SELECT a FROM kept")).isEqualTo(i);
                }
            }
        }
    }

    /** Makes workspaces until there are so many, each with a table and two connections. */
    private void fill(List<Login> logins, int count) throws SQLException {
        while (logins.size() < count) {
            int number = logins.size();
            Login login =
                    AdminUnderTest.login(
                            "p",
                            require(
                                    201,
                                    client.send(
                                            "POST",
                                            "/projects/p/workspaces",
                                            "{\"name\": \"w%d\"}".formatted(number))));
            logins.add(login);
            Connection first = connect(login);
            connections.add(first);
            try (Statement statement = first.createStatement()) {
                statement.execute("CREATE TABLE kept AS SELECT " + number + " AS a");
            }
            Connection second = connect(login);
            connections.add(second);
            assertThat(number(second, "SELECT count(*) FROM kept")).isEqualTo(1);
        }
    }

    private static long bytes(ServerProcess server) throws IOException, InterruptedException {
        return server.liveHeapBytes() + server.residentBytes();
    }

    private Connection connect(Login login) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=require"
                        .formatted(port, login.database()),
                login.username(),
                login.password());
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private int open() {
        Map<String, Double> samples =
                Scrape.of(require(200, client.send("GET", "/metrics", null)).body());
        return samples.get("duckspace_workspaces_open").intValue();
    }
}
