package dev.duckspace.benchmarks.measure;

/** Work by the clock. */
public final class Timer {
    private static final double NANOS = 1e9;

    /** Work that may fail. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    private Timer() {}

    public static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / NANOS;
    }

    /**
     * Repeats work until a time is over, and adds the median and the 99th of 100.
     *
     * @param counts false warms up only
     */
    public static void repeat(
            Arena arena,
            String subject,
            Contestant contestant,
            long size,
            double seconds,
            boolean counts,
            Work work)
            throws Exception {
        Latencies latencies = new Latencies();
        long end = System.nanoTime() + (long) (seconds * NANOS);
        do {
            long start = System.nanoTime();
            work.run();
            latencies.add(System.nanoTime() - start);
        } while (System.nanoTime() < end);
        if (counts) {
            latencies.addTo(arena, subject, contestant, size);
        }
    }
}
