package dev.duckspace.admin;

import dev.duckspace.admin.upkeep.TimeSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** Time that goes on by itself, and jumps when a test says so. Threads: any. */
public final class MovableTime {
    private final AtomicLong passedNanos = new AtomicLong();
    private final AtomicLong setNanos = new AtomicLong();

    public TimeSource source() {
        return new TimeSource(
                new Clock() {
                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public Instant instant() {
                        return Instant.now().plusNanos(passedNanos.get()).plusNanos(setNanos.get());
                    }
                },
                () -> System.nanoTime() + passedNanos.get());
    }

    /** So much time passes at once. */
    public void pass(Duration time) {
        passedNanos.addAndGet(time.toNanos());
    }

    /** The clock on the wall is set forward, or back, while no time passes. */
    public void setClock(Duration forward) {
        setNanos.addAndGet(forward.toNanos());
    }
}
