package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.SetCallRule.SetAlias;
import dev.duckspace.gateway.sql.SetFunctions.SetFunction;
import java.util.Locale;

/**
 * {@code json_to_recordset(x) AS t(a int, b text)}: each column is cast from a field of the object.
 */
final class RecordColumns {
    private RecordColumns() {}

    static void rewrite(
            Rewrite rewrite, SetFunction function, int first, int at, int past, SetAlias alias) {
        int open = alias.name() == null ? alias.at() : alias.at() + 1;
        if (!alias.columns() || !rewrite.is(open, TokenKind.LEFT_PAREN) || alias.ordinality()) {
            return;
        }
        int close = rewrite.pastGroup(open) - 1;
        String name = alias.name() == null ? function.name() : alias.name();
        rewrite.replace(first, at + 1, "(FROM (SELECT unnest(" + function.engineName());
        rewrite.insertAfter(past - 1, ") AS _e)");
        rewrite.replace(past, open + 1, " SELECT ");
        int column = open + 1;
        while (column < close) {
            int end = column;
            while (end < close && !rewrite.is(end, TokenKind.COMMA)) {
                end = rewrite.past(end);
            }
            column(rewrite, column, end);
            column = end + 1;
        }
        rewrite.replace(close, close + 1, ") AS " + name);
    }

    private static void column(Rewrite rewrite, int at, int end) {
        String name = rewrite.tokens().text(at);
        String key =
                rewrite.is(at, TokenKind.QUOTED_IDENTIFIER)
                        ? Literals.identifier(rewrite.tokens(), at)
                        : name.toLowerCase(Locale.ROOT);
        String literal = '\'' + key.replace("'", "''") + '\'';
        rewrite.replace(
                at, at + 1, "CAST(" + function(rewrite, at + 1, end) + "(_e, " + literal + ") AS ");
        TypeNames.rewrite(rewrite, at + 1);
        rewrite.insertAfter(end - 1, ") AS " + name);
    }

    private static String function(Rewrite rewrite, int type, int end) {
        if (rewrite.is(end - 1, TokenKind.RIGHT_BRACKET)) {
            return "pg_json_field_array";
        }
        Tokens tokens = rewrite.tokens();
        return tokens.isWord(type, "json") || tokens.isWord(type, "jsonb")
                ? "pg_json_field_value"
                : "pg_json_field";
    }
}
