package dev.duckspace.benchmarks.report;

import dev.duckspace.benchmarks.measure.Sample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one benchmark.
 *
 * @param begun in UTC
 * @param error why it ended early; null when it did not
 */
public record Outcome(
        String name,
        String begun,
        double seconds,
        String scale,
        int rounds,
        @Nullable String error,
        List<Sample> samples) {}
