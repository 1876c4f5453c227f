package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.SqlState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of sessions and their statements. All meters are made at the start, so that a
 * statement only adds to them, and each is there before anything has happened.
 */
public final class SessionMeters {
    private static final Duration[] LATENCIES = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(300)
    };

    private final Counter opened;
    private final Counter cancelRequests;
    private final Counter rowsSent;
    private final Counter rowsChanged;
    private final Map<RefusalReason, Counter> refused = new EnumMap<>(RefusalReason.class);
    private final Map<QueryCommand, Timer> durations = new EnumMap<>(QueryCommand.class);
    private final Map<QueryCommand, Map<QueryOutcome, Counter>> queries =
            new EnumMap<>(QueryCommand.class);

    public SessionMeters(MeterRegistry registry, SessionRegistry sessions) {
        Gauge.builder("duckspace.sessions.open", sessions, SessionRegistry::count)
                .description("Sessions that are connected now")
                .register(registry);
        Gauge.builder("duckspace.sessions.active", sessions, SessionRegistry::activeCount)
                .description("Sessions that run a statement now")
                .register(registry);
        opened =
                counter("duckspace.sessions.opened", "Sessions that have begun").register(registry);
        cancelRequests =
                counter("duckspace.cancel.requests", "Cancel requests of clients")
                        .register(registry);
        rowsSent = counter("duckspace.rows.sent", "Rows sent to clients").register(registry);
        rowsChanged =
                counter("duckspace.rows.changed", "Rows that statements have changed")
                        .register(registry);
        for (RefusalReason reason : RefusalReason.values()) {
            refused.put(
                    reason,
                    counter(
                                    "duckspace.sessions.refused",
                                    "Connections that have not become sessions")
                            .tag("reason", reason.label())
                            .register(registry));
        }
        for (QueryCommand command : QueryCommand.values()) {
            durations.put(command, duration(registry, command));
            queries.put(command, outcomes(registry, command));
        }
    }

    private static Counter.Builder counter(String name, String meaning) {
        return Counter.builder(name).description(meaning);
    }

    private static Timer duration(MeterRegistry registry, QueryCommand command) {
        return Timer.builder("duckspace.query.duration")
                .description("How long statements took, their rows sent")
                .tag("command", command.label())
                .serviceLevelObjectives(LATENCIES)
                .register(registry);
    }

    private static Map<QueryOutcome, Counter> outcomes(
            MeterRegistry registry, QueryCommand command) {
        Map<QueryOutcome, Counter> outcomes = new EnumMap<>(QueryOutcome.class);
        for (QueryOutcome outcome : QueryOutcome.values()) {
            outcomes.put(
                    outcome,
                    Counter.builder("duckspace.queries")
                            .description("Statements that have ended")
                            .tag("command", command.label())
                            .tag("outcome", outcome.label())
                            .register(registry));
        }
        return outcomes;
    }

    void opened() {
        opened.increment();
    }

    void refused(SqlState state) {
        refused(RefusalReason.of(state));
    }

    void refused(RefusalReason reason) {
        counted(refused.get(reason)).increment();
    }

    void cancelRequested() {
        cancelRequests.increment();
    }

    void sent(long rows) {
        rowsSent.increment((double) rows);
    }

    void changed(long rows) {
        rowsChanged.increment((double) rows);
    }

    void ended(QueryCommand command, QueryOutcome outcome, Duration taken) {
        counted(durations.get(command)).record(taken);
        counted(counted(queries.get(command)).get(outcome)).increment();
    }

    private static <T> T counted(@Nullable T meter) {
        return Objects.requireNonNull(meter, "every constant has its meter");
    }
}
