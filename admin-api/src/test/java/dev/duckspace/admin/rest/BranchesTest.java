package dev.duckspace.admin.rest;

import static dev.duckspace.admin.rest.ApiUnderTest.assertProblem;
import static dev.duckspace.admin.rest.ApiUnderTest.column;
import static dev.duckspace.admin.rest.ApiUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.metadata.TokenRole;
import dev.duckspace.metadata.WorkspaceStatus;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Branches, changes to workspaces, and deletions of what is not empty. */
@SuppressWarnings("NullAway") // a null fails the test as well
class BranchesTest {
    @TempDir static Path directory;

    private static ApiUnderTest api;
    private static int projects;

    private String project;
    private String path;

    @BeforeAll
    static void start() {
        api = ApiUnderTest.start(directory);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void createProject() {
        project = api.project("p" + ++projects);
        path = "/projects/" + project;
    }

    @Test
    void a_branch_is_created_shown_listed_and_deleted() {
        HttpResponse<String> created =
                api.post(
                        path + "/branches",
                        "{\"id\": \"dev\", \"name\": \"D\", \"inherit\": false}");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains(path + "/branches/dev");
        assertThat(json(created))
                .containsEntry("id", "dev")
                .containsEntry("name", "D")
                .containsEntry("inherit", false)
                .containsEntry("project_id", project);
        assertThat(json(api.get(path + "/branches/dev"))).isEqualTo(json(created));

        api.post(path + "/branches", "{\"id\": \"next\"}");
        assertThat(json(api.get(path + "/branches/next")))
                .containsEntry("name", "next")
                .containsEntry("inherit", true);
        HttpResponse<String> first = api.get(path + "/branches?limit=1");
        assertThat(column(first, "branches", "id")).containsExactly("dev");
        String cursor = (String) json(first).get("next_cursor");
        HttpResponse<String> second = api.get(path + "/branches?limit=1&cursor=" + cursor);
        assertThat(column(second, "branches", "id")).containsExactly("next");
        assertThat(json(second)).containsEntry("next_cursor", null);

        assertThat(api.delete(path + "/branches/dev").statusCode()).isEqualTo(204);
        assertProblem(api.get(path + "/branches/dev"), 404, "not-found", "no branch \"dev\"");
        assertProblem(api.delete(path + "/branches/dev"), 404, "not-found", "no branch \"dev\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\": \"A\"}                        | 422 | a-z",
                "{\"id\": \"x\", \"inherit\": \"yes\"}  | 422 | inherit is true or false",
                "{\"id\": \"x\", \"inherits\": true}    | 422 | did you mean \"inherit\"",
                "{\"name\": \"x\"}                      | 422 | id is needed",
                "{\"id\": \"x\", \"name\": \"\"}        | 422 | branch name",
                "{\"id\": \"x\"                         | 400 | no JSON",
            })
    void what_is_wrong_in_a_branch_is_named(String body, int status, String reason) {
        HttpResponse<String> answer = api.post(path + "/branches", body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat((String) json(answer).get("detail")).contains(reason);
        assertThat(column(api.get(path + "/branches"), "branches", "id")).isEmpty();
    }

    @Test
    void a_branch_needs_its_project_and_an_id_that_is_free() {
        api.post(path + "/branches", "{\"id\": \"dev\"}");

        assertProblem(api.post(path + "/branches", "{\"id\": \"dev\"}"), 409, "name-taken", "dev");
        assertProblem(
                api.post("/projects/none/branches", "{\"id\": \"dev\"}"),
                404,
                "not-found",
                "no project");
        assertProblem(api.get("/projects/none/branches"), 404, "not-found", "no project");
    }

    @Test
    void workspaces_of_a_branch_are_no_workspaces_of_main() {
        api.post(path + "/branches", "{\"id\": \"dev\"}");
        String branch = path + "/branches/dev";
        String workspace = api.workspace(branch, "w");
        api.workspace(path, "w");

        assertThat(workspace).startsWith(branch + "/workspaces/ws_");
        assertThat(json(api.get(workspace))).containsEntry("branch_id", "dev");
        assertThat(column(api.get(branch + "/workspaces"), "workspaces", "branch_id"))
                .containsExactly("dev");
        assertThat(column(api.get(path + "/workspaces"), "workspaces", "branch_id"))
                .hasSize(1)
                .containsOnlyNulls();
        String elsewhere = workspace.replace("/branches/dev", "");
        assertProblem(api.get(elsewhere), 404, "not-found", "no workspace");
        assertProblem(api.patch(elsewhere, "{}"), 404, "not-found", "no workspace");
        assertProblem(api.delete(elsewhere), 404, "not-found", "no workspace");
        assertProblem(api.get(path + "/branches/none/workspaces"), 404, "not-found", "no branch");

        assertThat(json(api.patch(workspace, "{\"name\": \"v\"}"))).containsEntry("name", "v");
        assertThat(api.delete(workspace).statusCode()).isEqualTo(204);
        assertProblem(api.get(workspace), 404, "not-found", "no workspace");
    }

    @Test
    void a_workspace_takes_every_change_at_once_or_none() {
        String workspace = api.workspace(path, "one");
        api.workspace(path, "two");
        Instant before = Instant.now();

        HttpResponse<String> changed =
                api.patch(
                        workspace,
                        """
                        {"name": "uno", "description": "d", "tags": ["t"], "ttl_hours": 168,
                         "size_limit_gb": 2.5}""");

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(json(changed))
                .containsEntry("name", "uno")
                .containsEntry("description", "d")
                .containsEntry("tags", List.of("t"))
                .containsEntry("size_limit_gb", 2.5)
                .containsKeys("size_bytes", "active_sessions", "workspace_objects", "connection");
        Instant expires = Instant.parse((String) json(changed).get("expires_at"));
        assertThat(expires)
                .isBetween(before.plusSeconds(604_799), Instant.now().plusSeconds(604_801));
        assertProblem(
                api.patch(workspace, "{\"description\": \"x\", \"name\": \"two\"}"),
                409,
                "name-taken",
                "two");
        assertThat(json(api.get(workspace))).isEqualTo(json(changed));
        assertThat(json(api.patch(workspace, "{}"))).isEqualTo(json(changed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ttl_hours\": 169}            | 422 | 1 to 168",
                "{\"ttl_hours\": 0}              | 422 | 1 to 168",
                "{\"ttl_hours\": null}           | 422 | ttl_hours is null",
                "{\"size_limit_gb\": 0}          | 422 | 0.001 to 100",
                "{\"size_limit_gb\": 100.1}      | 422 | 0.001 to 100",
                "{\"name\": \"\"}                | 422 | 1 to 200 characters",
                "{\"tags\": [\"\"]}              | 422 | tag",
                "{\"preload_tables\": []}        | 422 | unknown field",
                "{\"id\": \"ws_000000000000\"}   | 422 | unknown field",
                "[1]                             | 400 | no JSON object",
            })
    void what_is_wrong_in_a_change_is_named(String body, int status, String reason) {
        String workspace = api.workspace(path, "one");
        String before = api.get(workspace).body();

        HttpResponse<String> answer = api.patch(workspace, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat((String) json(answer).get("detail")).contains(reason);
        assertThat(api.get(workspace).body()).isEqualTo(before);
    }

    @Test
    void a_workspace_that_has_expired_comes_back_with_new_time() {
        String workspace = api.workspace(path, "one");
        String id = workspace.substring(workspace.lastIndexOf('/') + 1);
        api.metadata()
                .inTransaction(tx -> tx.workspaces().updateStatus(id, WorkspaceStatus.EXPIRED));
        assertThat(json(api.get(workspace))).containsEntry("status", "expired");

        assertThat(json(api.patch(workspace, "{\"name\": \"still\"}")))
                .containsEntry("status", "expired");
        assertThat(json(api.patch(workspace, "{\"ttl_hours\": 1}")))
                .containsEntry("status", "active");
    }

    @Test
    void a_branch_or_project_that_is_not_empty_says_what_to_do() {
        api.post(path + "/branches", "{\"id\": \"dev\"}");
        String branch = path + "/branches/dev";
        String workspace = api.workspace(branch, "w");

        assertProblem(api.delete(branch), 409, "not-empty", "?cascade=true");
        assertProblem(api.delete(path), 409, "not-empty", "workspaces");
        assertProblem(api.delete(path + "?cascade=perhaps"), 422, "invalid", "cascade is true");
        assertThat(api.get(workspace).statusCode()).isEqualTo(200);
        api.delete(workspace);
        assertProblem(api.delete(path), 409, "not-empty", "branches");
        api.files().addTable(project, "dev");
        assertProblem(api.delete(branch), 409, "not-empty", "tables");

        assertThat(api.delete(branch + "?cascade=true").statusCode()).isEqualTo(204);
        assertThat(api.files().hasTables(project, "dev")).isFalse();
        assertThat(api.delete(path).statusCode()).isEqualTo(204);
    }

    @Test
    void a_cascade_takes_all_that_is_inside_and_nothing_else() {
        api.post(path + "/branches", "{\"id\": \"dev\"}");
        api.files().addTable(project, null);
        api.files().addTable(project, "dev");
        String main = api.workspace(path, "w");
        String dev = api.workspace(path + "/branches/dev", "w");
        String token = api.token(project, "reader", TokenRole.READ);

        assertThat(api.delete(path + "/branches/dev?cascade=true").statusCode()).isEqualTo(204);
        assertThat(api.get(main).statusCode()).isEqualTo(200);
        assertThat(api.get(dev).statusCode()).isEqualTo(404);
        assertThat(api.files().hasTables(project, null)).isTrue();
        assertThat(api.files().hasTables(project, "dev")).isFalse();

        assertThat(api.delete(path + "?cascade=true").statusCode()).isEqualTo(204);
        assertThat(api.get(path).statusCode()).isEqualTo(404);
        assertThat(api.files().exists(main.substring(main.lastIndexOf('/') + 1))).isFalse();
        assertThat(api.files().hasTables(project, null)).isFalse();
        api.project(project);
        assertThat(column(api.get(path + "/branches"), "branches", "id")).isEmpty();
        assertProblem(api.send(token, "GET", path, ""), 401, "unauthorized", "unknown");
    }
}
