package dev.duckspace.gateway.sql;

/**
 * Calls of {@link SetFunctions}. As a table such a function has one column, called as its alias or
 * as itself: {@code FROM f(x) a} becomes {@code FROM unnest(list(x)) a(a)}.
 */
final class SetCallRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (!rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            return;
        }
        String list = SetFunctions.list(rewrite.tokens(), at);
        if (list == null || !FunctionNameRule.isCall(rewrite, at)) {
            return;
        }
        int past = rewrite.pastGroup(at + 1);
        if (past == rewrite.to() && !rewrite.is(past - 1, TokenKind.RIGHT_PAREN)) {
            return;
        }
        rewrite.replace(at, at + 1, "unnest(" + list);
        rewrite.insertAfter(
                past - 1, Clauses.isTable(rewrite, at) ? ")" + named(rewrite, at, past) : ")");
    }

    /** What is to follow at once; an alias gets its column behind it. */
    private static String named(Rewrite rewrite, int at, int past) {
        int alias = past;
        boolean numbered =
                rewrite.is(alias, Keyword.WITH) && rewrite.tokens().isWord(alias + 1, "ordinality");
        String more = numbered ? ", ordinality" : "";
        alias = numbered ? alias + 2 : alias;
        alias = rewrite.is(alias, Keyword.AS) ? alias + 1 : alias;
        if (!rewrite.isName(alias) || startsClause(rewrite, alias)) {
            String name = rewrite.tokens().text(at);
            if (!numbered) {
                return " AS " + name + "(" + name + ")";
            }
            rewrite.insertAfter(past + 1, " AS " + name + "(" + name + more + ")");
        } else if (!rewrite.is(alias + 1, TokenKind.LEFT_PAREN)) {
            rewrite.insertAfter(alias, "(" + rewrite.tokens().text(alias) + more + ")");
        }
        return "";
    }

    /** A word that is no name here although it may be one elsewhere. */
    private static boolean startsClause(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        return tokens.isWord(at, "positional")
                || tokens.isWord(at, "asof")
                || tokens.isWord(at, "qualify")
                || tokens.isWord(at, "sample")
                || tokens.isWord(at, "pivot")
                || tokens.isWord(at, "unpivot")
                || rewrite.is(at, Keyword.JOIN);
    }
}
