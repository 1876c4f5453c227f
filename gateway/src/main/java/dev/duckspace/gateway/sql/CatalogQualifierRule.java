package dev.duckspace.gateway.sql;

/**
 * {@code pg_catalog.f(} becomes {@code f(}, since the engine's own functions have no such schema;
 * {@code pg_catalog.pg_class} becomes the gateway's own relation. Types are {@link TypeNames}'s.
 */
final class CatalogQualifierRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        boolean catalog = named(rewrite, at, Keyword.PG_CATALOG);
        if (!catalog && !named(rewrite, at, Keyword.INFORMATION_SCHEMA)) {
            return;
        }
        if (!rewrite.is(at + 1, TokenKind.DOT) || rewrite.is(at - 1, TokenKind.DOT)) {
            return;
        }
        if (rewrite.is(at - 1, TokenKind.CAST)) {
            return;
        }
        if (catalog && rewrite.is(at + 3, TokenKind.LEFT_PAREN)) {
            rewrite.remove(at, at + 2);
            return;
        }
        String database = rewrite.context().catalogDatabase();
        if (database != null) {
            rewrite.replace(at, at + 1, database + schema(rewrite, catalog));
        }
    }

    private static String schema(Rewrite rewrite, boolean catalog) {
        return !catalog ? ".info" : SystemColumnRule.isNamed(rewrite) ? ".sys" : ".pg";
    }

    static boolean named(Rewrite rewrite, int at, Keyword name) {
        if (rewrite.is(at, name)) {
            return true;
        }
        Tokens tokens = rewrite.tokens();
        String word = name.word();
        return rewrite.is(at, TokenKind.QUOTED_IDENTIFIER)
                && tokens.end(at) - tokens.start(at) == word.length() + 2
                && tokens.source().startsWith(word, tokens.start(at) + 1);
    }

    static boolean qualifies(Rewrite rewrite, int at) {
        return named(rewrite, at, Keyword.PG_CATALOG) && rewrite.is(at + 1, TokenKind.DOT);
    }
}
