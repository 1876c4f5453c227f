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
import java.util.Locale;

/**
 * Lets in who has a token that allows the request: everything but health needs one. A project's
 * token reaches the routes under its project alone, and {@code read} changes nothing.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class BearerFilter {
    /** Under this attribute a request carries its {@link AccessToken}. */
    static final String TOKEN = "duckspace.token";

    /** How routes name the project in their path. */
    static final String PROJECT_VARIABLE = "projectId";

    private static final String SCHEME = "bearer ";

    private final TokenService tokens;

    BearerFilter(TokenService tokens) {
        this.tokens = tokens;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.IO)
    void check(HttpRequest<?> request) {
        String path = request.getPath();
        if (path.equals("/health") || path.startsWith("/health/")) {
            return;
        }
        AccessToken token = authenticate(request);
        requireAllowed(token, request);
        request.setAttribute(TOKEN, token);
    }

    private AccessToken authenticate(HttpRequest<?> request) {
        String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw new ProblemException(
                    ProblemType.UNAUTHORIZED, "send the header Authorization: Bearer <token>");
        }
        return tokens.authenticate(header.substring(SCHEME.length()).trim())
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        ProblemType.UNAUTHORIZED,
                                        "the token is unknown, revoked or has expired"));
    }

    private static void requireAllowed(AccessToken token, HttpRequest<?> request) {
        if (token.role() == TokenRole.ADMIN) {
            return;
        }
        boolean reads =
                request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
        if (token.role() == TokenRole.READ && !reads) {
            throw new ProblemException(ProblemType.FORBIDDEN, "the token may only read");
        }
        RouteMatch<?> route = RouteAttributes.getRouteMatch(request).orElse(null);
        if (route == null) {
            return;
        }
        Object project = route.getVariableValues().get(PROJECT_VARIABLE);
        boolean itsProject = token.projectId() == null ? reads : token.projectId().equals(project);
        boolean projectItself = project != null && route.getVariableValues().size() == 1;
        if (!itsProject || (projectItself && request.getMethod() == HttpMethod.DELETE)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "the token belongs to another project or role");
        }
    }
}
