package dev.duckspace.gateway.sql;

import java.util.Locale;
import java.util.Set;

/**
 * {@code r = 0.1} of a real compares doubles in PostgreSQL, which are different, where the engine
 * makes a real of the literal. A column is known by its name.
 */
final class RealComparisonRule {
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");
    private static final int EXACT_DIGITS = 8;
    private static final String DOUBLE = "::DOUBLE";

    private RealComparisonRule() {}

    /** An integer of many digits, which a real may not hold. */
    static void applyToInteger(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        if (tokens.end(at) - tokens.start(at) >= EXACT_DIGITS) {
            apply(rewrite, at);
        }
    }

    /** At a numeric literal. */
    static void apply(Rewrite rewrite, int at) {
        int operator = isSign(rewrite, at - 1) && isComparison(rewrite, at - 2) ? at - 2 : at - 1;
        boolean compared =
                isComparison(rewrite, operator)
                        ? endsOperand(rewrite, at + 1) && isReal(rewrite, operator)
                        : isComparison(rewrite, at + 1)
                                && beginsOperand(rewrite, at - 1)
                                && isRealBehind(rewrite, at + 2);
        if (compared) {
            rewrite.insertAfter(at, DOUBLE);
        }
    }

    private static boolean isSign(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.OPERATOR) && rewrite.tokens().isOperator(at, "-");
    }

    private static boolean isComparison(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.OPERATOR)
                && COMPARISONS.contains(rewrite.tokens().text(at));
    }

    /** Nothing else is reckoned with the literal before it is compared. */
    private static boolean endsOperand(Rewrite rewrite, int at) {
        return !rewrite.is(at, TokenKind.OPERATOR) && !rewrite.is(at, TokenKind.CAST);
    }

    private static boolean beginsOperand(Rewrite rewrite, int at) {
        return !rewrite.is(at, TokenKind.OPERATOR) || isSign(rewrite, at);
    }

    /** Whether what stands before the operator is such a column, or is cast to real. */
    private static boolean isReal(Rewrite rewrite, int operator) {
        int last = operator - 1;
        if (rewrite.is(last - 1, TokenKind.CAST)) {
            return rewrite.tokens().isWord(last, "real") || rewrite.tokens().isWord(last, "float4");
        }
        boolean bracketed = rewrite.is(last, TokenKind.RIGHT_PAREN);
        int name = bracketed ? last - 1 : last;
        if (!rewrite.isName(name)) {
            return false;
        }
        int first = name;
        while (rewrite.is(first - 1, TokenKind.DOT)) {
            first -= 2;
        }
        int before = bracketed ? beforeBrackets(rewrite, first - 1) : first - 1;
        return before >= rewrite.from()
                && !rewrite.is(before, TokenKind.OPERATOR)
                && isRealColumn(rewrite, name);
    }

    /** {@code (r)}, {@code max(r)}: the token before it; -1 for another function. */
    private static int beforeBrackets(Rewrite rewrite, int open) {
        if (!rewrite.is(open, TokenKind.LEFT_PAREN)) {
            return -1;
        }
        if (!rewrite.isName(open - 1)) {
            return open - 1;
        }
        boolean real =
                rewrite.tokens().isWord(open - 1, "max")
                        || rewrite.tokens().isWord(open - 1, "min")
                        || rewrite.tokens().isWord(open - 1, "sum")
                        || rewrite.tokens().isWord(open - 1, "abs");
        return real ? open - 2 : -1;
    }

    private static boolean isRealBehind(Rewrite rewrite, int first) {
        if (!rewrite.isName(first)) {
            return false;
        }
        int past = rewrite.pastName(first);
        return !rewrite.is(past, TokenKind.OPERATOR)
                && !rewrite.is(past, TokenKind.CAST)
                && !rewrite.is(past, TokenKind.LEFT_PAREN)
                && !rewrite.is(past, TokenKind.LEFT_BRACKET)
                && isRealColumn(rewrite, past - 1);
    }

    private static boolean isRealColumn(Rewrite rewrite, int name) {
        Set<String> reals = rewrite.context().relations().typedNames().reals();
        return !reals.isEmpty()
                && reals.contains(
                        Literals.identifier(rewrite.tokens(), name).toLowerCase(Locale.ROOT));
    }
}
