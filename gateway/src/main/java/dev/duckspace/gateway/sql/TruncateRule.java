package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import java.util.List;

/**
 * {@code TRUNCATE a, b} becomes one statement for each. CONTINUE IDENTITY, RESTRICT and CASCADE go
 * away: the engine itself refuses to truncate a table that others still refer to.
 */
final class TruncateRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        int names = rewrite.is(from + 1, Keyword.TABLE) ? from + 2 : from + 1;
        int past = names;
        while (past < rewrite.to() && !endsNames(rewrite, past)) {
            if (rewrite.tokens().isOperator(past, "*")) {
                rewrite.remove(past, past + 1);
            }
            past++;
        }
        if (rewrite.is(past, Keyword.RESTART)) {
            throw PgException.notSupported(
                    "TRUNCATE ... RESTART IDENTITY is not supported",
                    "Drop and create the table to begin its numbers anew.");
        }
        if (past < rewrite.to()) {
            rewrite.remove(past, rewrite.to());
        }
        List<SqlText> tables = rewrite.text().part(names, past).splitAtCommas();
        for (SqlText table : tables.subList(0, tables.size() - 1)) {
            rewrite.prelude("TRUNCATE ", table, "");
        }
        rewrite.omit(names, tables.getLast().from());
    }

    private static boolean endsNames(Rewrite rewrite, int at) {
        return rewrite.is(at, Keyword.RESTART)
                || rewrite.is(at, Keyword.CONTINUE)
                || rewrite.is(at, Keyword.CASCADE)
                || rewrite.is(at, Keyword.RESTRICT);
    }
}
