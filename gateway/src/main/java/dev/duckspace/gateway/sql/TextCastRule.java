package dev.duckspace.gateway.sql;

import java.util.Locale;
import java.util.Set;

/**
 * The text of {@code ARRAY[...]} and {@code ROW(...)}, which the engine spells otherwise; of
 * anything where the session writes dates otherwise than the engine's own cast of {@code
 * timestamptz}.
 */
final class TextCastRule {
    private static final Set<String> ARRAYS =
            Set.of(
                    "array_agg",
                    "array_append",
                    "array_cat",
                    "array_prepend",
                    "array_remove",
                    "array_replace",
                    "trim_array");

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
        int first = typed(rewrite, ReferenceCastRule.operand(rewrite, at));
        if (!isArrayCall(rewrite, first, at)
                && !isStyled(rewrite, first, at)
                && !isWholeRow(rewrite, first, at)
                && !isConstructor(rewrite, first, at)) {
            return false;
        }
        rewrite.wrap(first, "pg_text(");
        if (!text) {
            rewrite.insertAfter(at - 1, ")");
            return false;
        }
        rewrite.replace(at, type + 1, ")");
        return true;
    }

    /** {@code ARRAY[..]} or {@code ROW(..)}, in brackets or not. */
    private static boolean isConstructor(Rewrite rewrite, int first, int past) {
        if (rewrite.is(first, TokenKind.LEFT_PAREN)) {
            return rewrite.pastGroup(first) == past && isConstructor(rewrite, first + 1, past - 1);
        }
        boolean array = beginsArray(rewrite, first);
        boolean row = rewrite.is(first, Keyword.ROW) && rewrite.is(first + 1, TokenKind.LEFT_PAREN);
        return (array || row) && rewrite.past(first + 1) == past;
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
        if (!text || !rewrite.is(at, Keyword.CAST) || !isStyled(rewrite, at + 2, as)) {
            return false;
        }
        rewrite.replace(at, at + 1, "pg_text");
        rewrite.remove(as, close);
        return true;
    }

    /** A call that gives an array, of whatever elements. */
    private static boolean isArrayCall(Rewrite rewrite, int first, int at) {
        return rewrite.is(first, TokenKind.IDENTIFIER)
                && rewrite.is(first + 1, TokenKind.LEFT_PAREN)
                && rewrite.pastGroup(first + 1) == at
                && (ARRAYS.contains(rewrite.tokens().text(first).toLowerCase(Locale.ROOT))
                        || (rewrite.tokens().isWord(first, "coalesce")
                                && beginsArray(rewrite, first + 2)));
    }

    private static boolean isStyled(Rewrite rewrite, int from, int to) {
        boolean plain =
                to == from + 1
                        && (rewrite.isString(from)
                                || rewrite.is(from, Keyword.NULL)
                                || rewrite.is(from, TokenKind.PARAMETER));
        return !plain && !rewrite.context().relations().writesIsoDates();
    }

    /** {@code SELECT t::text FROM t}, unless a column of the table has its name. */
    private static boolean isWholeRow(Rewrite rewrite, int first, int cast) {
        if (first + 1 != cast || !rewrite.isName(first)) {
            return false;
        }
        String name = Literals.identifier(rewrite.tokens(), first);
        return ColumnOrigins.of(rewrite.text()).sources().stream()
                .filter(source -> source instanceof ColumnOrigins.Table)
                .map(source -> (ColumnOrigins.Table) source)
                .anyMatch(table -> name.equals(table.alias()) && !hasColumn(rewrite, table, name));
    }

    private static boolean hasColumn(Rewrite rewrite, ColumnOrigins.Table table, String name) {
        Relations relations = rewrite.context().relations();
        return relations
                .find(table.name())
                .map(found -> relations.columns(found).stream())
                .map(columns -> columns.anyMatch(column -> column.name().equals(name)))
                .orElse(true);
    }
}
