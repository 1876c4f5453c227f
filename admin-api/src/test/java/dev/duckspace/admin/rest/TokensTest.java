package dev.duckspace.admin.rest;

import static dev.duckspace.admin.rest.ApiUnderTest.TOKEN;
import static dev.duckspace.admin.rest.ApiUnderTest.assertProblem;
import static dev.duckspace.admin.rest.ApiUnderTest.column;
import static dev.duckspace.admin.rest.ApiUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.metadata.AccessToken;
import dev.duckspace.metadata.TokenRole;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tokens of the admin API, made and revoked over it. */
@SuppressWarnings("NullAway") // a null fails the test as well
class TokensTest {
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
    void a_token_is_made_used_listed_and_revoked() {
        HttpResponse<String> made =
                api.post("/projects/p/tokens", "{\"name\": \"ci\", \"role\": \"manage\"}");

        assertThat(made.statusCode()).isEqualTo(201);
        Map<String, Object> body = json(made);
        String secret = (String) body.get("token");
        String path = made.headers().firstValue("Location").orElseThrow();
        assertThat(secret).matches("dsp_[A-Za-z0-9_-]{43}");
        assertThat(path).isEqualTo("/projects/p/tokens/" + body.get("id"));
        assertThat(body)
                .containsEntry("name", "ci")
                .containsEntry("role", "manage")
                .containsEntry("project_id", "p")
                .containsEntry("expires_at", null)
                .containsEntry("last_used_at", null);

        assertThat(api.send(secret, "GET", "/projects/p", "").statusCode()).isEqualTo(200);
        api.tokens().sweep();
        HttpResponse<String> list = api.get("/projects/p/tokens");
        assertThat(column(list, "tokens", "name")).containsExactly("ci");
        assertThat(column(list, "tokens", "last_used_at"))
                .containsExactly(clock.instant().toString());
        assertThat(list.body()).doesNotContain(secret).doesNotContain("hash");
        assertThat(json(api.get(path))).doesNotContainKey("token").containsEntry("name", "ci");

        assertProblem(api.delete("/tokens/" + body.get("id")), 404, "not-found", "no token");
        assertThat(api.delete(path).statusCode()).isEqualTo(204);
        assertProblem(api.send(secret, "GET", "/projects/p", ""), 401, "unauthorized", "revoked");
        assertProblem(api.delete(path), 404, "not-found", "no token");
    }

    @Test
    void only_the_hash_of_a_secret_is_stored() {
        String secret = api.token("p", "x", TokenRole.READ);

        List<AccessToken> stored =
                api.metadata().<List<AccessToken>>read(tx -> tx.tokens().list("p", "", 10));
        assertThat(stored)
                .singleElement()
                .satisfies(
                        token -> assertThat(token.tokenHash()).hasSize(64).doesNotContain(secret));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/projects/p/tokens | {\"name\": \"x\", \"role\": \"admin\"}  | 422 | manage or read",
                "/projects/p/tokens | {\"name\": \"x\", \"role\": \"READ\"}   | 422 | role is",
                "/projects/p/tokens | {\"name\": \"x\"}                       | 422 | role is needed",
                "/projects/p/tokens | {\"role\": \"read\"}                    | 422 | name is needed",
                "/projects/p/tokens | {\"name\": \"\", \"role\": \"read\"}    | 422 | token name",
                "/tokens | {\"name\": \"x\", \"role\": \"read\", \"expires_in_hours\": 0} | 422 | 1 to",
                "/tokens | {\"name\": \"x\", \"role\": \"read\", \"token\": \"mine\"} | 422 | unknown",
                "/projects/none/tokens | {\"name\": \"x\", \"role\": \"read\"} | 404 | no project",
            })
    void what_is_wrong_in_a_token_is_named(String path, String body, int status, String reason) {
        HttpResponse<String> answer = api.post(path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat((String) json(answer).get("detail")).contains(reason);
    }

    @Test
    void a_managers_token_makes_none_that_is_more_than_itself() {
        String manager = api.token("p", "manager", TokenRole.MANAGE);
        String path = "/projects/p/tokens";

        for (String role : List.of("manage", "read")) {
            HttpResponse<String> made =
                    api.send(
                            manager, "POST", path, "{\"name\": \"x\", \"role\": \"" + role + "\"}");
            assertThat(made.statusCode()).isEqualTo(201);
        }
        assertThat(
                        api.send(manager, "POST", path, "{\"name\": \"x\", \"role\": \"admin\"}")
                                .statusCode())
                .isEqualTo(422);
        assertThat(
                        api.send(
                                        manager,
                                        "POST",
                                        "/tokens",
                                        "{\"name\": \"x\", \"role\": \"read\"}")
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_token_is_refused_when_its_time_is_over_and_then_removed() {
        String secret =
                (String)
                        json(api.post(
                                        "/tokens",
                                        """
                                        {"name": "x", "role": "admin", "expires_in_hours": 2}"""))
                                .get("token");
        assertThat(api.send(secret, "GET", "/tokens", "").statusCode()).isEqualTo(200);
        String body = "{\"name\": \"y\", \"role\": \"read\", \"expires_in_hours\": 3}";
        assertProblem(
                api.send(secret, "POST", "/tokens", body), 403, "forbidden", "longer than itself");
        HttpResponse<String> made =
                api.send(secret, "POST", "/tokens", "{\"name\": \"y\", \"role\": \"read\"}");
        assertThat(json(made).get("expires_at"))
                .isEqualTo(clock.instant().plus(Duration.ofHours(2)).toString());

        clock.forward(Duration.ofHours(2));

        assertProblem(api.send(secret, "GET", "/tokens", ""), 401, "unauthorized", "expired");
        assertThat(api.tokens().sweep()).isEqualTo(2);
        assertThat(column(api.get("/tokens"), "tokens", "id")).containsExactly("tk_admin");
    }

    @Test
    void the_last_admin_token_stays() {
        assertProblem(api.delete("/tokens/tk_admin"), 409, "still-needed", "make one first");
        api.post("/tokens", "{\"name\": \"x\", \"role\": \"admin\", \"expires_in_hours\": 2}");
        assertProblem(api.delete("/tokens/tk_admin"), 409, "still-needed", "make one first");

        String other = api.token(null, "other", TokenRole.ADMIN);
        assertThat(api.delete("/tokens/tk_admin").statusCode()).isEqualTo(204);
        assertProblem(api.get("/tokens"), 401, "unauthorized", "");
        assertThat(api.send(other, "GET", "/tokens", "").statusCode()).isEqualTo(200);
        assertThat(api.tokens().ensureAdminToken(null)).isEmpty();
        assertThat(api.tokens().ensureAdminToken(TOKEN)).isEmpty();
        assertThat(api.get("/tokens").statusCode()).isEqualTo(200);
    }

    @Test
    void tokens_are_listed_page_by_page() {
        for (String name : List.of("a", "b", "c")) {
            api.token("p", name, TokenRole.READ);
        }
        HttpResponse<String> first = api.get("/projects/p/tokens?limit=2");
        HttpResponse<String> second =
                api.get("/projects/p/tokens?limit=2&cursor=" + json(first).get("next_cursor"));

        assertThat(column(first, "tokens", "name")).hasSize(2);
        assertThat(column(second, "tokens", "name")).hasSize(1);
        assertThat(column(first, "tokens", "id"))
                .doesNotContainAnyElementsOf(column(second, "tokens", "id"));
        assertThat(Instant.parse((String) column(first, "tokens", "created_at").getFirst()))
                .isEqualTo(clock.instant());
    }
}
