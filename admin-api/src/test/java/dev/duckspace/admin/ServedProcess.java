package dev.duckspace.admin;

import static dev.duckspace.admin.AdminUnderTest.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A server in a process of its own, asked over HTTP and the PostgreSQL driver. */
final class ServedProcess implements AutoCloseable {
    private final ServerProcess process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final int adminPort;

    /** Waits until it serves. */
    ServedProcess(ServerProcess process) {
        this.process = process;
        this.port = Integer.parseInt(process.await("PostgreSQL +127\\.0\\.0\\.1:([0-9]+)"));
        this.adminPort = Integer.parseInt(process.await("admin API +http://[^:]+:([0-9]+)"));
    }

    ServerProcess process() {
        return process;
    }

    /** The token that the first start has shown. */
    String newToken() {
        return process.await("admin token +(\\S+)");
    }

    HttpResponse<String> post(String token, String path, String json) {
        return send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    int get(String token, String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path))
                        .header("Authorization", "Bearer " + token)
                        .GET())
                .statusCode();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    AdminUnderTest.Login workspace(String token, String project, String name) {
        post(token, "/projects", "{\"id\": \"" + project + "\"}");
        return AdminUnderTest.login(
                project,
                require(
                        201,
                        post(
                                token,
                                "/projects/" + project + "/workspaces",
                                "{\"name\": \"" + name + "\"}")));
    }

    Connection connect(AdminUnderTest.Login login) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=require"
                        .formatted(port, login.database()),
                login.username(),
                login.password());
    }

    void execute(AdminUnderTest.Login login, String sql) throws SQLException {
        try (Connection connection = connect(login);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(AdminUnderTest.Login login, String sql) throws SQLException {
        try (Connection connection = connect(login);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        client.close();
        process.close();
    }
}
