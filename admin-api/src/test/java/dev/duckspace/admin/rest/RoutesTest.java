package dev.duckspace.admin.rest;

import static dev.duckspace.admin.rest.ApiUnderTest.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.metadata.TokenRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every route there is, also for those that are yet to come. */
@SuppressWarnings("NullAway") // a null fails the test as well
class RoutesTest {
    /** Outside of any project, and for everybody who has a token. */
    private static final Set<String> FOR_ANY_TOKEN = Set.of("GET /projects", "GET /events");

    @TempDir static Path directory;

    private static ApiUnderTest api;
    private static String manage;
    private static String read;

    private record Route(String method, String template) {
        String path(String project) {
            return template.replace("{projectId}", project).replaceAll("\\{[^}]*}", "x1");
        }

        boolean isOpen() {
            return template.matches("/(health|docs|openapi).*") && method.equals("GET");
        }

        boolean changes() {
            return !method.equals("GET");
        }
    }

    @BeforeAll
    static void start() {
        api = ApiUnderTest.start(directory);
        api.project("mine");
        api.project("others");
        manage = api.token("mine", "manager", TokenRole.MANAGE);
        read = api.token("mine", "reader", TokenRole.READ);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static List<Route> routes() {
        List<Route> routes =
                api.routes().stream()
                        .map(route -> route.split(" ", 2))
                        .map(parts -> new Route(parts[0], parts[1]))
                        .filter(route -> !route.isOpen())
                        .toList();
        assertThat(routes).hasSizeGreaterThan(20);
        return routes;
    }

    @Test
    void every_route_but_the_open_ones_needs_a_token() {
        for (Route route : routes()) {
            assertThat(status("", route, "mine")).as(route.toString()).isEqualTo(401);
        }
    }

    @Test
    void a_token_of_a_project_gets_nothing_of_another_nor_of_all() {
        for (Route route : routes()) {
            if (!FOR_ANY_TOKEN.contains(route.method() + " " + route.template())) {
                assertThat(status(manage, route, "others")).as(route.toString()).isEqualTo(403);
            }
        }
    }

    @Test
    void a_token_that_may_read_changes_nothing_and_the_trail_names_what_it_tried() {
        for (Route route : routes()) {
            if (route.changes()) {
                assertThat(status(read, route, "mine")).as(route.toString()).isEqualTo(403);
            }
        }
        assertThat(column(api.get("/events?actor=reader&limit=900"), "events", "action"))
                .isNotEmpty()
                .allSatisfy(
                        action ->
                                assertThat((String) action)
                                        .as("a route lacks its @Audited")
                                        .doesNotStartWith("http."));
    }

    private static int status(String token, Route route, String project) {
        String type = route.method().equals("PUT") ? "text/csv" : "application/json";
        return api.send(token, route.method(), route.path(project), "{}", "Content-Type", type)
                .statusCode();
    }
}
