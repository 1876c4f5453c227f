package dev.duckspace.admin.upkeep;

import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Workspace;
import dev.duckspace.metadata.WorkspaceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lets workspaces in which statements run live on: for their own time to live from now. A workspace
 * is written once a minute at most, however much is done in it, and when it would expire otherwise.
 */
final class WorkExtension {
    private static final Duration BETWEEN_WRITES = Duration.ofMinutes(1);
    private static final int BATCH = 100;

    private final MetadataStore metadata;
    private final Supplier<Set<String>> takeWorked;
    private final TimeSource time;
    private final Duration longest;
    private final Set<String> waiting = new LinkedHashSet<>();
    private final Map<String, Long> writtenNanos = new HashMap<>();

    /**
     * @param takeWorked the workspaces in which statements have begun since it was asked last
     */
    WorkExtension(
            MetadataStore metadata,
            Supplier<Set<String>> takeWorked,
            TimeSource time,
            Duration longest) {
        this.metadata = metadata;
        this.takeWorked = takeWorked;
        this.time = time;
        this.longest = longest;
    }

    /** Extends those whose turn it is, and those of {@code overdue} in which work was done. */
    void run(List<Workspace> overdue) {
        waiting.addAll(takeWorked.get());
        long nanos = time.nanoTime().getAsLong();
        writtenNanos.values().removeIf(at -> nanos - at >= BETWEEN_WRITES.toNanos());
        Set<String> due = new LinkedHashSet<>();
        overdue.stream().map(Workspace::id).filter(waiting::contains).forEach(due::add);
        waiting.stream().filter(id -> !writtenNanos.containsKey(id)).limit(BATCH).forEach(due::add);
        for (String id : due) {
            extend(id);
            waiting.remove(id);
            writtenNanos.put(id, nanos);
        }
    }

    private void extend(String id) {
        Instant now = time.clock().instant();
        Optional<Workspace> found = metadata.read(tx -> tx.workspaces().find(id));
        found.filter(workspace -> workspace.status() == WorkspaceStatus.ACTIVE)
                .map(workspace -> now.plus(timeToLive(workspace)))
                .ifPresent(end -> metadata.inTransaction(tx -> tx.workspaces().extend(id, end)));
    }

    private Duration timeToLive(Workspace workspace) {
        Duration own = Duration.ofHours(workspace.ttlHours());
        return own.compareTo(longest) < 0 ? own : longest;
    }
}
