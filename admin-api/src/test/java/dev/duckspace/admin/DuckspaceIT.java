package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PSQLException;

@SuppressWarnings("NullAway.Init") // fields set by JUnit
class DuckspaceIT {
    private static final int TERMINATED = 143;
    private static final Pattern URL =
            Pattern.compile("postgresql://([^:]+):([^@]+)@([^?]+)\\?sslmode=require");

    @TempDir Path directory;

    @Test
    void the_demo_is_ready_to_use_and_the_same_when_started_again()
            throws IOException, SQLException, InterruptedException {
        Path folder = Files.createDirectory(directory.resolve("files"));
        Files.writeString(folder.resolve("Prices 2025.csv"), "item,price\npen,1.5\ncup,3.0\n");
        Files.writeString(folder.resolve("broken.parquet"), "no parquet");
        String url;
        try (ServerProcess demo = demo("--load", folder.toString())) {
            url = demo.await("psql '([^']+)'");
            assertThat(demo.output())
                    .contains("admin token")
                    .contains("Prices 2025.csv -> in_c_files.prices_2025, 2 rows")
                    .contains("broken.parquet is not loaded");
            assertThat(number(url, "SELECT count(*) FROM in_c_sales.orders")).isEqualTo(150_000);
            assertThat(number(url, "SELECT count(*) FROM in_c_sales.customers")).isEqualTo(5_000);
            assertThat(number(url, "SELECT count(*) FROM out_c_reports.monthly_revenue"))
                    .isPositive();
            assertThat(number(url, "SELECT count(*) FROM in_c_files.prices_2025")).isEqualTo(2);
            execute(url, "CREATE TABLE mine AS SELECT 42 AS answer");

            secondProcessIsRefused();
            demo.terminate();
            assertThat(demo.awaitExit()).isEqualTo(TERMINATED);
        }
        try (ServerProcess demo = demo()) {
            String again = demo.await("psql '([^']+)'");
            assertThat(part(again, 1)).isEqualTo(part(url, 1));
            assertThat(part(again, 2)).isEqualTo(part(url, 2));
            assertThat(demo.output()).doesNotContain("admin token");
            assertThat(number(again, "SELECT answer FROM mine")).isEqualTo(42);
        }
    }

    @Test
    void a_workspace_made_over_http_is_open_to_clients_until_it_is_dropped()
            throws IOException, SQLException, InterruptedException {
        try (ServerProcess server =
                ServerProcess.start(
                        directory, "serve", "--data", data(), "--port=0", "--admin-port=0")) {
            String admin = server.await("admin API +(http\\S+)");
            String token = server.await("admin token +(\\S+)");
            send(admin, token, "POST", "/projects", "{\"id\": \"p\", \"name\": \"P\"}");
            HttpResponse<String> created =
                    send(admin, token, "POST", "/projects/p/workspaces", "{\"name\": \"w\"}");
            assertThat(created.statusCode()).isEqualTo(201);
            Matcher url = URL.matcher(created.body());
            assertThat(url.find()).isTrue();
            String path = created.headers().firstValue("Location").orElseThrow();

            try (Connection connection = connect(url.group())) {
                execute(url.group(), "CREATE TABLE notes AS SELECT 1 AS a UNION ALL SELECT 2");
                assertThat(send(admin, token, "GET", path, "").body())
                        .contains("\"active_sessions\":1")
                        .contains(
                                "{\"schema\":\"public\",\"name\":\"notes\",\"type\":\"table\",\"rows\":2}")
                        .doesNotContain(url.group(2));

                assertThat(send(admin, token, "DELETE", path, "").statusCode()).isEqualTo(204);
                assertThat(stateOf(connection)).isEqualTo("57P01");
            }
            assertThat(directory.resolve("data/project_p/_workspaces")).isEmptyDirectory();
            assertThat(send(admin, token, "DELETE", "/projects/p", "").statusCode()).isEqualTo(204);
            assertThat(server.output()).doesNotContain(url.group(2));
        }
    }

    @Test
    void a_taken_port_stops_serve_with_one_line() throws IOException, InterruptedException {
        try (ServerProcess first =
                ServerProcess.start(
                        directory, "serve", "--data", data(), "--port=0", "--admin-port=0")) {
            String port = first.await("PostgreSQL +127.0.0.1:(\\d+)");
            try (ServerProcess second =
                    ServerProcess.start(
                            directory,
                            "serve",
                            "--data",
                            directory.resolve("other").toString(),
                            "--port",
                            port)) {
                assertThat(second.awaitExit()).isEqualTo(1);
                assertThat(second.output())
                        .contains("cannot listen on 127.0.0.1:" + port)
                        .contains("--port")
                        .doesNotContain("\tat ");
            }
        }
    }

    private void secondProcessIsRefused() throws IOException, InterruptedException {
        try (ServerProcess second = demo()) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.output()).contains("is in use by process").doesNotContain("\tat ");
        }
    }

    private ServerProcess demo(String... more) throws IOException {
        String[] arguments = new String[5 + more.length];
        System.arraycopy(
                new String[] {"demo", "--data", data(), "--port=25432", "--admin-port=28080"},
                0,
                arguments,
                0,
                5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return ServerProcess.start(directory, arguments);
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private static HttpResponse<String> send(
            String admin, String token, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(admin + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private static String part(String url, int group) {
        Matcher matcher = URL.matcher(url);
        assertThat(matcher.matches()).isTrue();
        return matcher.group(group);
    }

    private static Connection connect(String url) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", part(url, 1));
        properties.setProperty("password", part(url, 2));
        properties.setProperty("sslmode", "require");
        return DriverManager.getConnection("jdbc:postgresql://" + part(url, 3), properties);
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String url, String sql) throws SQLException {
        try (Connection connection = connect(url);
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
        } catch (PSQLException e) {
            return String.valueOf(e.getSQLState());
        } catch (SQLException e) {
            return "other";
        }
    }
}
