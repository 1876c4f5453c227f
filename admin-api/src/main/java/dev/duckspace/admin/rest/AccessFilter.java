package dev.duckspace.admin.rest;

import dev.duckspace.admin.metrics.HttpMetrics;
import dev.duckspace.metadata.AccessToken;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteInfo;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * Stands around everything else: gives each request its id, and when it is answered counts it and
 * says so in the log. Of the address only the path is logged, since a query may hold what is not
 * for the log.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class AccessFilter {
    /** Named for what it holds, so that it can be switched off or led elsewhere. */
    private static final Logger LOG = LoggerFactory.getLogger("dev.duckspace.access");

    private static final String STARTED = "duckspace.started";
    private static final String NO_ROUTE = "none";
    private static final int PATH_SHOWN_CHARS = 300;
    private static final int ERRORS = 400;

    private final HttpMetrics metrics;

    AccessFilter(HttpMetrics metrics) {
        this.metrics = metrics;
    }

    @RequestFilter
    void begin(HttpRequest<?> request, MutablePropagatedContext context) {
        request.setAttribute(STARTED, System.nanoTime());
        context.add(new LogContext(RequestId.of(request)));
    }

    @ResponseFilter
    void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.getHeaders().set(RequestId.HEADER, RequestId.of(request));
        Duration taken =
                request.getAttribute(STARTED, Long.class)
                        .map(started -> Duration.ofNanos(System.nanoTime() - started))
                        .orElse(Duration.ZERO);
        metrics.answered(request.getMethod().name(), route(request), response.code(), taken);
        log(request, response, taken);
    }

    private static void log(HttpRequest<?> request, HttpResponse<?> response, Duration taken) {
        String route = route(request);
        String token =
                request.getAttribute(BearerFilter.TOKEN, AccessToken.class)
                        .map(AccessToken::id)
                        .orElse("-");
        try (var _ = MDC.putCloseable(RequestId.FIELD, RequestId.of(request))) {
            LOG.atLevel(level(route, response))
                    .addKeyValue("method", request.getMethodName())
                    .addKeyValue("route", route)
                    .addKeyValue("status", response.code())
                    .addKeyValue("milliseconds", taken.toMillis())
                    .addKeyValue("token_id", token)
                    .log(
                            "{} {} {} {} ms token {}",
                            request.getMethodName(),
                            shown(request.getPath()),
                            response.code(),
                            taken.toMillis(),
                            token);
        }
    }

    /** Probes come every few seconds: those that find nothing wrong are no news. */
    private static Level level(String route, HttpResponse<?> response) {
        return route.startsWith("/health") && response.code() < ERRORS ? Level.DEBUG : Level.INFO;
    }

    /** The route's template, whose values are few, unlike those of the path. */
    static String route(HttpRequest<?> request) {
        return RouteAttributes.getRouteInfo(request)
                .filter(UriRouteInfo.class::isInstance)
                .map(info -> ((UriRouteInfo<?, ?>) info).getUriMatchTemplate().toPathString())
                .orElse(NO_ROUTE);
    }

    /** What would forge a line of the log becomes a question mark. */
    private static String shown(String path) {
        String cut = path.length() > PATH_SHOWN_CHARS ? path.substring(0, PATH_SHOWN_CHARS) : path;
        return cut.replaceAll("[^!-~]", "?");
    }
}
