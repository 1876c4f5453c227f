package dev.duckspace.admin.upkeep;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices a clock that was set forward, or a machine that slept: for a while nothing is removed on
 * its word, so that a wrong clock can be put right and a workspace be extended.
 */
final class ClockWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

    static final Duration TOLERATED = Duration.ofMinutes(5);
    static final Duration HELD = Duration.ofHours(1);

    private final TimeSource time;
    private long heldUntilNanos;
    private Instant lastInstant;
    private long lastNanos;
    private boolean holding;

    ClockWatch(TimeSource time) {
        this.time = time;
        this.lastInstant = time.clock().instant();
        this.lastNanos = time.nanoTime().getAsLong();
    }

    /** Whether the clock is to be believed where there is no way back. To be asked regularly. */
    synchronized boolean trusted() {
        Instant instant = time.clock().instant();
        long nanos = time.nanoTime().getAsLong();
        Duration shown = Duration.between(lastInstant, instant);
        Duration passed = Duration.ofNanos(nanos - lastNanos);
        lastInstant = instant;
        lastNanos = nanos;
        if (shown.minus(passed).compareTo(TOLERATED) > 0) {
            LOG.warn(
                    "The clock went forward by {} while {} passed: no expired workspace is removed"
                            + " for {} minutes",
                    shown,
                    passed,
                    HELD.toMinutes());
            heldUntilNanos = nanos + HELD.toNanos();
            holding = true;
        }
        if (holding && nanos - heldUntilNanos >= 0) {
            holding = false;
        }
        return !holding;
    }
}
