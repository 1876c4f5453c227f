package dev.duckspace.benchmarks.tpch;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows as texts, compared as people compare answers: numbers by what they are worth. */
record Answers(List<List<@Nullable String>> rows) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    /** Averages and quotients have other digits at their ends in PostgreSQL. */
    private static final double TOLERANCE = 1e-6;

    /** What is different; empty when nothing is. Rows that tie in their order may change places. */
    Optional<String> difference(Answers other) {
        if (rows.size() != other.rows.size()) {
            return Optional.of(rows.size() + " rows and " + other.rows.size());
        }
        Optional<String> inOrder = difference(rows, other.rows);
        return inOrder.isEmpty() ? inOrder : difference(sorted(rows), sorted(other.rows));
    }

    private static List<List<@Nullable String>> sorted(List<List<@Nullable String>> rows) {
        return rows.stream().sorted(Comparator.comparing(Answers::key)).toList();
    }

    /** Of all that is no number with digits that may differ. */
    private static String key(List<@Nullable String> row) {
        StringBuilder key = new StringBuilder();
        for (String cell : row) {
            key.append(cell == null || cell.contains(".") ? "" : cell).append('|');
        }
        return key.toString();
    }

    private static Optional<String> difference(
            List<List<@Nullable String>> one, List<List<@Nullable String>> other) {
        for (int i = 0; i < one.size(); i++) {
            if (!sameRow(one.get(i), other.get(i))) {
                return Optional.of(one.get(i) + " and " + other.get(i));
            }
        }
        return Optional.empty();
    }

    private static boolean sameRow(List<@Nullable String> one, List<@Nullable String> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!sameCell(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameCell(@Nullable String one, @Nullable String other) {
        if (one == null
                || other == null
                || !NUMBER.matcher(one).matches()
                || !NUMBER.matcher(other).matches()) {
            return Objects.equals(one, other);
        }
        double first = new BigDecimal(one).doubleValue();
        double second = new BigDecimal(other).doubleValue();
        return Math.abs(first - second)
                <= TOLERANCE * Math.max(1, Math.max(Math.abs(first), Math.abs(second)));
    }
}
