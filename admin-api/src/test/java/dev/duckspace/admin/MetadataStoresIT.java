package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.admin.AdminUnderTest.Login;
import dev.duckspace.metadata.TemporaryPostgreSql;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole program on each metadata store, chosen by configuration alone. */
@SuppressWarnings("NullAway") // fields set by JUnit; a null fails the test as well
class MetadataStoresIT {
    private static TemporaryPostgreSql postgres;

    @TempDir Path data;
    private final MovableTime time = new MovableTime();

    enum Store {
        EMBEDDED,
        POSTGRESQL;

        Map<String, String> settings() {
            return switch (this) {
                case EMBEDDED -> Map.of("LIMITS_WORKSPACES_PER_PROJECT", "300");
                case POSTGRESQL ->
                        Map.of(
                                "LIMITS_WORKSPACES_PER_PROJECT",
                                "300",
                                "METADATA_JDBC_URL",
                                postgres.newDatabase(),
                                "METADATA_USER",
                                "postgres");
            };
        }
    }

    @BeforeAll
    static void startPostgres() throws IOException, InterruptedException {
        postgres = TemporaryPostgreSql.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException, InterruptedException {
        postgres.stop();
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void the_program_as_it_is_packaged_takes_postgresql_by_configuration() throws Exception {
        String url = postgres.newDatabase();
        Path settings = data.resolve("duckspace.yaml");
        Files.writeString(settings, "metadata:\n  jdbc_url: %s\n  user: postgres\n".formatted(url));
        Path target = Path.of("target").toAbsolutePath();
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                        "dev.duckspace.admin.Duckspace",
                        "serve",
                        "--config",
                        settings.toString(),
                        "--data",
                        data.resolve("data").toString(),
                        "--port",
                        "0",
                        "--admin-port",
                        "0");
        try (ServerProcess server = ServerProcess.start(data, data, command)) {
            server.await("(Duckspace is ready)");
        }
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM access_tokens")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_workspace_lives_its_life(Store store) throws SQLException {
        Map<String, String> settings = store.settings();
        Login login;
        try (AdminUnderTest admin = AdminUnderTest.start(data, settings, time.source())) {
            login = admin.workspace(admin.project("p"), "w");
            AdminUnderTest.require(409, admin.post("/projects/p/workspaces", "{\"name\": \"w\"}"));
            try (Connection connection = admin.connect(login)) {
                execute(connection, "CREATE TABLE t AS SELECT 42 AS answer");
            }
        }
        try (AdminUnderTest admin = AdminUnderTest.start(data, settings, time.source())) {
            try (Connection connection = admin.connect(login)) {
                assertThat(number(connection, "SELECT answer FROM t")).isEqualTo(42);
                time.pass(Duration.ofHours(25));
                Conditions.await("it has expired", () -> !connection.isValid(1));
            }
            AdminUnderTest.require(
                    200,
                    admin.patch(login.path(), "{\"ttl_hours\": 3, \"description\": \"again\"}"));
            try (Connection connection = admin.connect(login)) {
                assertThat(number(connection, "SELECT answer FROM t")).isEqualTo(42);
            }
            assertThat(admin.get("/projects/p/workspaces?status=active").body())
                    .contains(login.id());
            AdminUnderTest.require(204, admin.delete(login.path()));
            AdminUnderTest.require(404, admin.get(login.path()));
            Login second = admin.workspace("p", "w");
            time.pass(Duration.ofHours(25));
            Conditions.await(
                    "it has expired",
                    () -> admin.get(second.path()).body().contains("\"expired\""));
            time.pass(Duration.ofHours(25));
            Conditions.await("it is gone", () -> admin.get(second.path()).statusCode() == 404);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void two_hundred_creates_and_connects_at_once_all_succeed(Store store) throws Exception {
        try (AdminUnderTest admin = AdminUnderTest.start(data, store.settings());
                ExecutorService threads = Executors.newFixedThreadPool(200)) {
            admin.project("p");
            Callable<Login> one =
                    () -> {
                        Login login = admin.workspace("p", "w" + Thread.currentThread().threadId());
                        try (Connection connection = admin.connect(login)) {
                            assertThat(number(connection, "SELECT 42")).isEqualTo(42);
                        }
                        return login;
                    };
            List<Future<Login>> all =
                    IntStream.range(0, 200).mapToObj(_ -> threads.submit(one)).toList();
            for (Future<Login> login : all) {
                assertThat(login.get().id()).startsWith("ws_");
            }
        }
    }

    @Test
    void a_postgresql_that_goes_away_and_comes_back_is_waited_for() throws Exception {
        try (AdminUnderTest admin = AdminUnderTest.start(data, Store.POSTGRESQL.settings())) {
            Login login = admin.workspace(admin.project("p"), "w");
            try (Connection connection = admin.connect(login)) {
                execute(connection, "CREATE TABLE t AS SELECT 42 AS answer");
                postgres.halt();
                try {
                    assertThat(number(connection, "SELECT answer FROM t")).isEqualTo(42);
                    execute(connection, "INSERT INTO t VALUES (43)");
                    HttpResponse<String> refused = admin.get(login.path());
                    assertThat(refused.statusCode()).isEqualTo(503);
                    assertThat(refused.body()).contains("urn:duckspace:problem:unavailable");
                    assertThat(admin.get("/health/readiness").statusCode()).isEqualTo(503);
                    assertThat(admin.get("/health/liveness").statusCode()).isEqualTo(200);
                    assertThatThrownBy(() -> admin.connect(login))
                            .extracting(e -> ((SQLException) e).getSQLState())
                            .isEqualTo("57P03");
                } finally {
                    postgres.resume();
                }
                Conditions.await(
                        "it is ready again",
                        () -> admin.get("/health/readiness").statusCode() == 200);
                AdminUnderTest.require(200, admin.get(login.path()));
                try (Connection another = admin.connect(login)) {
                    assertThat(number(another, "SELECT count(*) FROM t")).isEqualTo(2);
                }
                assertThat(number(connection, "SELECT count(*) FROM t")).isEqualTo(2);
            }
        }
    }
}
