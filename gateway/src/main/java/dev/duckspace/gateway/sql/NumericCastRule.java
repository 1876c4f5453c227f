package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.SqlState;

/**
 * {@code x::numeric} and {@code CAST(x AS numeric)} of what is no literal become calls of a
 * function: the engine's decimals would round to the scale of a type.
 */
final class NumericCastRule {
    private static final String FUNCTION = "pg_numeric(";

    private NumericCastRule() {}

    /** At the {@code ::}; false when the type, or the operand, is not this rule's. */
    static boolean apply(Rewrite rewrite, int at) {
        int name = CatalogQualifierRule.qualifies(rewrite, at + 1) ? at + 3 : at + 1;
        if (!isBareNumeric(rewrite, name) || !isOperand(rewrite, at - 1)) {
            return false;
        }
        rewrite.wrap(ReferenceCastRule.operand(rewrite, at), FUNCTION);
        rewrite.replace(at, name + 1, ")");
        return true;
    }

    /** At the word CAST, with the tokens of AS and of the closing bracket. */
    static boolean applyToCall(Rewrite rewrite, int at, int as, int close) {
        int name = CatalogQualifierRule.qualifies(rewrite, as + 1) ? as + 3 : as + 1;
        if (!rewrite.is(at, Keyword.CAST)
                || name + 1 != close
                || !isBareNumeric(rewrite, name)
                || (as == at + 3 && !isOperand(rewrite, as - 1))) {
            return false;
        }
        rewrite.replace(at, at + 1, FUNCTION.substring(0, FUNCTION.length() - 1));
        rewrite.remove(as, close);
        return true;
    }

    /** At the {@code ::}, or AS, of a literal's cast to a type with a precision. */
    static void literal(Rewrite rewrite, int at) {
        int name = CatalogQualifierRule.qualifies(rewrite, at + 1) ? at + 3 : at + 1;
        boolean numeric =
                rewrite.is(name, Keyword.NUMERIC)
                        || rewrite.is(name, Keyword.DECIMAL)
                        || rewrite.is(name, Keyword.DEC);
        if (numeric && rewrite.isString(at - 1) && !isArray(rewrite, name + 1)) {
            requireNoUnderscore(rewrite, at - 1);
        }
    }

    private static boolean isArray(Rewrite rewrite, int at) {
        int past = rewrite.is(at, TokenKind.LEFT_PAREN) ? rewrite.pastGroup(at) : at;
        return rewrite.is(past, TokenKind.LEFT_BRACKET) || rewrite.is(past, Keyword.ARRAY);
    }

    /** The engine reads {@code '1_000'}. */
    static void requireNoUnderscore(Rewrite rewrite, int literal) {
        if (rewrite.tokens().text(literal).indexOf('_') >= 0) {
            throw SqlErrors.at(
                    SqlState.INVALID_TEXT_REPRESENTATION,
                    "invalid input syntax for type numeric: \"%s\""
                            .formatted(Literals.string(rewrite.tokens(), literal)),
                    rewrite.tokens().source(),
                    rewrite.tokens().start(literal));
        }
    }

    private static boolean isBareNumeric(Rewrite rewrite, int name) {
        return (rewrite.is(name, Keyword.NUMERIC)
                        || rewrite.is(name, Keyword.DECIMAL)
                        || rewrite.is(name, Keyword.DEC))
                && !rewrite.is(name + 1, TokenKind.LEFT_PAREN)
                && !rewrite.is(name + 1, TokenKind.LEFT_BRACKET)
                && !rewrite.is(name + 1, Keyword.ARRAY)
                && !UnconstrainedNumeric.storesResult(rewrite.leading());
    }

    /** Literals and parameters say their type to the engine. */
    private static boolean isOperand(Rewrite rewrite, int last) {
        return !UnconstrainedNumeric.isLiteral(rewrite, last)
                && !rewrite.is(last, TokenKind.PARAMETER)
                && !rewrite.is(last, Keyword.NULL)
                && !rewrite.is(last, TokenKind.ESCAPE_STRING)
                && !rewrite.is(last, TokenKind.UNICODE_STRING)
                && !rewrite.is(last, TokenKind.DOLLAR_STRING);
    }
}
