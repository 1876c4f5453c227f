package dev.duckspace.gateway.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a row is among others, as PostgreSQL says it of NULLs, for the engine: one comparison
 * after the other. The engine's time to plan a long chain of OR grows with the square of its
 * length, so a long list asks whether one of the comparisons is true: of these, IN says exactly
 * what OR does.
 */
final class RowList {
    /** Longer chains take longer to be planned than as a list. */
    private static final int LONGEST_CHAIN = 16;

    private RowList() {}

    static String of(Rewrite rewrite, List<SqlText> row, List<List<SqlText>> items, boolean not) {
        List<String> left = RowComparisonRule.texts(rewrite, row);
        List<List<String>> others =
                items.stream().map(item -> RowComparisonRule.texts(rewrite, item)).toList();
        List<String> comparisons =
                others.stream()
                        .map(other -> RowComparisonRule.joined(left, other, " = ", " AND "))
                        .toList();
        return (not ? "(NOT (" : "((") + test(rewrite, left, items, others, comparisons) + "))";
    }

    private static String test(
            Rewrite rewrite,
            List<String> left,
            List<List<SqlText>> items,
            List<List<String>> others,
            List<String> comparisons) {
        if (comparisons.size() <= LONGEST_CHAIN) {
            return String.join(" OR ", comparisons);
        }
        List<String> tests = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            int column = i;
            if (items.stream().allMatch(item -> isWholeNumber(rewrite, item.get(column)))) {
                tests.add(
                        left.get(i)
                                + others.stream()
                                        .map(other -> other.get(column))
                                        .distinct()
                                        .collect(Collectors.joining(", ", " IN (", ")")));
            }
        }
        tests.add("true IN (" + String.join(", ", comparisons) + ')');
        return String.join(" AND ", tests);
    }

    /**
     * A column of such may be looked for alone first, which is quick and changes nothing: where it
     * is not in the list the row is not, and where that is not known the rest decides.
     */
    private static boolean isWholeNumber(Rewrite rewrite, SqlText value) {
        return value.to() == value.from() + 1
                && rewrite.tokens().kind(value.from()) == TokenKind.INTEGER;
    }
}
