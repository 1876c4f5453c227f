package dev.duckspace.gateway.sql;

import java.util.List;

/**
 * {@code x::varchar(3)} and {@code CAST(x AS char(3))}: the value becomes its text first. The
 * engine cuts off what comes from text alone; of decimals, times and others it makes texts as long
 * as they are.
 */
final class LengthCastRule {
    private static final String FUNCTION = "pg_string(";

    private static final List<String> INTERVAL_FIELDS =
            List.of("year", "month", "day", "hour", "minute", "second", "to");

    private LengthCastRule() {}

    /** At the {@code ::}; the type is left to its own rule. */
    static void apply(Rewrite rewrite, int at) {
        if (isString(rewrite, at + 1) && isOperand(rewrite, at - 1)) {
            int first = ReferenceCastRule.operand(rewrite, at);
            if (!isParameter(rewrite, first, at)) {
                wrap(rewrite, start(rewrite, first), at);
            }
        }
    }

    /** At the word CAST, with the token of AS. */
    static void applyToCall(Rewrite rewrite, int at, int as) {
        boolean plain = !isOperand(rewrite, as - 1) && (as == at + 3 || rewrite.isString(as - 1));
        if (rewrite.is(at, Keyword.CAST)
                && isString(rewrite, as + 1)
                && !plain
                && !isParameter(rewrite, at + 2, as)) {
            wrap(rewrite, at + 2, as);
        }
    }

    /** Of the operand, with the type before a literal: {@code timestamp '..'::date}. */
    private static int start(Rewrite rewrite, int first) {
        int literal = first;
        while (!rewrite.isString(literal) && isIntervalField(rewrite, literal)) {
            literal--;
        }
        if (!rewrite.isString(literal)) {
            return first;
        }
        if (rewrite.is(literal - 1, Keyword.ZONE)) {
            return rewrite.tokens().isWord(literal - 3, "at") ? first : literal - 4;
        }
        if (rewrite.is(literal - 1, Keyword.PRECISION)) {
            return literal - 2;
        }
        return isTypeOfLiteral(rewrite, literal) || isTypeName(rewrite, literal - 1)
                ? literal - 1
                : first;
    }

    private static boolean isTypeName(Rewrite rewrite, int at) {
        return rewrite.is(at, Keyword.TIMESTAMP)
                || rewrite.is(at, Keyword.INTERVAL)
                || (rewrite.isName(at) && rewrite.tokens().keyword(at) == null);
    }

    private static boolean isIntervalField(Rewrite rewrite, int at) {
        return at > rewrite.from()
                && INTERVAL_FIELDS.stream().anyMatch(field -> rewrite.tokens().isWord(at, field));
    }

    private static void wrap(Rewrite rewrite, int first, int past) {
        rewrite.wrap(first, FUNCTION);
        rewrite.insertAfter(past - 1, ")");
    }

    private static boolean isString(Rewrite rewrite, int from) {
        int name = CatalogQualifierRule.qualifies(rewrite, from) ? from + 2 : from;
        CharacterTypes.Named named = CharacterTypes.at(rewrite, name);
        return named != null
                && named.length() != null
                && named.base().startsWith("character")
                && !rewrite.is(named.past(), TokenKind.LEFT_BRACKET)
                && !rewrite.is(named.past(), Keyword.ARRAY);
    }

    /** Texts, and what takes its type from the cast, are cut off as they are. */
    private static boolean isOperand(Rewrite rewrite, int last) {
        return (!rewrite.isString(last) || isTypeOfLiteral(rewrite, last))
                && !rewrite.is(last, TokenKind.PARAMETER)
                && !rewrite.is(last, Keyword.NULL);
    }

    private static boolean isTypeOfLiteral(Rewrite rewrite, int literal) {
        return rewrite.isString(literal)
                && (rewrite.is(literal - 1, Keyword.TIME)
                        || rewrite.is(literal - 1, Keyword.NUMERIC)
                        || rewrite.is(literal - 1, Keyword.DECIMAL)
                        || rewrite.tokens().isWord(literal - 1, "timetz"));
    }

    /** In brackets too. */
    private static boolean isParameter(Rewrite rewrite, int first, int past) {
        return rewrite.is(first, TokenKind.LEFT_PAREN)
                && rewrite.pastGroup(first) == past
                && ((past == first + 3 && !isOperand(rewrite, first + 1))
                        || isParameter(rewrite, first + 1, past - 1));
    }
}
