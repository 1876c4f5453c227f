package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API's description against the server that runs. */
@SuppressWarnings("NullAway") // a null fails the test as well
class OpenApiIT {
    /** Those that answer with what they made, or whose body is of its own kind. */
    private static final Set<String> WITHOUT_BODY =
            Set.of(
                    "POST /projects/{projectId}/workspaces/{workspaceId}/clear",
                    "POST /projects/{projectId}/workspaces/{workspaceId}/credentials/reset");

    @TempDir static Path data;

    private static AdminUnderTest admin;
    private static OpenApi api;

    private final List<HttpResponse<String>> answers = new ArrayList<>();

    @BeforeAll
    static void start() {
        admin = AdminUnderTest.start(data, Map.of());
        HttpResponse<String> yaml =
                admin.send(HttpRequest.newBuilder(admin.uri("/openapi.yaml")).GET());
        api = OpenApi.parse(AdminUnderTest.require(200, yaml).body());
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    @Test
    void every_route_is_described_and_nothing_else() {
        assertThat(api.operations().keySet())
                .containsExactlyInAnyOrderElementsOf(admin.server().adminRoutes());
    }

    @Test
    void every_operation_has_a_name_a_summary_a_group_and_statuses() {
        List<Object> names = new ArrayList<>();
        api.operations()
                .forEach(
                        (route, operation) -> {
                            names.add(operation.get("operationId"));
                            Map<String, Object> responses = OpenApi.map(operation.get("responses"));
                            assertThat(operation.get("summary")).as(route).isNotNull();
                            assertThat((List<?>) operation.get("tags")).as(route).hasSize(1);
                            assertThat(responses.keySet())
                                    .as(route)
                                    .anyMatch(status -> status.startsWith("2"))
                                    .contains("500");
                            if (operation.get("security") == null) {
                                assertThat(responses).as(route).containsKeys("401", "403");
                            }
                            if (!route.startsWith("GET") && !operation.containsKey("security")) {
                                assertThat(operation).as(route).containsKey("x-audited-as");
                            }
                        });
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> !name.toString().contains("_"));
    }

    @Test
    void every_body_is_described_by_a_schema_with_an_example_for_each_simple_field() {
        Map<String, Object> schemas =
                OpenApi.map(OpenApi.map(api.document().get("components")).get("schemas"));
        api.operations()
                .forEach(
                        (route, operation) -> {
                            String main = route.replace("/branches/{branchId}/", "/");
                            if (route.startsWith("GET")
                                    || route.startsWith("DELETE")
                                    || WITHOUT_BODY.contains(main)) {
                                return;
                            }
                            assertThat(operation).as(route).containsKey("requestBody");
                            assertThat(operation.get("requestBody").toString())
                                    .as(route)
                                    .doesNotContain("format=byte");
                        });
        for (String name : List.of("NewProject", "NewBranch", "WorkspaceChange", "NewToken")) {
            OpenApi.map(OpenApi.map(schemas.get(name)).get("properties"))
                    .forEach(
                            (field, schema) ->
                                    assertThat(OpenApi.map(schema))
                                            .as(name + "." + field)
                                            .containsKey("example"));
        }
    }

    /** A field of a wrong type is refused by its name; one that is unknown is called so. */
    @Test
    void every_described_field_of_a_body_is_known_to_the_server() {
        Map<String, Object> schemas =
                OpenApi.map(OpenApi.map(api.document().get("components")).get("schemas"));
        String workspace = admin.workspace(admin.project("fields"), "w").path();
        Map<String, String> takes =
                Map.of(
                        "NewProject", "POST /projects",
                        "NewBranch", "POST /projects/fields/branches",
                        "NewWorkspace", "POST /projects/fields/workspaces",
                        "WorkspaceChange", "PATCH " + workspace,
                        "Load", "POST " + workspace + "/load",
                        "NewToken", "POST /tokens");
        takes.forEach(
                (schema, route) -> {
                    String[] parts = route.split(" ");
                    OpenApi.map(OpenApi.map(schemas.get(schema)).get("properties"))
                            .keySet()
                            .forEach(field -> refuses(parts[0], parts[1], field));
                });
    }

    private static void refuses(String method, String path, String field) {
        HttpResponse<String> answer =
                admin.send(
                        admin.request(path)
                                .method(
                                        method,
                                        BodyPublishers.ofString(
                                                "{\"" + field + "\": {\"wrong\": []}}")));
        assertThat(answer.statusCode()).as(path + " " + field).isEqualTo(422);
        assertThat(answer.body()).as(path).doesNotContain("unknown field \\\"" + field);
    }

    @Test
    void answers_are_as_described() {
        driveProjectsAndWorkspaces();
        driveBranchesTablesAndAccess();
        driveRefusals();

        List<String> faults = answers.stream().flatMap(a -> api.faults(a).stream()).toList();
        assertThat(faults).isEmpty();
        assertThat(answers).hasSizeGreaterThan(30);
    }

    private void driveProjectsAndWorkspaces() {
        see(admin.get("/health"));
        see(admin.get("/health/liveness"));
        see(admin.get("/metrics"));
        see(admin.get("/docs"));
        see(admin.get("/openapi.yaml"));
        see(admin.post("/projects", "{\"id\": \"seen\"}"));
        see(admin.get("/projects?limit=1"));
        see(admin.get("/projects/seen"));
        see(admin.post("/projects/seen/workspaces", "{\"name\": \"a\", \"tags\": [\"t\"]}"));
        AdminUnderTest.Login login = AdminUnderTest.login("seen", answers.getLast());
        see(admin.get("/projects/seen/workspaces?sort=-name"));
        see(admin.get(login.path()));
        see(admin.patch(login.path(), "{\"description\": \"new\"}"));
        try (var connection = admin.connect(login)) {
            connection.createStatement().execute("CREATE TABLE made AS SELECT 1 AS one");
            see(admin.get(login.path()));
            see(admin.get(login.path() + "/sessions"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        see(
                admin.send(
                        admin.request("/projects/seen/tables/in.c-main/small")
                                .setHeader("Content-Type", "text/csv")
                                .PUT(BodyPublishers.ofString("id,name\n1,one\n2,two\n"))));
        see(admin.get("/projects/seen/tables"));
        see(
                admin.post(
                        login.path() + "/load",
                        "{\"tables\": [{\"source\": \"in.c-main.small\","
                                + " \"destination\": \"copied\"}]}"));
        see(
                admin.send(
                        admin.request(login.path() + "/load")
                                .header("Prefer", "respond-async")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"tables\": [{\"source\": \"in.c-main.small\","
                                                        + " \"mode\": \"overwrite\"}]}"))));
        String job = String.valueOf(AdminUnderTest.json(answers.getLast()).get("id"));
        Conditions.await(
                "the job's end",
                () ->
                        admin.get(login.path() + "/jobs/" + job)
                                .body()
                                .contains("\"state\":\"succeeded\""));
        see(admin.get(login.path() + "/jobs/" + job));
        see(admin.get(login.path() + "/jobs"));
        see(admin.delete(login.path() + "/objects/copied"));
        see(admin.post(login.path() + "/clear", ""));
        see(admin.post(login.path() + "/credentials/reset", ""));
        see(admin.delete(login.path()));
        see(admin.delete("/projects/seen/tables/in.c-main/small"));
    }

    private void driveBranchesTablesAndAccess() {
        see(admin.post("/projects/seen/branches", "{\"id\": \"dev\"}"));
        see(admin.get("/projects/seen/branches"));
        see(admin.get("/projects/seen/branches/dev"));
        see(admin.get("/projects/seen/branches/dev/tables"));
        see(admin.post("/projects/seen/branches/dev/workspaces", "{\"name\": \"b\"}"));
        String id = AdminUnderTest.login("seen", answers.getLast()).id();
        see(admin.get("/projects/seen/branches/dev/workspaces"));
        see(admin.get("/projects/seen/branches/dev/workspaces/" + id));
        see(admin.delete("/projects/seen/branches/dev/workspaces/" + id));
        see(admin.delete("/projects/seen/branches/dev"));
        see(admin.post("/tokens", "{\"name\": \"job\", \"role\": \"read\"}"));
        String token = String.valueOf(AdminUnderTest.json(answers.getLast()).get("id"));
        see(admin.get("/tokens"));
        see(admin.get("/tokens/" + token));
        see(admin.delete("/tokens/" + token));
        see(
                admin.post(
                        "/projects/seen/tokens",
                        "{\"name\": \"job\", \"role\": \"manage\", \"expires_in_hours\": 1}"));
        see(admin.get("/projects/seen/tokens"));
        see(admin.get("/events"));
        see(admin.delete("/projects/seen?cascade=true"));
    }

    private void driveRefusals() {
        see(admin.send(HttpRequest.newBuilder(admin.uri("/projects")).GET()));
        see(admin.get("/projects/none"));
        see(admin.get("/projects?limit=0"));
        see(admin.post("/projects", "{"));
        see(admin.post("/projects", "{\"id\": \"NOT OK\"}"));
        admin.post("/projects", "{\"id\": \"twice\"}");
        see(admin.post("/projects", "{\"id\": \"twice\"}"));
        see(admin.post("/projects", "{\"id\": \"" + "x".repeat(2 << 20) + "\"}"));
        see(
                admin.send(
                        admin.request("/projects")
                                .setHeader("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{}"))));
        assertThat(answers.subList(answers.size() - 8, answers.size()))
                .extracting(HttpResponse::statusCode)
                .containsExactly(401, 404, 422, 400, 422, 409, 413, 415);
    }

    private void see(HttpResponse<String> answer) {
        answers.add(answer);
    }

    @Test
    void the_page_loads_nothing_from_elsewhere() {
        HttpResponse<String> page = admin.send(HttpRequest.newBuilder(admin.uri("/docs")).GET());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .contains("script-src 'self';")
                .doesNotContain("http");
        assertThat(page.body()).doesNotContain("http://").doesNotContain("https://");
        for (String file :
                List.of("page.css", "page.js", "swagger-ui.css", "swagger-ui-bundle.js")) {
            assertThat(page.body()).contains("/docs/" + file);
            assertThat(
                            admin.send(HttpRequest.newBuilder(admin.uri("/docs/" + file)).GET())
                                    .statusCode())
                    .isEqualTo(200);
        }
    }
}
