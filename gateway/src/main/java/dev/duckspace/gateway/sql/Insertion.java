package dev.duckspace.gateway.sql;

/**
 * The head of an INSERT: {@code INTO name [AS alias] [(columns)] [OVERRIDING ..] source}.
 *
 * @param target the first token of the table's name
 * @param list the bracket before the columns, or where it would stand
 * @param hasList whether there is one
 * @param source where VALUES, the query or DEFAULT VALUES begins
 */
record Insertion(int target, int list, boolean hasList, int source) {
    static Insertion of(Rewrite rewrite, int target) {
        int at = rewrite.pastName(target);
        if (rewrite.is(at, Keyword.AS)) {
            at += 2;
        }
        int list = at;
        boolean hasList = rewrite.is(at, TokenKind.LEFT_PAREN) && rewrite.isName(at + 1);
        if (hasList) {
            at = rewrite.pastGroup(at);
        }
        if (rewrite.is(at, Keyword.OVERRIDING)) {
            at += 3;
        }
        return new Insertion(target, list, hasList, at);
    }
}
