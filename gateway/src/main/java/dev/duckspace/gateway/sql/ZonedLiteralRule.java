package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.TimeColumn;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code ts = 'Jan 5 2020 PST'} of a column with a time zone: what the literal says is read as by a
 * cast, where the engine would read it itself. A column is known by its name.
 */
final class ZonedLiteralRule {
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");

    private ZonedLiteralRule() {}

    /** At a string of no type of its own. */
    static void apply(Rewrite rewrite, int at) {
        if (!rewrite.isString(at)
                || rewrite.is(at + 1, TokenKind.CAST)
                || rewrite.isString(at + 1)) {
            return;
        }
        int name = compared(rewrite, at);
        TimeColumn column = name < 0 ? null : column(rewrite, name);
        if (column == null) {
            return;
        }
        switch (column.type()) {
            case "TIMESTAMPTZ" -> rewrite.insertAfter(at, "::pg_timestamptz::TIMESTAMPTZ");
            case "TIMETZ" -> rewrite.insertAfter(at, "::pg_timetz::TIMETZ");
            default -> {
                // No zone is read.
            }
        }
    }

    private static @Nullable TimeColumn column(Rewrite rewrite, int name) {
        return rewrite.context()
                .relations()
                .timeColumns()
                .get(Literals.identifier(rewrite.tokens(), name).toLowerCase(Locale.ROOT));
    }

    /** The last part of the column's name; -1 for none. */
    private static int compared(Rewrite rewrite, int at) {
        if (isComparison(rewrite, at - 1)) {
            return ended(rewrite, at - 2);
        }
        if (isComparison(rewrite, at + 1) && rewrite.isName(at + 2)) {
            return begun(rewrite, at + 2);
        }
        if (isWord(rewrite, at - 1, "between")) {
            return negated(rewrite, at - 2);
        }
        if (rewrite.is(at - 1, Keyword.AND) && isWord(rewrite, at - 3, "between")) {
            return negated(rewrite, at - 4);
        }
        if (rewrite.is(at - 1, Keyword.FROM) && rewrite.is(at - 2, Keyword.DISTINCT)) {
            int is = rewrite.is(at - 3, Keyword.NOT) ? at - 4 : at - 3;
            return rewrite.is(is, Keyword.IS) ? ended(rewrite, is - 1) : -1;
        }
        if (rewrite.is(at - 1, TokenKind.COMMA) || rewrite.is(at - 1, TokenKind.LEFT_PAREN)) {
            return listed(rewrite, at - 1);
        }
        return -1;
    }

    private static boolean isComparison(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.OPERATOR)
                && COMPARISONS.contains(rewrite.tokens().text(at));
    }

    private static boolean isWord(Rewrite rewrite, int at, String word) {
        return rewrite.is(at, TokenKind.IDENTIFIER) && rewrite.tokens().isWord(at, word);
    }

    private static int negated(Rewrite rewrite, int at) {
        return ended(rewrite, rewrite.is(at, Keyword.NOT) ? at - 1 : at);
    }

    /** {@code ts IN ('x', 'y')}, of literals alone. */
    private static int listed(Rewrite rewrite, int from) {
        int at = from;
        while (rewrite.is(at, TokenKind.COMMA) && rewrite.isString(at - 1)) {
            at -= 2;
        }
        boolean in = rewrite.is(at, TokenKind.LEFT_PAREN) && rewrite.is(at - 1, Keyword.IN);
        return in ? negated(rewrite, at - 2) : -1;
    }

    /** A column's name that ends here, with nothing before it that is reckoned first. */
    private static int ended(Rewrite rewrite, int last) {
        if (!rewrite.isName(last)) {
            return -1;
        }
        int first = last;
        while (rewrite.is(first - 1, TokenKind.DOT)) {
            first -= 2;
        }
        boolean otherwise =
                rewrite.is(first - 1, TokenKind.OPERATOR)
                        || rewrite.is(first - 1, TokenKind.CAST)
                        || TimeColumnRule.isTarget(rewrite, first - 1, last + 1);
        return otherwise ? -1 : last;
    }

    private static int begun(Rewrite rewrite, int first) {
        int past = rewrite.pastName(first);
        boolean reckoned =
                rewrite.is(past, TokenKind.OPERATOR)
                        || rewrite.is(past, TokenKind.CAST)
                        || rewrite.is(past, TokenKind.LEFT_PAREN)
                        || rewrite.is(past, TokenKind.LEFT_BRACKET)
                        || isWord(rewrite, past, "at");
        return reckoned ? -1 : past - 1;
    }
}
