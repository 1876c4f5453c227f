package dev.duckspace.admin.rest;

import static dev.duckspace.admin.rest.ApiUnderTest.TOKEN;
import static dev.duckspace.admin.rest.ApiUnderTest.assertProblem;
import static dev.duckspace.admin.rest.ApiUnderTest.column;
import static dev.duckspace.admin.rest.ApiUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.metadata.TokenRole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in, and how far. */
@SuppressWarnings("NullAway") // a null fails the test as well
class AccessTest {
    @TempDir static Path directory;

    private static ApiUnderTest api;
    private static String manage;
    private static String read;
    private static String readAll;
    private static String manageAll;
    private static String workspace;
    private static String othersWorkspace;

    @BeforeAll
    static void start() {
        api = ApiUnderTest.start(directory);
        api.project("mine");
        api.project("others");
        api.post("/projects/others/branches", "{\"id\": \"dev\"}");
        workspace = api.workspace("/projects/mine", "w");
        othersWorkspace = api.workspace("/projects/others", "w");
        manage = api.token("mine", "manager", TokenRole.MANAGE);
        read = api.token("mine", "reader", TokenRole.READ);
        readAll = api.token(null, "auditor", TokenRole.READ);
        manageAll = api.token(null, "loader", TokenRole.MANAGE);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/projects",
                "/projects/",
                "/projects/mine",
                "/projects/mine/workspaces",
                "/projects/mine/branches",
                "/projects/mine/branches/dev/workspaces",
                "/projects/mine/tokens",
                "/projects/mine/workspaces/ws_000000000000",
                "/tokens",
                "/events",
                "/nothing",
                "/",
                "/health/../projects",
                "/health/%2e%2e/projects",
                "/health%2F..%2Fprojects",
                "/health;/../projects",
                "//projects",
                "/health//projects",
                "/projects?x=/health",
                "/healthy",
                "/HEALTH",
            })
    void nobody_comes_in_without_a_token(String path) {
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            assertProblem(api.send("", method, path, "{}"), 401, "unauthorized", "Bearer");
        }
        HttpResponse<String> head = api.send("", "HEAD", path, "");
        assertThat(head.statusCode()).isEqualTo(401);
        assertThat(head.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Basic x", "Bearer wrong", "bearer null", "x"})
    void what_is_no_token_of_ours_is_refused(String header) {
        HttpResponse<String> answer = api.send("", "GET", "/projects", "", "Authorization", header);

        assertProblem(answer, 401, "unauthorized", "");
    }

    @Test
    void a_second_authorization_header_does_not_add_to_the_first() {
        assertProblem(
                api.send(read, "GET", "/projects", "", "Authorization", "Bearer " + TOKEN),
                401,
                "unauthorized",
                "one header");
    }

    @Test
    void health_alone_is_open_and_only_to_reading() {
        for (String path : List.of("/health", "/health/liveness", "/health/readiness")) {
            assertThat(api.send("", "GET", path, "").statusCode()).isEqualTo(200);
            assertThat(api.send("", "HEAD", path, "").statusCode()).isEqualTo(200);
            assertThat(api.send("", "POST", path, "{}").statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /projects/others",
        "HEAD,   /projects/others",
        "GET,    /projects/others/",
        "GET,    /projects/other%73",
        "GET,    /projects/others/workspaces",
        "POST,   /projects/others/workspaces",
        "GET,    /projects/others/branches",
        "POST,   /projects/others/branches",
        "DELETE, /projects/others/branches/dev",
        "GET,    /projects/others/branches/dev/workspaces",
        "GET,    /projects/others/tokens",
        "POST,   /projects/others/tokens",
        "DELETE, /projects/others?projectId=mine",
        "DELETE, /projects/mine?cascade=true",
        "GET,    /projects/others/workspaces?projectId=mine",
        "POST,   /projects",
        "GET,    /tokens",
        "POST,   /tokens",
        "GET,    /tokens/tk_admin",
        "DELETE, /tokens/tk_admin",
        "GET,    /events?project_id=others",
    })
    void a_token_of_a_project_reaches_no_other(String method, String path) {
        HttpResponse<String> answer = api.send(manage, method, path, "{\"id\": \"mine\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(api.get("/projects/others").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/projects/mine/../others",
                "/projects/mine/%2e%2e/others",
                "/projects/mine%2F..%2Fothers",
                "/projects/mine/..%2fothers/workspaces",
                "/projects/mine;/../others",
                "//projects/others",
                "/projects//others",
                "/projects/mine//../others/workspaces",
                "/projects/mine%00",
                "/projects/others%20",
                "/PROJECTS/others",
                "/projects/mine%0a",
            })
    void a_path_that_is_written_strangely_leads_nowhere(String path) {
        HttpResponse<String> answer = api.send(manage, "GET", path, "");

        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 403, 404);
        assertThat(answer.body()).doesNotContain("\"created_at\"");
    }

    @Test
    void a_workspace_of_another_project_is_not_reached_through_ones_own() {
        String id = othersWorkspace.substring(othersWorkspace.lastIndexOf('/') + 1);
        for (String method : List.of("GET", "PATCH", "DELETE")) {
            assertProblem(
                    api.send(manage, method, "/projects/mine/workspaces/" + id, "{}"),
                    404,
                    "not-found",
                    "no workspace");
        }
        assertThat(api.get(othersWorkspace).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override",
                "X-HTTP-Method",
                "X-Method-Override",
                "X-Original-URL"
            })
    void headers_change_neither_method_nor_path(String header) {
        String value = header.endsWith("URL") ? "/tokens" : "DELETE";
        for (String method : List.of("GET", "POST")) {
            api.send(read, method, workspace, "{}", header, value);
            api.send(read, method, workspace + "?_method=DELETE", "_method=DELETE", header, value);
        }
        assertThat(api.get(workspace).statusCode()).isEqualTo(200);
    }

    @Test
    void a_request_line_with_a_whole_address_is_judged_by_its_path() throws IOException {
        String host = "127.0.0.1:" + api.port();
        assertThat(raw("GET http://" + host + "/tokens HTTP/1.1", "Bearer " + read))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET http://" + host + "/projects HTTP/1.1", "none"))
                .startsWith("HTTP/1.1 401");
        assertThat(raw("GET http://elsewhere/health/../tokens HTTP/1.1", "none"))
                .startsWith("HTTP/1.1 401");
        assertThat(raw("GET /tokens#/health HTTP/1.1", "none"))
                .satisfiesAnyOf(
                        answer -> assertThat(answer).startsWith("HTTP/1.1 401"),
                        answer -> assertThat(answer).startsWith("HTTP/1.1 400"));
    }

    private static String raw(String line, String authorization) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            String request =
                    line
                            + "\r\nHost: x\r\nConnection: close\r\nAuthorization: "
                            + authorization
                            + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_token_that_may_read_changes_nothing() {
        assertThat(api.send(read, "GET", workspace, "").statusCode()).isEqualTo(200);
        assertThat(api.send(read, "HEAD", workspace, "").statusCode()).isEqualTo(200);
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            for (String path :
                    List.of(workspace, "/projects/mine/workspaces", "/projects/mine/tokens")) {
                assertProblem(
                        api.send(read, method, path, "{\"name\": \"x\"}"),
                        403,
                        "forbidden",
                        "only read");
            }
        }
    }

    @Test
    void a_project_token_lists_its_own_project_alone() {
        for (String token : List.of(manage, read)) {
            HttpResponse<String> answer = api.send(token, "GET", "/projects", "");
            assertThat(column(answer, "projects", "id")).containsExactly("mine");
        }
        assertThat(column(api.send(readAll, "GET", "/projects", ""), "projects", "id"))
                .contains("mine", "others");
    }

    @Test
    void a_token_of_all_projects_does_in_each_what_its_role_says() {
        assertThat(api.send(readAll, "GET", othersWorkspace, "").statusCode()).isEqualTo(200);
        assertThat(api.send(readAll, "GET", "/events", "").statusCode()).isEqualTo(200);
        assertThat(api.send(manageAll, "PATCH", workspace, "{}").statusCode()).isEqualTo(200);
        for (String token : List.of(readAll, manageAll)) {
            assertThat(api.send(token, "POST", "/projects", "{\"id\": \"x\"}").statusCode())
                    .isEqualTo(403);
            assertThat(api.send(token, "DELETE", "/projects/mine", "").statusCode()).isEqualTo(403);
            assertThat(api.send(token, "DELETE", "/tokens/tk_admin", "").statusCode())
                    .isEqualTo(403);
            assertThat(
                            api.send(
                                            token,
                                            "POST",
                                            "/tokens",
                                            "{\"name\": \"x\", \"role\": \"admin\"}")
                                    .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void a_method_that_is_not_there_is_405_with_those_that_are() {
        HttpResponse<String> answer = api.send(TOKEN, "PUT", "/projects", "{}");

        assertProblem(answer, 405, "method-not-allowed", "");
        assertThat(answer.headers().firstValue("Allow").orElse(""))
                .contains("GET")
                .contains("POST")
                .doesNotContain("DELETE");
        HttpResponse<String> options = api.send(TOKEN, "OPTIONS", "/projects", "");
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.headers().firstValue("Allow").orElse("")).contains("POST");
    }

    @Test
    void what_reads_can_be_asked_without_a_body() {
        HttpResponse<String> head = api.send(TOKEN, "HEAD", workspace, "");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(api.send(TOKEN, "HEAD", "/projects/none", "").statusCode()).isEqualTo(404);
        assertThat(json(api.send(TOKEN, "GET", workspace + "/", "")))
                .isEqualTo(json(api.get(workspace)));
    }
}
