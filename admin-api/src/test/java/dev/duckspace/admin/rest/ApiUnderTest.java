package dev.duckspace.admin.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.admin.metrics.HttpMetrics;
import dev.duckspace.admin.metrics.ServerMetrics;
import dev.duckspace.admin.service.BranchService;
import dev.duckspace.admin.service.Completion;
import dev.duckspace.admin.service.EventLog;
import dev.duckspace.admin.service.FolderFiles;
import dev.duckspace.admin.service.HealthService;
import dev.duckspace.admin.service.IdempotencyKeys;
import dev.duckspace.admin.service.Passwords;
import dev.duckspace.admin.service.ProjectService;
import dev.duckspace.admin.service.TokenService;
import dev.duckspace.admin.service.WorkspaceLimits;
import dev.duckspace.admin.service.WorkspaceService;
import dev.duckspace.metadata.MetadataConfig;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.TokenRole;
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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The admin API over HTTP, without an engine: workspaces are names in a set. */
@SuppressWarnings("NullAway") // a null fails the test as well
final class ApiUnderTest implements AutoCloseable {
    static final String TOKEN = "a-token-of-the-tests";
    static final String PASSWORD = "correct-horse";

    private final MetadataStore metadata;
    private final FolderFiles files = new FolderFiles();
    private final EventLog events;
    private final TokenService tokens;
    private final AdminServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private ApiUnderTest(Path directory, Clock clock) {
        metadata =
                MetadataStore.open(
                        new MetadataConfig.Embedded(directory.resolve("metadata.duckdb")));
        events = new EventLog(metadata, clock);
        tokens = new TokenService(metadata, clock);
        ServerMetrics metrics = new ServerMetrics();
        assertThat(tokens.ensureAdminToken(TOKEN)).isEmpty();
        server =
                AdminServer.start(
                        "127.0.0.1",
                        0,
                        clock,
                        tokens,
                        events,
                        new IdempotencyKeys(metadata, clock),
                        new ProjectService(metadata, files, clock),
                        new BranchService(metadata, files, clock),
                        new WorkspaceService(
                                metadata,
                                files,
                                new FixedPassword(),
                                new WorkspaceLimits(3, 24, 168, 10, 100),
                                clock),
                        new ConnectionTarget("db.example.com", 5433, "require"),
                        metrics,
                        new HttpMetrics(metrics),
                        new HealthService(metadata, () -> true));
    }

    static ApiUnderTest start(Path directory) {
        return new ApiUnderTest(directory, Clock.systemUTC());
    }

    static ApiUnderTest start(Path directory, Clock clock) {
        return new ApiUnderTest(directory, clock);
    }

    FolderFiles files() {
        return files;
    }

    MetadataStore metadata() {
        return metadata;
    }

    EventLog events() {
        return events;
    }

    TokenService tokens() {
        return tokens;
    }

    List<String> routes() {
        return server.routes();
    }

    int port() {
        return server.port();
    }

    /** The secret of a new token. */
    String token(@Nullable String project, String name, TokenRole role) {
        return tokens.create(
                        tokens.authenticate(TOKEN).orElseThrow(),
                        project,
                        name,
                        role,
                        null,
                        Completion.none())
                .secret();
    }

    String project(String id) {
        assertThat(post("/projects", "{\"id\": \"" + id + "\"}").statusCode()).isEqualTo(201);
        return id;
    }

    /** Makes a workspace under a path of a project or branch; its own path. */
    String workspace(String owner, String name) {
        HttpResponse<String> answer = post(owner + "/workspaces", "{\"name\": \"" + name + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    HttpResponse<String> get(String path) {
        return send(TOKEN, "GET", path, "");
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send(TOKEN, "POST", path, body, headers);
    }

    HttpResponse<String> patch(String path, String body) {
        return send(TOKEN, "PATCH", path, body);
    }

    HttpResponse<String> delete(String path) {
        return send(TOKEN, "DELETE", path, "");
    }

    /**
     * @param token empty: no header of it
     * @param headers names and values in turn
     */
    HttpResponse<String> send(
            String token, String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .setHeader("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equals("Content-Type")) {
                request.setHeader(headers[i], headers[i + 1]);
            } else {
                request.header(headers[i], headers[i + 1]);
            }
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> json(HttpResponse<String> answer) {
        try {
            return JsonMapper.createDefault()
                    .readValue(answer.body(), Argument.mapOf(String.class, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(answer.statusCode() + " " + answer.body(), e);
        }
    }

    /** One field of each element of an array. */
    static List<Object> column(HttpResponse<String> answer, String array, String field) {
        return ((List<?>) json(answer).get(array))
                .stream().<Object>map(row -> ((Map<?, ?>) row).get(field)).toList();
    }

    static void assertProblem(HttpResponse<String> answer, int status, String type, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        Map<String, Object> body = json(answer);
        assertThat(body)
                .containsEntry("status", status)
                .containsEntry("type", "urn:duckspace:problem:" + type)
                .containsKeys("title", "instance");
        assertThat((String) body.get("detail")).contains(detail);
    }

    @Override
    public void close() {
        client.close();
        server.close();
        events.close();
        metadata.close();
    }

    private static final class FixedPassword implements Passwords {
        @Override
        public String generate() {
            return PASSWORD;
        }

        @Override
        public String verifier(String password) {
            return "SCRAM-SHA-256$4096:c2FsdA==$a:b";
        }
    }
}
