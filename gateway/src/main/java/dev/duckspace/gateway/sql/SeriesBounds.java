package dev.duckspace.gateway.sql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The bounds of a series that are constants of integers, {@code 1}, {@code -1::bigint} or {@code
 * cast(1 as int8)}: the engine's own series takes them, and only their types are lost in it.
 */
final class SeriesBounds {
    private static final String INTEGER = "INTEGER";
    private static final String BIGINT = "BIGINT";
    private static final Map<String, String> TYPES =
            Map.of(
                    "int", INTEGER,
                    "int4", INTEGER,
                    "integer", INTEGER,
                    "int8", BIGINT,
                    "bigint", BIGINT);

    private final Rewrite rewrite;

    private SeriesBounds(Rewrite rewrite) {
        this.rewrite = rewrite;
    }

    /** The engine's name of the type of such a series; empty where a bound is something else. */
    static Optional<String> type(Rewrite rewrite, List<SqlText> bounds) {
        SeriesBounds reader = new SeriesBounds(rewrite);
        boolean large = false;
        for (SqlText bound : bounds) {
            String type = reader.type(bound.from(), bound.to());
            if (type.isEmpty()) {
                return Optional.empty();
            }
            large |= type.equals(BIGINT);
        }
        return Optional.of(large ? BIGINT : INTEGER);
    }

    /**
     * Whether a bound is of the row of another table: many such series are short, and made the
     * sooner as one list each.
     */
    static boolean nameColumns(Rewrite rewrite, SqlText bound) {
        int at = bound.from();
        while (at < bound.to()) {
            if (rewrite.is(at, TokenKind.LEFT_PAREN) && rewrite.is(at + 1, Keyword.SELECT)) {
                at = rewrite.pastGroup(at);
                continue;
            }
            if (rewrite.isName(at)
                    && !rewrite.is(at + 1, TokenKind.LEFT_PAREN)
                    && !rewrite.is(at + 1, TokenKind.STRING)
                    && !rewrite.is(at - 1, TokenKind.CAST)
                    && !rewrite.is(at - 1, Keyword.AS)) {
                return true;
            }
            at++;
        }
        return false;
    }

    /** Empty where it is no such constant. */
    private String type(int from, int to) {
        if (to - from >= 3 && rewrite.is(to - 2, TokenKind.CAST)) {
            return cast(from, to - 2, to - 1);
        }
        if (rewrite.is(from, Keyword.CAST)
                && rewrite.is(from + 1, TokenKind.LEFT_PAREN)
                && rewrite.is(to - 3, Keyword.AS)
                && rewrite.pastGroup(from + 1) == to) {
            return cast(from + 2, to - 3, to - 2);
        }
        return number(from, to)
                .map(value -> value == value.intValue() ? INTEGER : BIGINT)
                .orElse("");
    }

    /** PostgreSQL reads {@code -1::bigint} as the negative of a bigint, which is the same here. */
    private String cast(int from, int to, int name) {
        String type = TYPES.getOrDefault(rewrite.tokens().text(name).toLowerCase(Locale.ROOT), "");
        return number(from, to)
                .filter(value -> type.equals(BIGINT) || value == value.intValue())
                .map(value -> type)
                .orElse("");
    }

    private Optional<Long> number(int from, int to) {
        boolean negative = rewrite.tokens().isOperator(from, "-");
        int at = negative ? from + 1 : from;
        if (to - at != 1 || !rewrite.is(at, TokenKind.INTEGER)) {
            return Optional.empty();
        }
        try {
            long value = Long.parseLong(rewrite.tokens().text(at));
            return Optional.of(negative ? -value : value);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
