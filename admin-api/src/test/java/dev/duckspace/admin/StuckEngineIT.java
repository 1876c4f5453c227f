package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose engine plans for ever, heeding no cancel, ends at SIGTERM all the same. */
@SuppressWarnings("NullAway") // a null fails the test as well
class StuckEngineIT {
    /** Six united queries of so many relations are planned for 5 s. */
    private static final int RELATIONS = 98;

    private static final int QUERIES = 19;

    @TempDir Path directory;

    @Test
    void a_signal_ends_it_and_nothing_committed_is_lost() throws Exception {
        CrashClient http = new CrashClient();
        String database;
        String user;
        String password;
        try (ServerProcess server = start()) {
            http.connect(
                    server.await("admin API +(http\\S+)"), server.await("admin token +(\\S+)"));
            String port = server.await("PostgreSQL +127.0.0.1:(\\d+)");
            CrashClient.require(201, http.send("POST", "/projects", "{\"id\": \"p\"}"));
            Map<?, ?> made =
                    (Map<?, ?>)
                            CrashClient.json(
                                            CrashClient.require(
                                                    201,
                                                    http.send(
                                                            "POST",
                                                            "/projects/p/workspaces",
                                                            "{\"name\": \"w\"}")))
                                    .get("connection");
            database = String.valueOf(made.get("database"));
            user = String.valueOf(made.get("username"));
            password = String.valueOf(made.get("password"));
            try (Connection connection = connect(port, database, user, password);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE v0 AS SELECT 42 AS x");
            }
            Thread stuck = Thread.ofPlatform().start(() -> plan(port, database, user, password));
            LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
            assertThat(stuck.isAlive()).as("the engine still plans").isTrue();
            server.terminate();
            assertThat(server.awaitExit()).as(server.output()).isEqualTo(143);
            stuck.join();
        }
        try (ServerProcess server = start()) {
            String port = server.await("PostgreSQL +127.0.0.1:(\\d+)");
            try (Connection connection = connect(port, database, user, password);
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT x FROM v0")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
        }
    }

    private static void plan(String port, String database, String user, String password) {
        try (Connection connection = connect(port, database, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(bomb());
        } catch (SQLException e) {
            // the server has ended
        }
    }

    private static String bomb() {
        String query =
                IntStream.range(1, RELATIONS)
                        .mapToObj(" JOIN v0 a%1$d ON a%1$d.x = a0.x"::formatted)
                        .collect(Collectors.joining("", "SELECT a0.x FROM v0 a0", ""));
        return String.join(" UNION ALL ", Collections.nCopies(QUERIES, query));
    }

    private static Connection connect(String port, String database, String user, String password)
            throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?sslmode=require",
                user,
                password);
    }

    private ServerProcess start() throws IOException {
        Path config =
                Files.writeString(
                        directory.resolve("duckspace.yaml"), "timeouts: {stop_grace_seconds: 0}\n");
        return ServerProcess.start(
                directory,
                "serve",
                "--config",
                config.toString(),
                "--data",
                directory.resolve("data").toString(),
                "--port=0",
                "--admin-port=0");
    }
}
