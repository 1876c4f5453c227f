package dev.duckspace.gateway.sql;

/** {@code (a, b) OVERLAPS (c, d)}, which the engine cannot read: a call of a function. */
final class OverlapsRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (!rewrite.is(at - 1, TokenKind.RIGHT_PAREN)
                || !rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            return;
        }
        int open = opening(rewrite, at - 1);
        if (open < 0) {
            return;
        }
        int first = rewrite.is(open - 1, Keyword.ROW) ? open - 1 : open;
        rewrite.replace(first, open + 1, "pg_overlaps(");
        rewrite.replace(at - 1, at + 2, ",");
    }

    /** The bracket that this one closes; -1 for none. */
    private static int opening(Rewrite rewrite, int close) {
        int depth = 0;
        for (int at = close; at >= rewrite.from(); at--) {
            depth -= rewrite.tokens().depthChange(at);
            if (depth == 0) {
                return at;
            }
        }
        return -1;
    }
}
