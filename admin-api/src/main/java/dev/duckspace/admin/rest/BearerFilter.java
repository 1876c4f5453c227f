package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ProblemException;
import dev.duckspace.admin.service.ProblemType;
import dev.duckspace.admin.service.TokenService;
import dev.duckspace.metadata.AccessToken;
import dev.duckspace.metadata.TokenRole;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who has a token that allows the request. What decides is the route that was found, never
 * the path as it was written: a route that says nothing of itself needs an admin token, or under a
 * project one of that project. {@code read} changes nothing.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class BearerFilter {
    /** Under this attribute a request carries its {@link AccessToken}. */
    static final String TOKEN = "duckspace.token";

    /** How routes name the project in their path. */
    static final String PROJECT_VARIABLE = "projectId";

    private static final String SCHEME = "bearer ";

    /** What changes nothing. */
    private static final Set<HttpMethod> READING =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final TokenService tokens;

    BearerFilter(TokenService tokens) {
        this.tokens = tokens;
    }

    /** The token of a request that was let in. */
    static AccessToken token(HttpRequest<?> request) {
        return request.getAttribute(TOKEN, AccessToken.class)
                .orElseThrow(() -> new IllegalStateException("the route needs no token"));
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.IO)
    void check(HttpRequest<?> request) {
        RouteMatch<?> route = RouteAttributes.getRouteMatch(request).orElse(null);
        if (isMarked(route, Open.class)) {
            return;
        }
        AccessToken token = authenticate(request);
        request.setAttribute(TOKEN, token);
        requireAllowed(token, request, route);
    }

    private static boolean isMarked(
            @Nullable RouteMatch<?> route, Class<? extends Annotation> mark) {
        return route != null && route.getAnnotationMetadata().hasAnnotation(mark);
    }

    private AccessToken authenticate(HttpRequest<?> request) {
        List<String> headers = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.size() != 1
                || !headers.getFirst().toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw new ProblemException(
                    ProblemType.UNAUTHORIZED, "send one header Authorization: Bearer <token>");
        }
        return tokens.authenticate(headers.getFirst().substring(SCHEME.length()).trim())
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        ProblemType.UNAUTHORIZED,
                                        "the token is unknown, revoked or has expired"));
    }

    private static void requireAllowed(
            AccessToken token, HttpRequest<?> request, @Nullable RouteMatch<?> route) {
        if (token.role() == TokenRole.ADMIN) {
            return;
        }
        boolean reads = READING.contains(request.getMethod());
        if (token.role() == TokenRole.READ && !reads) {
            throw new ProblemException(ProblemType.FORBIDDEN, "the token may only read");
        }
        if (isMarked(route, AdminOnly.class)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "this needs an admin token");
        }
        // Where no route is, the answer is 404 or 405 for everybody.
        if (route != null && !reaches(token, route, reads)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "the token belongs to another project or role");
        }
    }

    private static boolean reaches(AccessToken token, RouteMatch<?> route, boolean reads) {
        if (isMarked(route, AnyToken.class)) {
            return true;
        }
        Object project = route.getVariableValues().get(PROJECT_VARIABLE);
        if (project == null) {
            return token.projectId() == null && reads;
        }
        return token.projectId() == null || token.projectId().equals(project);
    }
}
