package dev.duckspace.benchmarks;

import dev.duckspace.benchmarks.measure.Scale;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What to run.
 *
 * @param only names of benchmarks; empty for all
 * @param rounds that count
 * @param factor scale factor of TPC-H; empty for the scale's own
 * @param memoryRows of the longest result; empty for the scale's own
 * @param output where the page is written; null for where the scale's pages are
 */
record RunOptions(
        List<String> only,
        Scale scale,
        int rounds,
        OptionalDouble factor,
        OptionalLong memoryRows,
        @Nullable Path output) {

    static final String USAGE =
            """
              --only tpch,copy-in    these parts; the page keeps what it has of the others
              --scale full           or small: a trial of two minutes or three
              --rounds 3             rounds that count
              --tpch-factor 1        scale factor of TPC-H; a tenth of it is measured too
              --memory-rows 100m     rows of the longest result
              --output DIRECTORY     docs; with --scale small benchmarks/target/performance
            """;

    private static final int ROUNDS = 3;
    private static final long MEMORY_ROWS = 100_000_000;

    RunOptions {
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be positive");
        }
    }

    /**
     * @throws IllegalArgumentException with a message for the user
     */
    static RunOptions parse(String... args) {
        List<String> only = List.of();
        Scale scale = Scale.FULL;
        int rounds = 0;
        OptionalDouble factor = OptionalDouble.empty();
        OptionalLong memoryRows = OptionalLong.empty();
        Path output = null;
        Deque<String> left = new ArrayDeque<>(Arrays.asList(args));
        while (!left.isEmpty()) {
            String option = left.remove();
            if (left.isEmpty()) {
                throw new IllegalArgumentException(
                        option.startsWith("--") ? option + " needs a value" : "no part: " + option);
            }
            String value = left.remove();
            switch (option) {
                case "--only" -> only = List.of(value.split(","));
                case "--scale" -> scale = Scale.of(value);
                case "--rounds" -> rounds = (int) number(value);
                case "--tpch-factor" -> factor = OptionalDouble.of(positive(value));
                case "--memory-rows" -> memoryRows = OptionalLong.of((long) number(value));
                case "--output" -> output = Path.of(value);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return new RunOptions(
                only,
                scale,
                rounds > 0 ? rounds : scale.pick(1, ROUNDS),
                factor,
                memoryRows,
                output);
    }

    private static double number(String text) {
        boolean millions = text.endsWith("m");
        double number = positive(millions ? text.substring(0, text.length() - 1) : text);
        return millions ? number * 1e6 : number;
    }

    private static double positive(String text) {
        try {
            double number = Double.parseDouble(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("no positive number: " + text);
    }

    double tpchFactor() {
        return factor.orElse(scale.pick(0.05, 1.0));
    }

    long longestResult() {
        return memoryRows.orElse(MEMORY_ROWS);
    }

    /** Where the page is written. */
    Path folder() {
        return output != null
                ? output
                : Path.of(scale.pick("benchmarks/target/performance", "docs"));
    }
}
