package dev.duckspace.admin.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Answered requests of the admin API. */
public final class HttpMetrics {
    private static final Duration[] LATENCIES = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60)
    };

    private final MeterRegistry registry;

    public HttpMetrics(ServerMetrics metrics) {
        this.registry = metrics.registry();
    }

    /**
     * @param method one that is known, or a common name for all others
     * @param route a template, not a path: metrics have to stay few
     */
    public void answered(String method, String route, int status, Duration taken) {
        Timer.builder("duckspace.http.request.duration")
                .description("How long answers of the admin API took")
                .tag("method", method)
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(LATENCIES)
                .register(registry)
                .record(taken);
    }
}
