package dev.duckspace.gateway.sql;

import java.util.List;

/**
 * A list of VALUES as a query: its columns are named column1, column2... as in PostgreSQL. The rows
 * of INSERT are none.
 */
final class ValuesRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int values) {
        if (!rewrite.is(values + 1, TokenKind.LEFT_PAREN)) {
            return;
        }
        requireNoCommaAtEnd(rewrite, values);
        if (!isRead(rewrite, values)) {
            return;
        }
        int past = rewrite.pastGroup(values + 1);
        List<SqlText> row = rewrite.text().part(values + 2, past - 1).splitAtCommas();
        while (rewrite.is(past, TokenKind.COMMA) && rewrite.is(past + 1, TokenKind.LEFT_PAREN)) {
            past = rewrite.pastGroup(past + 1);
        }
        if (hasColumnNames(rewrite, past)) {
            return;
        }
        StringBuilder columns = new StringBuilder("column1");
        for (int i = 2; i <= row.size(); i++) {
            columns.append(", column").append(i);
        }
        rewrite.insertBefore(values, "SELECT * FROM (");
        rewrite.insertAfter(past - 1, ") AS pg_values(" + columns + ')');
    }

    /** {@code VALUES (1), } is one row to the engine. */
    private static void requireNoCommaAtEnd(Rewrite rewrite, int values) {
        int past = rewrite.pastGroup(values + 1);
        while (rewrite.is(past, TokenKind.COMMA)) {
            boolean row = rewrite.is(past + 1, TokenKind.LEFT_PAREN);
            boolean ends =
                    past + 1 >= rewrite.to()
                            || rewrite.is(past + 1, Keyword.ON)
                            || rewrite.is(past + 1, Keyword.RETURNING)
                            || rewrite.is(past + 1, TokenKind.RIGHT_PAREN);
            if (ends) {
                throw SqlErrors.syntaxError(rewrite.tokens(), past + 1);
            }
            past = row ? rewrite.pastGroup(past + 1) : past + 1;
        }
    }

    private static boolean isRead(Rewrite rewrite, int values) {
        if (rewrite.is(values - 1, TokenKind.LEFT_PAREN)) {
            return true;
        }
        Leading leading = rewrite.leading();
        boolean makes =
                leading == Leading.CREATE_TABLE_AS
                        || leading == Leading.CREATE_TABLE_AS_EMPTY
                        || leading == Leading.CREATE_VIEW;
        return (makes && rewrite.is(values - 1, Keyword.AS))
                || (values == rewrite.from() && rewrite.text().mentions("column1"));
    }

    /** {@code (VALUES ..) AS t(a, b)}. */
    private static boolean hasColumnNames(Rewrite rewrite, int past) {
        if (!rewrite.is(past, TokenKind.RIGHT_PAREN)) {
            return false;
        }
        int alias = rewrite.is(past + 1, Keyword.AS) ? past + 2 : past + 1;
        return rewrite.isName(alias) && rewrite.is(alias + 1, TokenKind.LEFT_PAREN);
    }
}
