package dev.duckspace.admin.metrics;

import dev.duckspace.metadata.Job;
import dev.duckspace.metadata.JobState;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.WorkspaceStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** What the metadata database knows of workspaces, and how its connections fare. */
public final class MetadataMetrics implements MeterBinder {
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final MetadataStore metadata;
    private final Clock clock;
    private final Sampled<Map<WorkspaceStatus, Long>> workspaces =
            new Sampled<>(KEPT, Map.of(), this::countWorkspaces);

    private final Sampled<Map<JobState, Long>> jobs =
            new Sampled<>(KEPT, Map.of(), this::countJobs);

    public MetadataMetrics(MetadataStore metadata, Clock clock) {
        this.metadata = metadata;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (WorkspaceStatus status : WorkspaceStatus.values()) {
            Gauge.builder(
                            "duckspace.workspaces",
                            this,
                            metrics -> metrics.workspaces.get().getOrDefault(status, 0L))
                    .description("Workspaces that exist; NaN while the database does not answer")
                    .tag("status", status.text())
                    .register(registry);
        }
        for (JobState state : List.of(JobState.QUEUED, JobState.RUNNING)) {
            Gauge.builder(
                            "duckspace.jobs",
                            this,
                            metrics -> metrics.jobs.get().getOrDefault(state, 0L))
                    .description("Jobs that wait or run")
                    .tag("state", state.text())
                    .register(registry);
        }
        connections(registry, "active", MetadataStore.PoolState::active);
        connections(registry, "idle", MetadataStore.PoolState::idle);
        connections(registry, "waiting", MetadataStore.PoolState::waiting);
        Gauge.builder("duckspace.metadata.pool.size", metadata, m -> m.poolState().size())
                .description("Connections to the metadata database at most")
                .register(registry);
    }

    private void connections(
            MeterRegistry registry, String state, ToIntFunction<MetadataStore.PoolState> count) {
        Gauge.builder(
                        "duckspace.metadata.pool.connections",
                        metadata,
                        m -> count.applyAsInt(m.poolState()))
                .description("Connections to the metadata database, and who waits for one")
                .tag("state", state)
                .register(registry);
    }

    private Map<WorkspaceStatus, Long> countWorkspaces() {
        return metadata.read(tx -> tx.workspaces().countByStatus(clock.instant()));
    }

    private Map<JobState, Long> countJobs() {
        return metadata.read(tx -> tx.jobs().unfinished()).stream()
                .collect(Collectors.groupingBy(Job::state, Collectors.counting()));
    }
}
