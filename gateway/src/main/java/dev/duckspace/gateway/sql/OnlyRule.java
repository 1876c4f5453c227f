package dev.duckspace.gateway.sql;

/** {@code FROM ONLY t} becomes {@code FROM t}: no table of the engine has descendants. */
final class OnlyRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        boolean beforeTable = rewrite.isName(at + 1) || rewrite.is(at + 1, TokenKind.LEFT_PAREN);
        boolean afterVerb =
                rewrite.is(at - 1, Keyword.FROM)
                        || rewrite.is(at - 1, Keyword.JOIN)
                        || rewrite.is(at - 1, Keyword.UPDATE)
                        || rewrite.is(at - 1, Keyword.USING)
                        || rewrite.is(at - 1, Keyword.TABLE)
                        || rewrite.is(at - 1, Keyword.EXISTS)
                        || rewrite.is(at - 1, Keyword.TRUNCATE)
                        || rewrite.is(at - 1, TokenKind.COMMA);
        if (beforeTable && afterVerb) {
            rewrite.remove(at, at + 1);
        }
    }
}
