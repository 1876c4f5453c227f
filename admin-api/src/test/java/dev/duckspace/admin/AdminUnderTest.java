package dev.duckspace.admin;

import dev.duckspace.admin.config.CommandLine;
import dev.duckspace.admin.upkeep.TimeSource;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole program in this process: gateway and admin API on free ports of loopback, asked over
 * HTTP and over the PostgreSQL driver.
 */
@SuppressWarnings("NullAway") // a null fails the test as well
public final class AdminUnderTest implements AutoCloseable {
    public static final String TOKEN = "the-admin-token-of-the-tests";

    private final RunningServer server;
    private final int adminPort;
    private final HttpClient client = HttpClient.newHttpClient();

    private AdminUnderTest(RunningServer server, int adminPort) {
        this.server = server;
        this.adminPort = adminPort;
    }

    /**
     * Starts on a data directory, new or not.
     *
     * @param settings by their environment variables, without the prefix DUCKSPACE_
     */
    public static AdminUnderTest start(Path data, Map<String, String> settings) {
        return start(data, settings, TimeSource.system());
    }

    /** As {@link #start(Path, Map)}, by clocks of the test's own. */
    public static AdminUnderTest start(Path data, Map<String, String> settings, TimeSource time) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DUCKSPACE_ADMIN_TOKEN", TOKEN);
        settings.forEach((name, value) -> environment.put("DUCKSPACE_" + name, value));
        List<String> arguments =
                List.of("serve", "--data", data.toString(), "--port", "0", "--admin-port", "0");
        CommandLine.Serve serve = (CommandLine.Serve) CommandLine.parse(arguments, environment);
        // The server moves it into its data directory, which does not outlive the test.
        String temporary = System.getProperty("java.io.tmpdir");
        try {
            RunningServer server = RunningServer.start(serve.config(), time);
            try {
                int adminPort = server.startAdminApi();
                server.startUpkeep();
                return new AdminUnderTest(server, adminPort);
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        } finally {
            System.setProperty("java.io.tmpdir", temporary);
        }
    }

    RunningServer server() {
        return server;
    }

    public int gatewayPort() {
        return server.gateway().port();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + adminPort + path);
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> post(String path, String json) {
        return send(request(path).POST(BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> patch(String path, String json) {
        return send(request(path).method("PATCH", BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    /** With the admin token and JSON as the content's type; both can be set otherwise. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .setHeader("Authorization", "Bearer " + TOKEN)
                .setHeader("Content-Type", "application/json");
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A body that has to be a JSON object. */
    public static Map<String, Object> json(HttpResponse<String> response) {
        try {
            return JsonMapper.createDefault()
                    .readValue(response.body(), Argument.mapOf(String.class, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(response.statusCode() + " " + response.body(), e);
        }
    }

    /** Makes a project; its id. */
    public String project(String id) {
        require(201, post("/projects", "{\"id\": \"" + id + "\"}"));
        return id;
    }

    /** A workspace that was made, with all that its answer tells. */
    public record Login(
            String project, String id, String database, String username, String password) {
        public String path() {
            return "/projects/" + project + "/workspaces/" + id;
        }
    }

    public Login workspace(String project, String name) {
        return login(
                project,
                require(
                        201,
                        post(
                                "/projects/" + project + "/workspaces",
                                "{\"name\": \"" + name + "\"}")));
    }

    /** Out of a create's answer. */
    public static Login login(String project, HttpResponse<String> created) {
        Map<String, Object> body = json(created);
        Map<?, ?> connection = (Map<?, ?>) body.get("connection");
        return new Login(
                project,
                String.valueOf(body.get("id")),
                String.valueOf(connection.get("database")),
                String.valueOf(connection.get("username")),
                String.valueOf(connection.get("password")));
    }

    public Connection connect(Login login) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=require"
                        .formatted(gatewayPort(), login.database()),
                login.username(),
                login.password());
    }

    public static HttpResponse<String> require(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new AssertionError(
                    "%s: %d %s".formatted(response.uri(), response.statusCode(), response.body()));
        }
        return response;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
