package dev.duckspace.admin.upkeep;

import dev.duckspace.admin.service.WorkspaceRemoval;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of workspaces: when their time is over their sessions end, and after a grace period, in
 * which they can be brought back, they are removed. What is decided is written first and by the row
 * as it is then, so that a change of the expiry at the same moment wins or loses as a whole.
 */
public final class Expiry {
    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

    /** One step does no more than this; the next one goes on. */
    private static final int BATCH = 100;

    private final MetadataStore metadata;
    private final WorkspaceRemoval removal;
    private final Consumer<Workspace> endSessions;
    private final SystemEvents events;
    private final TimeSource time;
    private final Duration grace;
    private final @Nullable WorkExtension extension;
    private final ClockWatch clockWatch;

    /**
     * @param endSessions tells a workspace's clients that it has expired; returns at once
     * @param grace from the expiry to the removal
     * @param extension null: work does not extend
     */
    Expiry(
            MetadataStore metadata,
            WorkspaceRemoval removal,
            Consumer<Workspace> endSessions,
            SystemEvents events,
            TimeSource time,
            Duration grace,
            @Nullable WorkExtension extension) {
        this.metadata = metadata;
        this.removal = removal;
        this.endSessions = endSessions;
        this.events = events;
        this.time = time;
        this.grace = grace;
        this.extension = extension;
        this.clockWatch = new ClockWatch(time);
    }

    /** Ends the sessions of the workspaces whose time is over. To be called every moment. */
    public void end() {
        Instant now = time.clock().instant();
        List<Workspace> overdue = metadata.read(tx -> tx.workspaces().listOverdue(now, BATCH));
        if (extension != null) {
            extension.run(overdue);
        }
        if (overdue.isEmpty()) {
            return;
        }
        List<Workspace> expired =
                metadata.inTransaction(
                        tx ->
                                overdue.stream()
                                        .filter(w -> tx.workspaces().expire(w.id(), now))
                                        .toList());
        for (Workspace workspace : expired) {
            LOG.info("Workspace {} expired at {}", workspace.id(), workspace.expiresAt());
            endSessions.accept(workspace);
            events.write("workspace.expire", workspace, "its time was over");
        }
    }

    /**
     * Removes the workspaces whose grace period is over, and takes back the end of those that a
     * clock set back leaves with time. To be called now and then.
     */
    public void remove() {
        Instant now = time.clock().instant();
        boolean trusted = clockWatch.trusted();
        revive(now);
        if (!trusted) {
            return;
        }
        Instant graceOver = now.minus(grace);
        List<Workspace> over =
                metadata.read(tx -> tx.workspaces().listExpiredBefore(graceOver, BATCH));
        for (Workspace workspace : over) {
            if (metadata.inTransaction(
                    tx -> tx.workspaces().dropExpired(workspace.id(), graceOver))) {
                removeNow(workspace);
            }
        }
    }

    private void revive(Instant now) {
        for (Workspace workspace :
                metadata.<List<Workspace>>read(
                        tx -> tx.workspaces().listExpiredAfter(now, BATCH))) {
            if (metadata.inTransaction(tx -> tx.workspaces().revive(workspace.id(), now))) {
                LOG.warn(
                        "Workspace {} had expired by a clock that went wrong: it is active again",
                        workspace.id());
            }
        }
    }

    /** What fails here is finished at the next start: the row says "dropping". */
    private void removeNow(Workspace workspace) {
        try {
            removal.remove(workspace);
            LOG.info("Workspace {} is removed: its grace period was over", workspace.id());
            events.write("workspace.remove", workspace, "its grace period was over");
        } catch (RuntimeException e) {
            LOG.error("Workspace {} cannot be removed", workspace.id(), e);
        }
    }
}
