package dev.duckspace.gateway.sql;

/** The text of {@code ARRAY[...]} and {@code ROW(...)}, which the engine spells otherwise. */
final class TextCastRule {
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
        int first = ReferenceCastRule.operand(rewrite, at);
        boolean array =
                rewrite.is(first, Keyword.ARRAY) && rewrite.is(first + 1, TokenKind.LEFT_BRACKET);
        boolean row = rewrite.is(first, Keyword.ROW) && rewrite.is(first + 1, TokenKind.LEFT_PAREN);
        if (!isWholeRow(rewrite, first, at)
                && ((!array && !row) || rewrite.past(first + 1) != at)) {
            return false;
        }
        rewrite.insertBefore(first, "pg_text(");
        if (!text) {
            rewrite.insertAfter(at - 1, ")");
            return false;
        }
        rewrite.replace(at, type + 1, ")");
        return true;
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
