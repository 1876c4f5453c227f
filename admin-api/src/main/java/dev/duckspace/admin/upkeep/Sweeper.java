package dev.duckspace.admin.upkeep;

import dev.duckspace.admin.service.EventLog;
import dev.duckspace.admin.service.IdempotencyKeys;
import dev.duckspace.admin.service.TokenService;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what nobody needs any more: expired tokens, keys of yesterday, old events. */
public final class Sweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration STOP_WAIT = Duration.ofSeconds(5);

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("sweeper").factory());
    private final TokenService tokens;

    /**
     * Starts.
     *
     * @param keepEvents how long events are kept
     * @param eventsMax how many are, of accountable actors and as many of others
     */
    public Sweeper(
            TokenService tokens,
            IdempotencyKeys keys,
            EventLog events,
            Duration keepEvents,
            int eventsMax) {
        this.tokens = tokens;
        repeat("tokens", 1, tokens::sweep);
        repeat("idempotency keys", 60, keys::sweep);
        repeat("events", 10, () -> events.prune(keepEvents, eventsMax));
    }

    private void repeat(String what, int minutes, Runnable sweep) {
        var unused =
                timer.scheduleWithFixedDelay(
                        () -> tried(what, sweep), minutes == 1 ? 1 : 0, minutes, TimeUnit.MINUTES);
    }

    /** What fails now is tried again at its next time. */
    private static void tried(String what, Runnable sweep) {
        try {
            sweep.run();
        } catch (RuntimeException e) {
            LOG.warn("Sweeping {} failed", what, e);
        }
    }

    /** Writes when tokens were last used. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(STOP_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("A sweep goes on while the program stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tried("tokens", tokens::sweep);
    }
}
