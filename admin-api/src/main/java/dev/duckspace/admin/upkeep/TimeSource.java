package dev.duckspace.admin.upkeep;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * Both kinds of time: what the clock on the wall shows, which somebody may set, and what has
 * passed, which only grows.
 *
 * @param nanoTime as {@link System#nanoTime}
 */
public record TimeSource(Clock clock, LongSupplier nanoTime) {
    public static TimeSource system() {
        return new TimeSource(Clock.systemUTC(), System::nanoTime);
    }
}
