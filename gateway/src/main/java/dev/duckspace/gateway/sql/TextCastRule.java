package dev.duckspace.gateway.sql;

import java.util.Locale;
import java.util.Set;

/**
 * The text of arrays and rows, which the engine spells otherwise: of what may be one by its form.
 * And of anything where the session writes dates otherwise than the engine's own cast of {@code
 * timestamptz}.
 */
final class TextCastRule {
    private static final Set<String> ARRAYS =
            Set.of(
                    "array",
                    "array_agg",
                    "array_append",
                    "array_cat",
                    "array_prepend",
                    "array_remove",
                    "array_replace",
                    "coalesce",
                    "greatest",
                    "least",
                    "max",
                    "min",
                    "nullif",
                    "row",
                    "trim_array");

    private static final String FUNCTION = "pg_string";

    private TextCastRule() {}

    /** Whether the {@code ::} at the token was such a cast. */
    static boolean apply(Rewrite rewrite, int at) {
        int type = CatalogQualifierRule.qualifies(rewrite, at + 1) ? at + 3 : at + 1;
        boolean text =
                rewrite.is(type, TokenKind.IDENTIFIER) && rewrite.tokens().isWord(type, "text");
        if ((!text && !rewrite.is(type, Keyword.VARCHAR))
                || rewrite.is(type + 1, TokenKind.LEFT_BRACKET)) {
            return false;
        }
        int first = start(rewrite, ReferenceCastRule.operand(rewrite, at));
        if (!isSpelled(rewrite, first, at)) {
            return false;
        }
        rewrite.wrap(first, FUNCTION + "(");
        if (!text) {
            rewrite.insertAfter(at - 1, ")");
            return false;
        }
        rewrite.replace(at, type + 1, ")");
        return true;
    }

    private static boolean isSpelled(Rewrite rewrite, int first, int past) {
        return isStyled(rewrite, first, past)
                || ((isArrayCall(rewrite, first, past) || isNested(rewrite, first, past))
                        && !holdsReferences(rewrite, first, past));
    }

    /** Names of objects are the engine's cast, which asks the catalog for them. */
    private static boolean holdsReferences(Rewrite rewrite, int first, int past) {
        return !beginsArray(rewrite, first)
                && !rewrite.is(first, Keyword.ROW)
                && ReferenceCastRule.isNamed(rewrite, first, past);
    }

    /** What may be an array or a row: a constructor, a query, CASE, a whole row, a part. */
    private static boolean isNested(Rewrite rewrite, int first, int past) {
        if (rewrite.is(first, TokenKind.LEFT_PAREN)) {
            return rewrite.pastGroup(first) == past
                    ? isList(rewrite, first, past)
                            || rewrite.is(first + 1, Keyword.SELECT)
                            || isNested(rewrite, first + 1, past - 1)
                    : isPart(rewrite, past);
        }
        boolean row = rewrite.is(first, Keyword.ROW) && rewrite.is(first + 1, TokenKind.LEFT_PAREN);
        return ((beginsArray(rewrite, first) || row) && rewrite.past(first + 1) == past)
                || (rewrite.is(first, Keyword.CASE) && rewrite.is(past - 1, Keyword.END))
                || isName(rewrite, first, past)
                || isPart(rewrite, past);
    }

    /** {@code (a, b)}. */
    private static boolean isList(Rewrite rewrite, int open, int past) {
        int at = open + 1;
        while (at < past - 1 && !rewrite.is(at, TokenKind.COMMA)) {
            at = rewrite.past(at);
        }
        return at < past - 1;
    }

    /** {@code a[1:2]}. */
    private static boolean isPart(Rewrite rewrite, int past) {
        return rewrite.is(past - 1, TokenKind.RIGHT_BRACKET);
    }

    /** Of an item of FROM, or of a column that holds rows or numeric arrays. */
    private static boolean isName(Rewrite rewrite, int first, int past) {
        if (!rewrite.isName(first) || rewrite.pastName(first) != past) {
            return false;
        }
        String name = Literals.identifier(rewrite.tokens(), past - 1);
        return (past == first + 1 && rewrite.fromNames().contains(name))
                || isNestedColumn(rewrite, name)
                || isRowAlias(rewrite, name);
    }

    private static boolean isNestedColumn(Rewrite rewrite, String name) {
        return rewrite.context()
                .relations()
                .typedNames()
                .nested()
                .contains(name.toLowerCase(Locale.ROOT));
    }

    /** {@code row(1, 2) AS name}, or an array or CASE. */
    private static boolean isRowAlias(Rewrite rewrite, String name) {
        for (int at = rewrite.from() + 2; at < rewrite.to(); at++) {
            if (rewrite.is(at - 1, Keyword.AS)
                    && (rewrite.is(at - 2, TokenKind.RIGHT_PAREN)
                            || rewrite.is(at - 2, TokenKind.RIGHT_BRACKET)
                            || rewrite.is(at - 2, Keyword.END))
                    && rewrite.isName(at)
                    && Literals.identifier(rewrite.tokens(), at).equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Where the operand begins, with what stands before a bracket or a literal. */
    private static int start(Rewrite rewrite, int first) {
        return rewrite.is(first, TokenKind.LEFT_PAREN) && rewrite.is(first - 1, Keyword.ARRAY)
                ? first - 1
                : typed(rewrite, first);
    }

    private static boolean beginsArray(Rewrite rewrite, int first) {
        return rewrite.is(first, Keyword.ARRAY) && rewrite.is(first + 1, TokenKind.LEFT_BRACKET);
    }

    /** Where a literal of {@code timestamptz} begins, whose type stands before it. */
    private static int typed(Rewrite rewrite, int first) {
        Tokens tokens = rewrite.tokens();
        if (!rewrite.isString(first)) {
            return first;
        }
        if (tokens.isWord(first - 1, "timestamptz")) {
            return first - 1;
        }
        return tokens.isWord(first - 1, "zone") && tokens.isWord(first - 4, "timestamp")
                ? first - 4
                : first;
    }

    /** The text in {@code CAST(x AS text)}. */
    static boolean applyToCall(Rewrite rewrite, int at, int as, int close) {
        boolean text = as + 2 == close && rewrite.tokens().isWord(as + 1, "text");
        if (!text || !rewrite.is(at, Keyword.CAST) || !isSpelled(rewrite, at + 2, as)) {
            return false;
        }
        rewrite.replace(at, at + 1, FUNCTION);
        rewrite.remove(as, close);
        return true;
    }

    /** A call that gives an array, of whatever elements. */
    private static boolean isArrayCall(Rewrite rewrite, int first, int at) {
        return first < rewrite.to()
                && rewrite.is(first + 1, TokenKind.LEFT_PAREN)
                && rewrite.pastGroup(first + 1) == at
                && ARRAYS.contains(rewrite.tokens().text(first).toLowerCase(Locale.ROOT));
    }

    /** Whether a value's text may depend on DateStyle, which is not ISO. */
    static boolean isStyled(Rewrite rewrite, int from, int to) {
        boolean plain =
                to == from + 1
                        && (rewrite.isString(from)
                                || rewrite.is(from, Keyword.NULL)
                                || rewrite.is(from, TokenKind.PARAMETER));
        return !plain && !rewrite.context().relations().writesIsoDates();
    }
}
