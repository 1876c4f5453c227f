package dev.duckspace.admin.metrics;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A value that is dear to find out: kept for a while, so that several gauges, and several readers,
 * share one look. When the look fails, the value before stands.
 */
final class Sampled<T> {
    private final Supplier<T> look;
    private final long keptNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private T value;
    private boolean looked;
    private long lookedAt;

    Sampled(Duration kept, T before, Supplier<T> look) {
        this.look = look;
        this.keptNanos = kept.toNanos();
        this.value = before;
    }

    T get() {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (!looked || now - lookedAt > keptNanos) {
                looked = true;
                lookedAt = now;
                value = look.get();
            }
            return value;
        } finally {
            lock.unlock();
        }
    }
}
