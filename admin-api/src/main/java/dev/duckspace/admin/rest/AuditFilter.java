package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.EventLog;
import dev.duckspace.metadata.AccessToken;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes every request that wants to change something to the audit trail, refused ones too. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class AuditFilter {
    private static final String UNKNOWN = "unknown";
    private static final String WORKSPACE_VARIABLE = "workspaceId";
    private static final String PROBLEM_PREFIX = "urn:duckspace:problem:";
    private static final int REFUSED = 400;

    /** The variables of a path that say where something is; the others say what it is. */
    private static final List<String> PLACES =
            List.of(BearerFilter.PROJECT_VARIABLE, "branchId", WORKSPACE_VARIABLE);

    /** Problems whose detail repeats what the caller sent, which may be anything. */
    private static final Set<Integer> UNTOLD = Set.of(400, 422);

    private static final Set<HttpMethod> READING =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final EventLog events;

    AuditFilter(EventLog events) {
        this.events = events;
    }

    @ResponseFilter
    @ExecuteOn(TaskExecutors.IO)
    void write(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (READING.contains(request.getMethod())) {
            return;
        }
        AccessToken token =
                request.getAttribute(BearerFilter.TOKEN, AccessToken.class).orElse(null);
        EventLog.Entry entry = entry(request, response, token);
        if (token == null) {
            events.offer(entry);
        } else {
            events.record(entry);
        }
    }

    private static EventLog.Entry entry(
            HttpRequest<?> request, HttpResponse<?> response, @Nullable AccessToken token) {
        RouteMatch<?> route = RouteAttributes.getRouteMatch(request).orElse(null);
        Map<String, Object> variables = route == null ? Map.of() : route.getVariableValues();
        String created = created(response);
        String action = action(request, route);
        boolean ofProject = action.equals("project.create");
        boolean ofWorkspace = action.equals("workspace.create");
        return new EventLog.Entry(
                token == null ? UNKNOWN : token.name(),
                token == null ? null : token.id(),
                action,
                created == null ? subject(request, variables) : created,
                ofProject ? created : text(variables, BearerFilter.PROJECT_VARIABLE),
                ofWorkspace ? created : text(variables, WORKSPACE_VARIABLE),
                request.getRemoteAddress().getAddress().getHostAddress(),
                outcome(response),
                detail(request, response));
    }

    private static String action(HttpRequest<?> request, @Nullable RouteMatch<?> route) {
        String named =
                route == null
                        ? null
                        : route.getAnnotationMetadata().stringValue(Audited.class).orElse(null);
        return named == null
                ? "http." + request.getMethod().name().toLowerCase(Locale.ROOT)
                : named;
    }

    /** The id of what a create has made. */
    private static @Nullable String created(HttpResponse<?> response) {
        String location = response.getHeaders().get(HttpHeaders.LOCATION);
        return response.code() == 201 && location != null
                ? location.substring(location.lastIndexOf('/') + 1)
                : null;
    }

    /** What the path names behind project, branch and workspace; else the last of these. */
    private static String subject(HttpRequest<?> request, Map<String, Object> variables) {
        List<String> things = new ArrayList<>();
        String place = request.getPath();
        for (String name : PLACES) {
            String value = text(variables, name);
            place = value == null ? place : value;
        }
        variables.forEach(
                (name, value) -> {
                    if (!PLACES.contains(name)) {
                        things.add(String.valueOf(value));
                    }
                });
        return things.isEmpty() ? place : String.join(".", things);
    }

    private static @Nullable String text(Map<String, Object> variables, String name) {
        Object value = variables.get(name);
        return value == null ? null : cut(value.toString());
    }

    private static String cut(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100);
    }

    private static String outcome(HttpResponse<?> response) {
        if (response.getBody().orElse(null) instanceof Problem problem) {
            return problem.type().substring(PROBLEM_PREFIX.length());
        }
        return response.code() < REFUSED ? EventLog.OK : "status-" + response.code();
    }

    private static String detail(HttpRequest<?> request, HttpResponse<?> response) {
        String id = "request " + RequestId.of(request);
        return response.getBody().orElse(null) instanceof Problem problem
                        && !UNTOLD.contains(problem.status())
                ? problem.detail() + " (" + id + ")"
                : id;
    }
}
