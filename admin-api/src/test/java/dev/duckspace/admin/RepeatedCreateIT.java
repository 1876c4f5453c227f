package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in a create with an Idempotency-Key. */
@SuppressWarnings("NullAway") // a null fails the test as well
class RepeatedCreateIT {
    private static final String WORKSPACES = "/projects/p/workspaces";

    @TempDir Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private String admin = "";
    private String token = "";

    @Test
    void a_create_that_is_repeated_after_a_kill_has_happened_once() throws Exception {
        try (ServerProcess server = start()) {
            token = server.await("admin token +(\\S+)");
            send("POST", "/projects", "{\"id\": \"p\"}", "none").join();
            send("POST", WORKSPACES, body(0), "key-0").join();
            CompletableFuture<HttpResponse<String>> unused =
                    send("POST", WORKSPACES, body(1), "key-1");
            Conditions.await("a file is made", () -> files().size() == 2);
        }
        try (ServerProcess server = start()) {
            assertThat(server.output()).doesNotContain("admin token");
            String before = send("GET", WORKSPACES, "", "none").join().body();
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> first = send("POST", WORKSPACES, body(i), "key-" + i).join();
                HttpResponse<String> again = send("POST", WORKSPACES, body(i), "key-" + i).join();
                assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
                assertThat(again.headers().firstValue("Location"))
                        .isEqualTo(first.headers().firstValue("Location"));
                assertThat(again.body()).doesNotContain("\"password\"");
            }
            assertThat(before).contains("\"w0\"");
            String after = send("GET", WORKSPACES, "", "none").join().body();
            assertThat(after.split("\"name\":", -1)).hasSize(3);
            assertThat(files()).hasSize(2).allMatch(file -> after.contains(file.substring(0, 15)));
        } finally {
            client.close();
        }
    }

    private static String body(int number) {
        return "{\"name\": \"w" + number + "\"}";
    }

    private ServerProcess start() throws IOException {
        ServerProcess server =
                ServerProcess.start(
                        directory,
                        "serve",
                        "--data",
                        directory.resolve("data").toString(),
                        "--port=0",
                        "--admin-port=0");
        admin = server.await("admin API +(http\\S+)");
        return server;
    }

    private List<String> files() {
        Path workspaces = directory.resolve("data/project_p/_workspaces");
        if (!Files.isDirectory(workspaces)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(workspaces)) {
            return paths.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".duckdb"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletableFuture<HttpResponse<String>> send(
            String method, String path, String body, String key) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(admin + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
