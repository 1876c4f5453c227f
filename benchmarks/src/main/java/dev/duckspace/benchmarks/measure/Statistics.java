package dev.duckspace.benchmarks.measure;

import java.util.Arrays;
import java.util.Collection;

/** Few and plain. */
public final class Statistics {
    private Statistics() {}

    public static double median(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        requireSome(sorted.length);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /**
     * The least value that at least this share of all do not exceed.
     *
     * @param share between 0 and 1
     */
    public static long quantile(long[] values, double share) {
        requireSome(values.length);
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)];
    }

    private static void requireSome(int count) {
        if (count == 0) {
            throw new IllegalArgumentException("no values");
        }
    }
}
