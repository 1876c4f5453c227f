package dev.duckspace.gateway.sql;

/**
 * VACUUM and ANALYZE without the options that say how PostgreSQL goes about it: the engine has
 * nothing but the plain statements.
 */
final class VacuumRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        int at = from + 1;
        if (rewrite.is(at, TokenKind.LEFT_PAREN)) {
            int past = rewrite.pastGroup(at);
            rewrite.replace(at, past, analyzes(rewrite, at, past) ? "ANALYZE" : "");
            return;
        }
        while (rewrite.is(at, Keyword.FULL)
                || rewrite.is(at, Keyword.FREEZE)
                || rewrite.is(at, Keyword.VERBOSE)) {
            rewrite.remove(at, at + 1);
            at++;
        }
    }

    private static boolean analyzes(Rewrite rewrite, int from, int to) {
        for (int at = from; at < to; at++) {
            if (rewrite.is(at, Keyword.ANALYZE) || rewrite.is(at, Keyword.ANALYSE)) {
                return true;
            }
        }
        return false;
    }
}
