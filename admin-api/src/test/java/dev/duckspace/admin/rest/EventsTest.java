package dev.duckspace.admin.rest;

import static dev.duckspace.admin.rest.ApiUnderTest.PASSWORD;
import static dev.duckspace.admin.rest.ApiUnderTest.TOKEN;
import static dev.duckspace.admin.rest.ApiUnderTest.assertProblem;
import static dev.duckspace.admin.rest.ApiUnderTest.column;
import static dev.duckspace.admin.rest.ApiUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.metadata.TokenRole;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit trail: what is written, and how it is read. */
@SuppressWarnings("NullAway") // a null fails the test as well
class EventsTest {
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
    void every_change_is_written_with_who_what_where_and_how_it_ended() {
        String at = clock.instant().toString();
        String workspace = api.workspace("/projects/p", "w");
        String id = workspace.substring(workspace.lastIndexOf('/') + 1);

        assertThat(newest())
                .containsEntry("actor", "admin")
                .containsEntry("actor_id", "tk_admin")
                .containsEntry("action", "workspace.create")
                .containsEntry("subject", id)
                .containsEntry("project_id", "p")
                .containsEntry("workspace_id", id)
                .containsEntry("remote_address", "127.0.0.1")
                .containsEntry("outcome", "ok")
                .containsEntry("at", at);

        api.patch(workspace, "{\"ttl_hours\": 1000}");
        assertThat(newest())
                .containsEntry("action", "workspace.change")
                .containsEntry("subject", id)
                .containsEntry("outcome", "invalid");
        api.delete(workspace);
        assertThat(newest())
                .containsEntry("action", "workspace.delete")
                .containsEntry("outcome", "ok");
        api.delete(workspace);
        assertThat(newest())
                .containsEntry("action", "workspace.delete")
                .containsEntry("outcome", "not-found");
        api.post("/projects", "{\"id\": \"p\"}");
        assertThat(newest())
                .containsEntry("action", "project.create")
                .containsEntry("outcome", "name-taken");
        api.send(TOKEN, "PUT", "/projects", "{}");
        assertThat(newest())
                .containsEntry("action", "http.put")
                .containsEntry("subject", "/projects")
                .containsEntry("outcome", "method-not-allowed");
        api.post("/projects/p/tokens", "{\"name\": \"x\", \"role\": \"read\"}");
        assertThat(newest())
                .containsEntry("action", "token.create")
                .containsEntry("project_id", "p");
        assertThat((String) newest().get("subject")).startsWith("tk_");
    }

    @Test
    void reading_is_no_event() {
        int before = column(api.get("/events"), "events", "id").size();
        api.get("/projects");
        api.get("/projects/none");
        api.send(TOKEN, "HEAD", "/projects", "");

        assertThat(column(api.get("/events"), "events", "id")).hasSize(before);
    }

    @Test
    void who_was_refused_is_written_too() {
        String read = api.token("p", "reader", TokenRole.READ);
        api.send(read, "DELETE", "/projects/p", "");
        assertThat(newest())
                .containsEntry("actor", "reader")
                .containsEntry("action", "project.delete")
                .containsEntry("outcome", "forbidden");

        clock.forward(Duration.ofSeconds(1));
        api.send("dsp_wrong", "DELETE", "/projects/p", "");
        await(() -> "unauthorized".equals(newest().get("outcome")));
        assertThat(newest())
                .containsEntry("actor", "unknown")
                .containsEntry("actor_id", null)
                .containsEntry("subject", "p")
                .containsEntry("project_id", "p");
    }

    @Test
    void events_are_filtered_and_paged() {
        String workspace = api.workspace("/projects/p", "w");
        String id = workspace.substring(workspace.lastIndexOf('/') + 1);
        clock.forward(Duration.ofMinutes(1));
        String later = clock.instant().toString();
        api.project("q");
        clock.forward(Duration.ofMinutes(1));
        api.delete(workspace);
        api.delete(workspace);

        assertThat(actions("?workspace_id=" + id))
                .containsExactly("workspace.delete", "workspace.delete", "workspace.create");
        assertThat(actions("?action=project.create")).hasSize(2);
        assertThat(actions("?subject=q")).containsExactly("project.create");
        assertThat(actions("?outcome=not-found")).containsExactly("workspace.delete");
        assertThat(actions("?project_id=q")).containsExactly("project.create");
        assertThat(actions("?after=" + later))
                .containsExactly("workspace.delete", "workspace.delete");
        assertThat(actions("?before=" + later))
                .containsExactly("workspace.create", "project.create");
        assertThat(actions("?actor=admin")).isEqualTo(actions("?actor=tk_admin")).hasSize(5);
        assertThat(actions("?actor=nobody")).isEmpty();

        HttpResponse<String> first = api.get("/events?limit=3");
        HttpResponse<String> second =
                api.get("/events?limit=3&cursor=" + json(first).get("next_cursor"));
        assertThat(column(first, "events", "id")).hasSize(3);
        assertThat(column(second, "events", "id"))
                .hasSize(2)
                .doesNotContainAnyElementsOf(column(first, "events", "id"));
        assertThat(json(second)).containsEntry("next_cursor", null);

        assertProblem(api.get("/events?since=x"), 422, "invalid", "unknown parameter");
        assertProblem(api.get("/events?after=yesterday"), 422, "invalid", "after is an instant");
        assertProblem(api.get("/events?cursor=%20"), 422, "invalid", "cursor");
    }

    @Test
    void a_project_token_sees_its_projects_events_alone() {
        api.project("q");
        api.workspace("/projects/q", "w");
        api.workspace("/projects/p", "w");
        String read = api.token("p", "reader", TokenRole.READ);

        HttpResponse<String> seen = api.send(read, "GET", "/events", "");
        assertThat(column(seen, "events", "project_id")).hasSize(2).containsOnly("p");
        assertThat(column(api.send(read, "GET", "/events?project_id=p", ""), "events", "id"))
                .hasSize(2);
        assertProblem(
                api.send(read, "GET", "/events?project_id=q", ""), 403, "forbidden", "another");
    }

    @Test
    void no_secret_is_ever_in_an_event() {
        HttpResponse<String> made =
                api.post(
                        "/tokens", "{\"name\": \"x\", \"role\": \"read\"}", "Idempotency-Key", "k");
        String secret = (String) json(made).get("token");
        api.workspace("/projects/p", "w");
        api.send(secret, "DELETE", "/projects/" + secret, "");
        api.send(TOKEN, "DELETE", "/projects/" + secret + "/workspaces/" + secret, "");
        api.post("/projects/p/workspaces", "{\"" + secret + "\": \"" + secret + "\"}");
        api.post("/projects/p/workspaces", secret);
        api.post("/" + secret + "?token=" + secret, "{}");
        api.send(secret, "POST", "/projects/p/workspaces", "{\"name\": \"y\"}");

        String events = api.get("/events?limit=900").body();
        assertThat(events).contains("dsp_***");
        assertThat(events)
                .doesNotContain(secret)
                .doesNotContain(secret.substring(4))
                .doesNotContain(PASSWORD)
                .doesNotContain(TOKEN);
    }

    @Test
    void what_the_program_does_by_itself_is_written_too() {
        api.events().system("workspace.expire", "ws_1", "p", "ws_1", "ok", "its time was over");

        assertThat(newest())
                .containsEntry("actor", "system")
                .containsEntry("action", "workspace.expire")
                .containsEntry("remote_address", null)
                .containsEntry("detail", "its time was over");
    }

    @Test
    void old_events_are_forgotten() {
        clock.forward(Duration.ofDays(90));
        api.project("q");

        api.events().prune(Duration.ofDays(90), 1_000);
        assertThat(actions("")).hasSize(2);
        clock.forward(Duration.ofMillis(1));
        api.events().prune(Duration.ofDays(90), 1_000);
        assertThat(actions("")).hasSize(1);
        api.events().prune(Duration.ofDays(90), 0);
        assertThat(actions("")).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> newest() {
        clock.forward(Duration.ofMillis(1));
        List<?> page = (List<?>) json(api.get("/events?limit=1")).get("events");
        return (Map<String, Object>) page.getFirst();
    }

    private List<Object> actions(String query) {
        return column(api.get("/events" + query), "events", "action");
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
