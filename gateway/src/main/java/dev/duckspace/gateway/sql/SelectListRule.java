package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;

/**
 * The names of columns that a query makes for others to read: in FROM, in common table expressions,
 * views and new tables. The engine names what has no alias by its text, PostgreSQL by its function,
 * so that names are stated where the two differ. A list without items gets one.
 */
final class SelectListRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int select) {
        if (rewrite.is(select - 1, TokenKind.DOT)) {
            return;
        }
        int list = select + 1;
        if (rewrite.is(list, Keyword.ALL)) {
            list++;
        }
        if (Clauses.endsItem(rewrite, list) && !rewrite.is(list, TokenKind.COMMA)) {
            rewrite.insertAfter(list - 1, " NULL AS " + ColumnLabels.NO_COLUMN);
            return;
        }
        if (isRead(rewrite, select)) {
            names(rewrite, select);
        }
    }

    private static boolean isRead(Rewrite rewrite, int select) {
        Leading leading = rewrite.leading();
        if (!rewrite.is(select - 1, TokenKind.LEFT_PAREN)) {
            boolean makes =
                    leading == Leading.CREATE_TABLE_AS
                            || leading == Leading.CREATE_TABLE_AS_EMPTY
                            || leading == Leading.CREATE_VIEW
                            || leading == Leading.SELECT_INTO;
            return makes && !inBrackets(rewrite, select);
        }
        int before = select - 1;
        while (rewrite.is(before, TokenKind.LEFT_PAREN)) {
            before--;
        }
        return rewrite.is(before, Keyword.FROM)
                || rewrite.is(before, Keyword.JOIN)
                || rewrite.is(before, Keyword.LATERAL)
                || rewrite.is(before, Keyword.AS)
                || rewrite.is(before, Keyword.MATERIALIZED)
                || (rewrite.is(before, TokenKind.COMMA)
                        && Clauses.clause(rewrite, before) == Keyword.FROM);
    }

    private static boolean inBrackets(Rewrite rewrite, int at) {
        int depth = 0;
        for (int i = rewrite.from(); i < at; i++) {
            depth += rewrite.tokens().depthChange(i);
        }
        return depth > 0;
    }

    private static void names(Rewrite rewrite, int select) {
        try {
            LabelSource source = new LabelSource(rewrite.text().part(select, rewrite.to()));
            if (QueryStart.moveToList(source) != Keyword.SELECT) {
                return;
            }
            ExpressionLabels expressions = new ExpressionLabels(source);
            TokenCursor cursor = source.cursor();
            do {
                if (source.atItemEnd()) {
                    return;
                }
                int from = cursor.index();
                ColumnLabel label = expressions.item();
                name(rewrite, rewrite.text().part(from, cursor.index()), label);
            } while (cursor.accept(TokenKind.COMMA));
        } catch (PgException e) {
            // A wrong Unicode escape, which the statement itself answers for.
        }
    }

    private static void name(Rewrite rewrite, SqlText item, ColumnLabel label) {
        switch (label.kind()) {
            case UNNAMED, WEAK, STRONG -> {
                if (!ofEngine(rewrite, item)) {
                    rewrite.label(item.to() - 1, " AS " + Literals.quoteIdentifier(label.text()));
                }
            }
            case OWN, STAR, UNKNOWN -> {}
        }
    }

    /** DuckDB's own, which may make several columns; and what another rule names. */
    private static boolean ofEngine(Rewrite rewrite, SqlText item) {
        Tokens tokens = rewrite.tokens();
        if (rewrite.is(item.from(), Keyword.GENERATE_SERIES)
                && rewrite.pastGroup(item.from() + 1) == item.to()) {
            return true;
        }
        for (int i = item.from(); i < item.to(); i++) {
            if (tokens.is(i, Keyword.COLUMNS) || tokens.isOperator(i, "*")) {
                boolean star =
                        tokens.is(i, Keyword.COLUMNS)
                                || tokens.is(i - 1, TokenKind.DOT)
                                || i == item.from();
                if (star) {
                    return true;
                }
            }
        }
        return false;
    }
}
