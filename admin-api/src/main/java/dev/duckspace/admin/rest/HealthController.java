package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.HealthService;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code /health}: needs no token. */
@Open
@Controller("/health")
final class HealthController {
    private final HealthService health;

    HealthController(HealthService health) {
        this.health = health;
    }

    @Serdeable
    record Health(String status, Map<String, String> checks) {}

    /** The process runs: whether to restart it. */
    @Get("/liveness")
    Health liveness() {
        return new Health(up(true), Map.of());
    }

    /** It can serve: whether to send it clients. */
    @Get("/readiness")
    @ExecuteOn(TaskExecutors.IO)
    HttpResponse<Health> readiness() {
        Map<String, Boolean> checks = health.checks();
        boolean ready = !checks.containsValue(false);
        Health answer =
                new Health(
                        up(ready),
                        checks.entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                Map.Entry::getKey, e -> up(e.getValue()))));
        return ready ? HttpResponse.ok(answer) : HttpResponse.serverError(answer).status(503);
    }

    @Get
    @ExecuteOn(TaskExecutors.IO)
    HttpResponse<Health> health() {
        return readiness();
    }

    private static String up(boolean works) {
        return works ? "up" : "down";
    }
}
