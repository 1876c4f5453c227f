package dev.duckspace.gateway.sql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code (a, b) = (c, d)} becomes {@code (a = c AND b = d)}, and the other comparisons of row
 * constructors alike: the engine compares rows as values, in which NULL equals NULL.
 */
final class RowComparisonRule {
    /** Words that an expression follows, and no list of a call or clause. */
    private static final Set<Keyword> BEFORE =
            EnumSet.of(
                    Keyword.SELECT,
                    Keyword.WHERE,
                    Keyword.AND,
                    Keyword.OR,
                    Keyword.NOT,
                    Keyword.ON,
                    Keyword.HAVING,
                    Keyword.CASE,
                    Keyword.WHEN,
                    Keyword.THEN,
                    Keyword.ELSE,
                    Keyword.BY);

    private RowComparisonRule() {}

    /**
     * @param at the operator
     */
    static void apply(Rewrite rewrite, int at) {
        if (!rewrite.is(at - 1, TokenKind.RIGHT_PAREN)) {
            return;
        }
        int right = rewrite.is(at + 1, Keyword.ROW) ? at + 2 : at + 1;
        if (!rewrite.is(right, TokenKind.LEFT_PAREN)) {
            return;
        }
        int left = opening(rewrite, at - 1);
        boolean function =
                left > rewrite.from()
                        && (rewrite.isName(left - 1) || rewrite.is(left - 1, TokenKind.DOT));
        boolean row = rewrite.is(left - 1, Keyword.ROW);
        Keyword before = left > rewrite.from() ? rewrite.tokens().keyword(left - 1) : null;
        boolean assigns =
                before == Keyword.SET
                        || (rewrite.is(left - 1, TokenKind.COMMA)
                                && Clauses.clause(rewrite, left) == Keyword.SET);
        if ((function && !row && before == null) || assigns) {
            return;
        }
        List<SqlText> first = rewrite.text().part(left + 1, at - 1).splitAtCommas();
        int past = rewrite.pastGroup(right);
        List<SqlText> second = rewrite.text().part(right + 1, past - 1).splitAtCommas();
        if (first.size() < 2 || first.size() != second.size() || isQuery(rewrite, right + 1)) {
            return;
        }
        String comparison = comparison(rewrite, rewrite.tokens().text(at), first, second);
        if (!comparison.isEmpty()) {
            rewrite.replace(row ? left - 1 : left, past, comparison);
        }
    }

    /**
     * {@code (a, b) IN ((c, d), (e, f))}: of a row with NULL it is not known whether it is there.
     *
     * @param at the word IN
     */
    static void applyIn(Rewrite rewrite, int at) {
        boolean not = rewrite.is(at - 1, Keyword.NOT);
        int close = not ? at - 2 : at - 1;
        int left = rowBefore(rewrite, close);
        if (left < 0 || !rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            return;
        }
        int past = rewrite.pastGroup(at + 1);
        List<SqlText> row = rewrite.text().part(opening(rewrite, close) + 1, close).splitAtCommas();
        List<List<SqlText>> items = new ArrayList<>();
        for (SqlText item : rewrite.text().part(at + 2, past - 1).splitAtCommas()) {
            int from = rewrite.is(item.from(), Keyword.ROW) ? item.from() + 1 : item.from();
            if (!rewrite.is(from, TokenKind.LEFT_PAREN) || rewrite.pastGroup(from) != item.to()) {
                return;
            }
            List<SqlText> other = rewrite.text().part(from + 1, item.to() - 1).splitAtCommas();
            if (other.size() != row.size() || isQuery(rewrite, from + 1)) {
                return;
            }
            items.add(other);
        }
        rewrite.replace(left, past, RowList.of(rewrite, row, items, not));
    }

    /**
     * {@code ROW(a, b) IS NULL}, where all fields are, and {@code IS NOT NULL}, where none is.
     *
     * @param at the word IS
     */
    static void applyIs(Rewrite rewrite, int at) {
        boolean not = rewrite.is(at + 1, Keyword.NOT);
        int nothing = not ? at + 2 : at + 1;
        int left = rewrite.is(nothing, Keyword.NULL) ? rowBefore(rewrite, at - 1) : -1;
        if (left < 0) {
            return;
        }
        List<SqlText> row =
                rewrite.text().part(opening(rewrite, at - 1) + 1, at - 1).splitAtCommas();
        String test = not ? " IS NOT NULL" : " IS NULL";
        rewrite.replace(
                left,
                nothing + 1,
                '(' + String.join(test + " AND ", texts(rewrite, row)) + test + ')');
    }

    /** Where a row constructor begins that ends with a bracket; -1 when there is none. */
    private static int rowBefore(Rewrite rewrite, int close) {
        if (!rewrite.is(close, TokenKind.RIGHT_PAREN)) {
            return -1;
        }
        int left = opening(rewrite, close);
        if (rewrite.is(left - 1, Keyword.ROW)) {
            return left - 1;
        }
        boolean first =
                left == rewrite.from()
                        || rewrite.is(left - 1, TokenKind.LEFT_PAREN)
                        || rewrite.is(left - 1, TokenKind.COMMA)
                        || rewrite.is(left - 1, TokenKind.OPERATOR)
                        || follows(rewrite.tokens().keyword(left - 1));
        return !first
                        || isQuery(rewrite, left + 1)
                        || rewrite.text().part(left + 1, close).splitAtCommas().size() < 2
                ? -1
                : left;
    }

    private static boolean follows(@Nullable Keyword before) {
        return before != null && BEFORE.contains(before);
    }

    private static boolean isQuery(Rewrite rewrite, int at) {
        return rewrite.is(at, Keyword.SELECT)
                || rewrite.is(at, Keyword.WITH)
                || rewrite.is(at, Keyword.VALUES);
    }

    private static int opening(Rewrite rewrite, int close) {
        int depth = 0;
        for (int i = close; i > rewrite.from(); i--) {
            depth -= rewrite.tokens().depthChange(i);
            if (depth == 0) {
                return i;
            }
        }
        return rewrite.from();
    }

    private static String comparison(
            Rewrite rewrite, String operator, List<SqlText> first, List<SqlText> second) {
        List<String> left = texts(rewrite, first);
        List<String> right = texts(rewrite, second);
        return switch (operator) {
            case "=" -> joined(left, right, " = ", " AND ");
            case "<>", "!=" -> joined(left, right, " <> ", " OR ");
            case "<", "<=", ">", ">=" -> ordered(left, right, operator, 0);
            default -> "";
        };
    }

    static List<String> texts(Rewrite rewrite, List<SqlText> parts) {
        List<String> texts = new ArrayList<>();
        for (SqlText part : parts) {
            texts.add(
                    '(' + Rewriter.rewrite(part, Leading.UNKNOWN, rewrite.context()).text() + ')');
        }
        return texts;
    }

    static String joined(List<String> left, List<String> right, String operator, String word) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            pairs.add(left.get(i) + operator + right.get(i));
        }
        return '(' + String.join(word, pairs) + ')';
    }

    /** The first pair that differs decides; one with NULL leaves it open. */
    private static String ordered(List<String> left, List<String> right, String operator, int at) {
        String a = left.get(at);
        String b = right.get(at);
        if (at == left.size() - 1) {
            return '(' + a + ' ' + operator + ' ' + b + ')';
        }
        String strict = operator.substring(0, 1);
        return "(CASE WHEN %1$s = %2$s THEN %3$s ELSE %1$s %4$s %2$s END)"
                .formatted(a, b, ordered(left, right, operator, at + 1), strict);
    }
}
