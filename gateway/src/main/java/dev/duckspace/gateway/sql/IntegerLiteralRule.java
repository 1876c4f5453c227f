package dev.duckspace.gateway.sql;

import java.util.EnumSet;
import java.util.Set;

/**
 * A whole number says its type, when it is no integer of 32 bits: beside an integer the engine
 * would take it for a real, and beside a decimal, when it has more than 64 bits, for a double.
 */
final class IntegerLiteralRule implements RewriteRule {
    private static final String LONGEST_INT = "2147483647";
    private static final String LONGEST_LONG = "9223372036854775808";

    /** Elsewhere a number may be no expression. */
    private static final Set<Leading> QUERIES =
            EnumSet.of(
                    Leading.SELECT,
                    Leading.SELECT_INTO,
                    Leading.VALUES,
                    Leading.FROM,
                    Leading.INSERT,
                    Leading.UPDATE,
                    Leading.DELETE,
                    Leading.MERGE,
                    Leading.CREATE_TABLE_AS,
                    Leading.CREATE_TABLE_AS_EMPTY,
                    Leading.CREATE_VIEW,
                    Leading.UNKNOWN);

    @Override
    public void apply(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        int length = tokens.end(at) - tokens.start(at);
        if (length < LONGEST_INT.length()
                || !QUERIES.contains(rewrite.leading())
                || rewrite.is(at + 1, TokenKind.CAST)
                || rewrite.is(at - 1, TokenKind.CAST)
                || rewrite.is(at - 1, Keyword.INTERVAL)
                || isLeast(rewrite, at)) {
            return;
        }
        String digits = tokens.text(at).replace("_", "");
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9') || !exceeds(digits, LONGEST_INT)) {
            return;
        }
        if (!exceeds(digits, LONGEST_LONG)) {
            if (!digits.equals(LONGEST_LONG)) {
                rewrite.insertAfter(at, "::BIGINT");
            } else if (isNegated(rewrite, at)) {
                rewrite.replace(at - 1, at + 1, "(-9223372036854775807::BIGINT - 1)");
            } else {
                rewrite.insertAfter(at, ".");
            }
        } else if (digits.length() <= UnconstrainedNumeric.WIDTH) {
            rewrite.insertAfter(at, ".");
        }
    }

    /** {@code -2147483648} is an integer. */
    private static boolean isLeast(Rewrite rewrite, int at) {
        return rewrite.tokens().text(at).equals("2147483648") && isNegated(rewrite, at);
    }

    private static boolean isNegated(Rewrite rewrite, int at) {
        return at > rewrite.from()
                && rewrite.tokens().isOperator(at - 1, "-")
                && !(at - 1 > rewrite.from() && endsOperand(rewrite, at - 2));
    }

    private static boolean endsOperand(Rewrite rewrite, int at) {
        return rewrite.isName(at)
                || rewrite.is(at, TokenKind.RIGHT_PAREN)
                || rewrite.is(at, TokenKind.RIGHT_BRACKET)
                || rewrite.is(at, TokenKind.INTEGER)
                || rewrite.is(at, TokenKind.NUMERIC)
                || rewrite.is(at, TokenKind.STRING)
                || rewrite.is(at, TokenKind.PARAMETER)
                || rewrite.is(at, Keyword.END);
    }

    private static boolean exceeds(String digits, String limit) {
        String shown = digits.replaceFirst("^0+(?=.)", "");
        return shown.length() == limit.length()
                ? shown.compareTo(limit) > 0
                : shown.length() > limit.length();
    }
}
