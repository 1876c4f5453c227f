package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway") // a null fails the test as well
class RequestIdIT {
    @TempDir static Path data;

    private static AdminUnderTest admin;

    @BeforeAll
    static void start() {
        admin = AdminUnderTest.start(data, Map.of("LOG_LEVEL", "debug"));
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    @Test
    void a_client_s_own_id_comes_back_in_header_problem_and_log() {
        try (LogLines log = LogLines.of("dev.duckspace")) {
            HttpResponse<String> answer =
                    admin.send(
                            admin.request("/projects/nowhere?token=a-secret-in-the-query")
                                    .header("X-Request-Id", "check-7.a_B")
                                    .GET());

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("X-Request-Id")).contains("check-7.a_B");
            assertThat(AdminUnderTest.json(answer)).containsEntry("request_id", "check-7.a_B");
            List<String> lines = log.await("request_id=check-7.a_B");
            assertThat(lines)
                    .singleElement()
                    .asString()
                    .contains("GET /projects/nowhere 404 ")
                    .contains("route=\"/projects/{projectId}\"")
                    .contains("status=\"404\"");
            assertThat(log.lines()).noneMatch(line -> line.contains("a-secret-in-the-query"));
        }
    }

    @Test
    void a_request_without_an_id_gets_one_of_its_own_each_time() {
        String first = admin.get("/projects").headers().firstValue("X-Request-Id").orElseThrow();
        String second = admin.get("/projects").headers().firstValue("X-Request-Id").orElseThrow();

        assertThat(first).matches("[0-9a-f]{20}").isNotEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with blank",
                "semi;colon",
                "",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void an_id_that_is_not_sane_is_replaced(String id) {
        HttpResponse<String> answer =
                admin.send(admin.request("/projects").header("X-Request-Id", id).GET());

        assertThat(answer.headers().firstValue("X-Request-Id").orElseThrow())
                .matches("[0-9a-f]{20}");
    }

    @Test
    void every_kind_of_refusal_carries_the_id() {
        HttpResponse<String> unauthorized =
                admin.send(
                        admin.request("/projects").setHeader("Authorization", "Bearer no").GET());
        HttpResponse<String> noPath = admin.get("/nothing/here");
        HttpResponse<String> noMethod = admin.delete("/projects");
        HttpResponse<String> malformed = admin.post("/projects", "{");

        for (HttpResponse<String> answer : List.of(unauthorized, noPath, noMethod, malformed)) {
            String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
            assertThat(AdminUnderTest.json(answer)).containsEntry("request_id", id);
        }
        assertThat(List.of(unauthorized, noPath, noMethod, malformed))
                .extracting(HttpResponse::statusCode)
                .containsExactly(401, 404, 405, 400);
    }

    @Test
    void the_log_names_the_token_by_its_id() {
        try (LogLines log = LogLines.of("dev.duckspace.access")) {
            admin.send(admin.request("/projects").header("X-Request-Id", "by-token").GET());

            assertThat(log.await("request_id=by-token"))
                    .singleElement()
                    .asString()
                    .containsPattern("token_id=\"tk_[a-z0-9]+\"")
                    .doesNotContain(AdminUnderTest.TOKEN);
        }
    }

    @Test
    void lines_of_a_session_name_its_pid_workspace_and_user() throws Exception {
        try (LogLines log = LogLines.of("dev.duckspace")) {
            AdminUnderTest.Login login = admin.workspace(admin.project("logged"), "mine");
            int pid;
            try (var connection = admin.connect(login);
                    var rows =
                            connection.createStatement().executeQuery("SELECT pg_backend_pid()")) {
                rows.next();
                pid = rows.getInt(1);
            }
            assertThat(log.await("Session begins"))
                    .singleElement()
                    .asString()
                    .contains("pid=" + pid)
                    .contains("workspace=" + login.id())
                    .contains("user=" + login.username());
        }
    }
}
