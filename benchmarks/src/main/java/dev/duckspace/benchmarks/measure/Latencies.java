package dev.duckspace.benchmarks.measure;

import java.util.Arrays;

/** How long each of many pieces of work took. */
public final class Latencies {
    private static final double NANOS = 1e9;

    private long[] nanos = new long[1024];
    private int count;

    public void add(long taken) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = taken;
    }

    public void addAll(Latencies others) {
        for (int i = 0; i < others.count; i++) {
            add(others.nanos[i]);
        }
    }

    public int count() {
        return count;
    }

    public double seconds(double share) {
        return Statistics.quantile(Arrays.copyOf(nanos, count), share) / NANOS;
    }

    /** As samples of their median and of the 99th of 100. */
    public void addTo(Arena arena, String subject, Contestant contestant, long size) {
        arena.add(subject, contestant, size, Measure.MEDIAN, seconds(0.5));
        arena.add(subject, contestant, size, Measure.P99, seconds(0.99));
    }
}
