package dev.duckspace.admin.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.admin.metrics.HttpMetrics;
import dev.duckspace.admin.metrics.ServerMetrics;
import dev.duckspace.admin.service.BranchService;
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
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway") // a null fails the test as well
class AdminApiTest {
    private static final String TOKEN = "a-token-of-the-tests";

    @TempDir static Path directory;

    private static MetadataStore metadata;
    private static FolderFiles files;
    private static AdminServer server;
    private static HttpClient client;
    private static TokenService tokens;
    private static EventLog events;
    private static int projects;

    private String project;

    @BeforeAll
    static void start() {
        Clock clock = Clock.systemUTC();
        metadata =
                MetadataStore.open(
                        new MetadataConfig.Embedded(directory.resolve("metadata.duckdb")));
        files = new FolderFiles();
        ServerMetrics metrics = new ServerMetrics();
        events = new EventLog(metadata, clock);
        tokens = new TokenService(metadata, clock);
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
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
        events.close();
        metadata.close();
    }

    @BeforeEach
    void createProject() throws IOException, InterruptedException {
        project = "p" + ++projects;
        assertThat(post("/projects", "{\"id\": \"" + project + "\", \"name\": \"P\"}").statusCode())
                .isEqualTo(201);
    }

    @Test
    void a_workspace_is_created_shown_listed_and_dropped()
            throws IOException, InterruptedException {
        HttpResponse<String> created =
                post(
                        "/projects/" + project + "/workspaces",
                        """
                        {"name": "scratch", "description": "for \u00fc", "tags": ["a", "b"],
                         "ttl_hours": 2, "size_limit_gb": 1.5}""");

        assertThat(created.statusCode()).isEqualTo(201);
        Map<String, Object> body = json(created);
        String id = (String) body.get("id");
        assertThat(id).matches("ws_[0-9a-f]{12}");
        String path = "/projects/" + project + "/workspaces/" + id;
        assertThat(created.headers().firstValue("Location")).contains(path);
        assertThat(body)
                .containsEntry("name", "scratch")
                .containsEntry("project_id", project)
                .containsEntry("branch_id", null)
                .containsEntry("status", "active")
                .containsEntry("size_limit_gb", 1.5)
                .containsEntry("tags", List.of("a", "b"))
                .containsEntry("attached_tables", List.of());
        assertThat(Instant.parse((String) body.get("expires_at")))
                .isEqualTo(Instant.parse((String) body.get("created_at")).plusSeconds(7_200));
        Map<?, ?> connection = (Map<?, ?>) body.get("connection");
        String user = (String) connection.get("username");
        assertThat(user).startsWith("ws_" + id + "_");
        assertThat(connection.get("connection_string"))
                .isEqualTo(
                        "postgresql://%s:correct-horse@db.example.com:5433/workspace_%s?sslmode=require"
                                .formatted(user, id));

        HttpResponse<String> detail = get(path);
        assertThat(detail.body()).doesNotContain("correct-horse");
        assertThat(json(detail))
                .containsEntry("size_bytes", 12_288)
                .containsEntry("active_sessions", 0)
                .containsEntry("status", "active")
                .containsEntry(
                        "workspace_objects",
                        List.of(
                                Map.of(
                                        "schema", "public", "name", "notes", "type", "table",
                                        "rows", 3)));

        assertThat(get("/projects/" + project + "/workspaces").body()).contains(id);
        HttpResponse<String> deleted = delete(path);
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(files.exists(id)).isFalse();
        assertThat(get(path).statusCode()).isEqualTo(404);
        assertThat(delete(path).statusCode()).isEqualTo(404);
    }

    @Test
    void a_list_is_filtered_sorted_and_paged() throws IOException, InterruptedException {
        for (String name : List.of("b", "c", "a")) {
            create(name);
        }
        String path = "/projects/" + project + "/workspaces";

        Map<String, Object> first = json(get(path + "?sort=-name&limit=2"));
        assertThat(names(first)).containsExactly("c", "b");
        Map<String, Object> second =
                json(get(path + "?sort=-name&limit=2&cursor=" + first.get("next_cursor")));
        assertThat(names(second)).containsExactly("a");
        assertThat(second).containsEntry("next_cursor", null);
        assertThat(names(json(get(path + "?name=b")))).containsExactly("b");
        assertThat(names(json(get(path + "?status=expired")))).isEmpty();
        assertThat(names(json(get(path + "?created_before=2020-01-01T00:00:00Z")))).isEmpty();
        assertProblem(get(path + "?nam=b"), 422, "did you mean \"name\"");
        assertProblem(get(path + "?limit=0"), 422, "limit");
        assertProblem(get(path + "?cursor=x"), 422, "cursor");
        assertProblem(get(path + "?sort=size"), 422, "sort");
    }

    @Test
    void a_name_that_is_taken_and_a_limit_that_is_reached_are_conflicts()
            throws IOException, InterruptedException {
        create("one");
        assertProblem(
                post("/projects/" + project + "/workspaces", "{\"name\": \"one\"}"),
                409,
                "a workspace named \"one\" exists");
        create("two");
        create("three");
        assertProblem(
                post("/projects/" + project + "/workspaces", "{\"name\": \"four\"}"),
                409,
                "has 3 workspaces, which is the limit");
        assertProblem(post("/projects", "{\"id\": \"" + project + "\"}"), 409, "exists");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"x\"                     | 400 | the body is no JSON",
                "{\"name\": \"x\"} {}                 | 400 | the body is no JSON",
                "{\"name\": \"x\", \"name\": \"y\"}   | 400 | the body is no JSON",
                "[]                                   | 400 | no JSON object",
                "''                                   | 400 | body",
                "{}                                   | 422 | name is needed",
                "{\"name\": null}                     | 422 | name is needed",
                "{\"name\": 1}                        | 422 | name is a string",
                "{\"name\": \" \"}                    | 422 | more than blanks",
                "{\"name\": \"x\", \"tll_hours\": 1}  | 422 | did you mean \"ttl_hours\"",
                "{\"name\": \"x\", \"ttl_hours\": 0}  | 422 | ttl_hours",
                "{\"name\": \"x\", \"ttl_hours\": 169}| 422 | 1 to 168",
                "{\"name\": \"x\", \"ttl_hours\": 1.5}| 422 | whole number",
                "{\"name\": \"x\", \"ttl_hours\": \"2\"}| 422 | a number",
                "{\"name\": \"x\", \"ttl_hours\": 1e999999999}| 422 | ordinary size",
                "{\"name\": \"x\", \"size_limit_gb\": 0}| 422 | size_limit_gb",
                "{\"name\": \"x\", \"size_limit_gb\": 101}| 422 | size_limit_gb",
                "{\"name\": \"x\", \"tags\": \"a\"}   | 422 | tags is an array",
                "{\"name\": \"x\", \"tags\": [1]}     | 422 | tags is an array",
                "{\"name\": \"x\", \"tags\": [\"a\\nb\"]}| 422 | control characters",
                "{\"name\": \"x\", \"preload_tables\": [1]}| 422 | preload_tables is an array of names and objects",
            })
    void what_is_wrong_in_a_body_is_named(String body, int status, String reason)
            throws IOException, InterruptedException {
        assertProblem(post("/projects/" + project + "/workspaces", body), status, reason);
        assertThat(names(json(get("/projects/" + project + "/workspaces")))).isEmpty();
    }

    @Test
    void what_the_framework_refuses_is_a_problem_document_too()
            throws IOException, InterruptedException {
        assertProblem(get("/nothing/here"), 404, "nothing is at this path");
        assertProblem(get("/projects/none"), 404, "no project \"none\"");
        assertProblem(get("/projects/" + project + "/workspaces/ws_none"), 404, "no workspace");
        assertProblem(send("PUT", "/projects", "{}", "application/json"), 405, "PUT");
        assertProblem(send("POST", "/projects", "{}", "text/plain"), 415, "application/json");
        assertProblem(post("/projects", "{\"id\": \"A B\"}"), 422, "a-z");
        assertProblem(
                post("/projects", "{\"id\": \"" + "x".repeat(2 << 20) + "\"}"),
                413,
                "1048576 bytes");
    }

    @Test
    void a_project_with_something_in_it_is_not_deleted() throws IOException, InterruptedException {
        String id = create("one");
        assertProblem(
                delete("/projects/" + project),
                409,
                "has workspaces; delete them first, or all of it with ?cascade=true");
        delete("/projects/" + project + "/workspaces/" + id);

        assertThat(delete("/projects/" + project).statusCode()).isEqualTo(204);
        assertProblem(get("/projects/" + project), 404, "no project");

        post("/projects", "{\"id\": \"full\"}");
        files.addTable("full", null);
        assertProblem(delete("/projects/full"), 409, "has tables; delete them first");
    }

    @Test
    void projects_are_listed_page_by_page() throws IOException, InterruptedException {
        Map<String, Object> page = json(get("/projects?limit=1"));
        assertThat((List<?>) page.get("projects")).hasSize(1);
        if (projects > 1) {
            assertThat(get("/projects?limit=1&cursor=" + page.get("next_cursor")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void nobody_comes_in_without_the_token() throws IOException, InterruptedException {
        for (String header : List.of("", "Bearer wrong", "Basic " + TOKEN, "Bearer")) {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri("/projects"));
            if (!header.isEmpty()) {
                request.header("Authorization", header);
            }
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            assertProblem(answer, 401, "");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        }
        HttpRequest unknown = HttpRequest.newBuilder(uri("/nothing")).build();
        assertProblem(client.send(unknown, BodyHandlers.ofString()), 401, "");
    }

    @Test
    void health_needs_no_token() throws IOException, InterruptedException {
        for (String path : List.of("/health", "/health/liveness", "/health/readiness")) {
            HttpRequest request = HttpRequest.newBuilder(uri(path)).build();
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json(answer)).containsEntry("status", "up");
        }
    }

    private String create(String name) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                post("/projects/" + project + "/workspaces", "{\"name\": \"" + name + "\"}");
        assertThat(answer.statusCode()).isEqualTo(201);
        return (String) json(answer).get("id");
    }

    private static List<Object> names(Map<String, Object> page) {
        return ((List<?>) page.get("workspaces"))
                .stream().<Object>map(w -> ((Map<?, ?>) w).get("name")).toList();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail)
            throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        Map<String, Object> body = json(answer);
        assertThat(body).containsEntry("status", status).containsKeys("type", "title", "instance");
        assertThat((String) body.get("detail")).contains(detail);
    }

    private static Map<String, Object> json(HttpResponse<String> answer) throws IOException {
        return JsonMapper.createDefault()
                .readValue(answer.body(), Argument.mapOf(String.class, Object.class));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", "application/json");
    }

    private HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, "", "application/json");
    }

    private HttpResponse<String> post(String path, String body)
            throws IOException, InterruptedException {
        return send("POST", path, body, "application/json");
    }

    private static HttpResponse<String> send(
            String method, String path, String body, String contentType)
            throws IOException, InterruptedException {
        return send(TOKEN, method, path, body, contentType);
    }

    private static HttpResponse<String> send(
            String token, String method, String path, String body, String contentType)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", contentType)
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static final class FixedPassword implements Passwords {
        @Override
        public String generate() {
            return "correct-horse";
        }

        @Override
        public String verifier(String password) {
            return "SCRAM-SHA-256$4096:c2FsdA==$a:b";
        }
    }
}
