package dev.duckspace.admin.rest;

import static dev.duckspace.admin.rest.ApiUnderTest.PASSWORD;
import static dev.duckspace.admin.rest.ApiUnderTest.assertProblem;
import static dev.duckspace.admin.rest.ApiUnderTest.column;
import static dev.duckspace.admin.rest.ApiUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.metadata.TokenRole;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Creates that are repeated with their Idempotency-Key. */
@SuppressWarnings("NullAway") // a null fails the test as well
class IdempotencyTest {
    private static final String PATH = "/projects/p/workspaces";

    @TempDir Path directory;

    private final MovableClock clock = new MovableClock();
    private ApiUnderTest api;

    @BeforeEach
    void start() {
        api = ApiUnderTest.start(directory, clock);
        api.project("p");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_repeated_create_gets_the_first_answer_without_the_password() {
        HttpResponse<String> first = create("{\"name\": \"w\", \"size_limit_gb\": 1.5}", "key");
        HttpResponse<String> again = create("{\"name\": \"w\", \"size_limit_gb\": 1.5}", "key");

        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(first.body()).contains(PASSWORD);
        assertThat(again.body()).doesNotContain(PASSWORD);
        Map<String, Object> expected = json(first);
        @SuppressWarnings("unchecked")
        Map<String, Object> connection =
                new HashMap<>((Map<String, Object>) expected.get("connection"));
        connection.remove("password");
        connection.computeIfPresent(
                "connection_string", (_, url) -> url.toString().replace(":" + PASSWORD, ""));
        expected.put("connection", connection);
        assertThat(json(again)).isEqualTo(expected);
        assertThat(column(api.get(PATH), "workspaces", "name")).containsExactly("w");
    }

    @Test
    void another_body_with_the_same_key_is_refused() {
        create("{\"name\": \"w\"}", "key");

        assertProblem(create("{\"name\": \"v\"}", "key"), 422, "invalid", "used with another body");
        assertThat(create("{\"name\": \"v\"}", "other").statusCode()).isEqualTo(201);
    }

    @Test
    void a_key_belongs_to_its_token_and_path() {
        create("{\"name\": \"w\"}", "key");
        String manager = api.token("p", "manager", TokenRole.MANAGE);

        assertProblem(
                api.send(manager, "POST", PATH, "{\"name\": \"w\"}", "Idempotency-Key", "key"),
                409,
                "name-taken",
                "w");
        assertThat(api.post("/projects", "{\"id\": \"q\"}", "Idempotency-Key", "key").statusCode())
                .isEqualTo(201);
    }

    @Test
    void a_create_that_failed_frees_its_key() {
        create("{\"name\": \"w\"}", "one");
        assertProblem(create("{\"name\": \"w\"}", "two"), 409, "name-taken", "w");
        api.delete(PATH + "/" + column(api.get(PATH), "workspaces", "id").getFirst());

        assertThat(create("{\"name\": \"w\"}", "two").statusCode()).isEqualTo(201);
        assertProblem(create("{\"ttl_hours\": 1}", "three"), 422, "invalid", "name");
        assertThat(create("{\"name\": \"v\"}", "three").statusCode()).isEqualTo(201);
    }

    @Test
    void a_project_that_is_made_anew_knows_no_keys_of_the_old_one() {
        HttpResponse<String> first = create("{\"name\": \"w\"}", "key");
        api.delete("/projects/p?cascade=true");
        api.project("p");

        HttpResponse<String> again = create("{\"name\": \"w\"}", "key");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(json(again).get("id")).isNotEqualTo(json(first).get("id"));
        assertThat(again.body()).contains(PASSWORD);
    }

    @Test
    void a_key_is_forgotten_after_a_day() {
        create("{\"name\": \"w\"}", "key");
        clock.forward(Duration.ofHours(24));
        assertThat(create("{\"name\": \"w\"}", "key").statusCode()).isEqualTo(201);
        clock.forward(Duration.ofMillis(1));

        assertProblem(create("{\"name\": \"w\"}", "key"), 409, "name-taken", "w");
        assertThat(create("{\"name\": \"v\"}", "key").statusCode()).isEqualTo(201);
    }

    @Test
    void a_key_is_one_line_of_at_most_255_characters() {
        assertProblem(create("{\"name\": \"w\"}", "k".repeat(256)), 422, "invalid", "255");
        assertProblem(create("{\"name\": \"w\"}", ""), 422, "invalid", "Idempotency-Key");
        assertProblem(
                api.post(PATH, "{\"name\": \"w\"}", "Idempotency-Key", "a", "Idempotency-Key", "b"),
                422,
                "invalid",
                "one header");
        assertThat(create("{\"name\": \"w\"}", "k".repeat(255)).statusCode()).isEqualTo(201);
    }

    @Test
    void projects_branches_and_tokens_are_repeated_too() {
        for (int i = 0; i < 2; i++) {
            assertThat(json(keyed("/projects", "{\"id\": \"q\"}"))).containsEntry("id", "q");
            assertThat(json(keyed("/projects/q/branches", "{\"id\": \"b\", \"inherit\": false}")))
                    .containsEntry("inherit", false);
        }
        String body = "{\"name\": \"t\", \"role\": \"read\"}";
        Map<String, Object> first = json(keyed("/tokens", body));
        Map<String, Object> again = json(keyed("/tokens", body));
        assertThat(first.remove("token")).isNotNull();
        assertThat(again).isEqualTo(first);
        assertThat(column(api.get("/tokens"), "tokens", "name")).containsOnlyOnce("t");
    }

    @Test
    void of_many_at_once_one_creates_and_the_others_wait_or_repeat()
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(16)) {
            List<Future<HttpResponse<String>>> answers =
                    IntStream.range(0, 32)
                            .mapToObj(_ -> threads.submit(() -> create("{\"name\": \"w\"}", "key")))
                            .toList();
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isIn(201, 409);
                if (answer.get().statusCode() == 409) {
                    assertProblem(answer.get(), 409, "conflict", "at work");
                }
            }
        }
        assertThat(column(api.get(PATH), "workspaces", "name")).containsExactly("w");
    }

    private HttpResponse<String> keyed(String path, String body) {
        HttpResponse<String> answer = api.post(path, body, "Idempotency-Key", "key");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private HttpResponse<String> create(String body, String key) {
        return api.post(PATH, body, "Idempotency-Key", key);
    }
}
