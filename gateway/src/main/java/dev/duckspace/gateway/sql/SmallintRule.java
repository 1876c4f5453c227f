package dev.duckspace.gateway.sql;

import java.util.Locale;
import java.util.Set;

/**
 * {@code s + 1} of a smallint is an integer in PostgreSQL, where the engine takes the literal for
 * another smallint. In statements that speak of one, the literal says its type.
 */
final class SmallintRule {
    private static final String INTEGER = "::INTEGER";
    private static final int MOST_DIGITS = "2147483647".length();
    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "%", "&", "|", "#", "//");
    private static final Set<String> CALLS =
            Set.of("coalesce", "greatest", "least", "mod", "gcd", "lcm", "div", "ifnull");

    private SmallintRule() {}

    /** At a literal. */
    static void apply(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        if (tokens.end(at) - tokens.start(at) < MOST_DIGITS
                && !rewrite.is(at + 1, TokenKind.CAST)
                && !rewrite.is(at - 1, TokenKind.CAST)
                && isReckoned(rewrite, at)
                && speaksOfOne(rewrite)) {
            rewrite.insertAfter(at, INTEGER);
        }
    }

    private static boolean isReckoned(Rewrite rewrite, int at) {
        if (isOperator(rewrite, at + 1)) {
            return true;
        }
        int first = at;
        if (isOperator(rewrite, at - 1)) {
            boolean sign =
                    rewrite.tokens().isOperator(at - 1, "-")
                            && (rewrite.is(at - 2, TokenKind.COMMA)
                                    || rewrite.is(at - 2, TokenKind.LEFT_PAREN)
                                    || rewrite.is(at - 2, TokenKind.LEFT_BRACKET)
                                    || rewrite.is(at - 2, Keyword.THEN)
                                    || rewrite.is(at - 2, Keyword.ELSE));
            if (!sign) {
                return !isSign(rewrite, at - 1);
            }
            first = at - 1;
        }
        return isResult(rewrite, first, at + 1) || isArgument(rewrite, first, at + 1);
    }

    private static boolean isOperator(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.OPERATOR) && OPERATORS.contains(rewrite.tokens().text(at));
    }

    /** {@code x = -1}, {@code LIMIT -1}: nothing is reckoned. */
    private static boolean isSign(Rewrite rewrite, int at) {
        boolean operand =
                rewrite.isName(at - 1)
                        || rewrite.isString(at - 1)
                        || rewrite.is(at - 1, TokenKind.RIGHT_PAREN)
                        || rewrite.is(at - 1, TokenKind.RIGHT_BRACKET)
                        || rewrite.is(at - 1, TokenKind.INTEGER)
                        || rewrite.is(at - 1, TokenKind.NUMERIC)
                        || rewrite.is(at - 1, Keyword.END);
        return rewrite.tokens().isOperator(at, "-")
                && !operand
                && !isOperator(rewrite, at - 1)
                && !rewrite.is(at - 2, TokenKind.CAST);
    }

    /** Of a CASE. */
    private static boolean isResult(Rewrite rewrite, int from, int past) {
        return (rewrite.is(from - 1, Keyword.THEN) || rewrite.is(from - 1, Keyword.ELSE))
                && (rewrite.is(past, Keyword.WHEN)
                        || rewrite.is(past, Keyword.ELSE)
                        || rewrite.is(past, Keyword.END));
    }

    /** Of a call whose result's type is that of all arguments, or of ARRAY. */
    private static boolean isArgument(Rewrite rewrite, int from, int past) {
        boolean begins =
                rewrite.is(from - 1, TokenKind.COMMA)
                        || rewrite.is(from - 1, TokenKind.LEFT_PAREN)
                        || rewrite.is(from - 1, TokenKind.LEFT_BRACKET);
        boolean ends =
                rewrite.is(past, TokenKind.COMMA)
                        || rewrite.is(past, TokenKind.RIGHT_PAREN)
                        || rewrite.is(past, TokenKind.RIGHT_BRACKET);
        if (!begins || !ends) {
            return false;
        }
        int depth = 0;
        int open = from - 1;
        while (open > rewrite.from() && depth + rewrite.tokens().depthChange(open) <= 0) {
            depth += rewrite.tokens().depthChange(open--);
        }
        return rewrite.is(open, TokenKind.LEFT_BRACKET)
                ? rewrite.is(open - 1, Keyword.ARRAY)
                : open > rewrite.from()
                        && CALLS.contains(rewrite.tokens().text(open - 1).toLowerCase(Locale.ROOT));
    }

    private static boolean speaksOfOne(Rewrite rewrite) {
        return rewrite.speaksOfSmallint(() -> mentions(rewrite));
    }

    private static boolean mentions(Rewrite rewrite) {
        Set<String> names = rewrite.context().relations().typedNames().smallints();
        Tokens tokens = rewrite.tokens();
        for (int at = rewrite.from(); at < rewrite.to(); at++) {
            if (tokens.isWord(at, "smallint")
                    || tokens.isWord(at, "int2")
                    || (!names.isEmpty()
                            && rewrite.isName(at)
                            && names.contains(
                                    Literals.identifier(tokens, at).toLowerCase(Locale.ROOT)))) {
                return true;
            }
        }
        return false;
    }
}
