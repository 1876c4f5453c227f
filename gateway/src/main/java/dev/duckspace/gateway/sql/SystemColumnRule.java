package dev.duckspace.gateway.sql;

/**
 * In a statement that names {@code tableoid} or {@code xmin}, the catalog's relations are those
 * that have such columns: the others show only what {@code SELECT *} is to show.
 */
final class SystemColumnRule implements RewriteRule {
    private static final String PREFIX = "pg_";

    @Override
    public void apply(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        String database = rewrite.context().catalogDatabase();
        if (database == null
                || !tokens.source().startsWith(PREFIX, tokens.start(at))
                || rewrite.is(at + 1, TokenKind.DOT)
                || rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            return;
        }
        boolean relation =
                rewrite.is(at - 1, Keyword.FROM)
                        || rewrite.is(at - 1, Keyword.JOIN)
                        || rewrite.is(at - 1, TokenKind.COMMA);
        if (relation && isNamed(rewrite) && isInFrom(rewrite, at)) {
            rewrite.insertBefore(at, database + ".sys.");
        }
    }

    /** Whether the statement names a system column. */
    static boolean isNamed(Rewrite rewrite) {
        String source = rewrite.tokens().source();
        return source.contains("tableoid") || source.contains("xmin");
    }

    /** A comma stands in a FROM list when no other clause began after it. */
    private static boolean isInFrom(Rewrite rewrite, int at) {
        if (!rewrite.is(at - 1, TokenKind.COMMA)) {
            return true;
        }
        int depth = 0;
        for (int i = at - 1; i >= rewrite.from(); i--) {
            depth += rewrite.tokens().depthChange(i);
            if (depth > 0) {
                return false;
            }
            if (depth == 0 && (rewrite.is(i, Keyword.SELECT) || rewrite.is(i, Keyword.WHERE))) {
                return false;
            }
            if (depth == 0 && rewrite.is(i, Keyword.FROM)) {
                return true;
            }
        }
        return false;
    }
}
