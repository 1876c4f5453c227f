package dev.duckspace.gateway.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code (a, b) = (c, d)} becomes {@code (a = c AND b = d)}, and the other comparisons of row
 * constructors alike: the engine compares rows as values, in which NULL equals NULL.
 */
final class RowComparisonRule {
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

    private static List<String> texts(Rewrite rewrite, List<SqlText> parts) {
        List<String> texts = new ArrayList<>();
        for (SqlText part : parts) {
            texts.add(
                    '(' + Rewriter.rewrite(part, Leading.UNKNOWN, rewrite.context()).text() + ')');
        }
        return texts;
    }

    private static String joined(
            List<String> left, List<String> right, String operator, String word) {
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
