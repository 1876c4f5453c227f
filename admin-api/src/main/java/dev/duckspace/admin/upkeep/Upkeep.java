package dev.duckspace.admin.upkeep;

import dev.duckspace.admin.service.WorkspaceRemoval;
import dev.duckspace.gateway.session.InterruptReason;
import dev.duckspace.gateway.session.SessionRegistry;
import dev.duckspace.metadata.MetadataStore;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what has to be done again and again, on threads of its own. */
public final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private static final Duration ENDING = Duration.ofMillis(500);
    private static final Duration REMOVING = Duration.ofSeconds(5);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    /** A removal may wait for sessions to end, which must not keep others from expiring. */
    private static final int THREADS = 2;

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(
                    THREADS, Thread.ofPlatform().daemon().name("upkeep-", 0).factory());

    /**
     * How long workspaces live.
     *
     * @param longest the longest that work may extend to
     * @param grace from the expiry to the removal
     */
    public record Ttl(Duration longest, Duration grace, boolean extendOnWork) {}

    private Upkeep() {}

    /** Starts at once. */
    public static Upkeep start(
            MetadataStore metadata,
            WorkspaceRemoval removal,
            SessionRegistry sessions,
            SystemEvents events,
            TimeSource time,
            Ttl ttl) {
        WorkExtension extension =
                ttl.extendOnWork()
                        ? new WorkExtension(metadata, sessions::takeWorked, time, ttl.longest())
                        : null;
        Expiry expiry =
                new Expiry(
                        metadata,
                        removal,
                        w -> sessions.end(w.id(), InterruptReason.expired(w.id(), w.expiresAt())),
                        events,
                        time,
                        ttl.grace(),
                        extension);
        Upkeep upkeep = new Upkeep();
        upkeep.every(ENDING, "expired workspaces cannot be ended", expiry::end);
        upkeep.every(REMOVING, "expired workspaces cannot be removed", expiry::remove);
        return upkeep;
    }

    private void every(Duration period, String failure, Runnable work) {
        var unused =
                timer.scheduleWithFixedDelay(
                        new Step(failure, work), 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An exception would end the schedule: it is logged once, until the work succeeds again. */
    private record Step(String failure, Runnable work, AtomicBoolean failing) implements Runnable {
        Step(String failure, Runnable work) {
            this(failure, work, new AtomicBoolean());
        }

        @Override
        public void run() {
            try {
                work.run();
                if (failing.getAndSet(false)) {
                    LOG.info("Upkeep works again");
                }
            } catch (RuntimeException e) {
                if (!failing.getAndSet(true)) {
                    LOG.warn("Upkeep: {}; it is tried again", failure, e);
                }
            }
        }
    }

    /** Waits for what is being done, since the metadata is closed after this. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Upkeep did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
