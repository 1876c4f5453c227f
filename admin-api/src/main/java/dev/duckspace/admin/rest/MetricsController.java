package dev.duckspace.admin.rest;

import dev.duckspace.admin.metrics.ServerMetrics;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code /metrics}, for Prometheus; any token that is bound to no project may read it. */
@Controller("/metrics")
@ExecuteOn(TaskExecutors.IO)
final class MetricsController {
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final ServerMetrics metrics;

    MetricsController(ServerMetrics metrics) {
        this.metrics = metrics;
    }

    @Get(produces = TEXT_FORMAT)
    HttpResponse<String> metrics() {
        return HttpResponse.ok(metrics.scrape());
    }
}
