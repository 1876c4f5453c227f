package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/**
 * {@code ORDER BY x FETCH FIRST n ROWS WITH TIES} becomes {@code QUALIFY rank() OVER (ORDER BY x)
 * <= n ORDER BY x}.
 */
final class FetchRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        int past = at + 1;
        while (past < rewrite.to() && !rewrite.is(past, Keyword.WITH)) {
            if (rewrite.is(past, TokenKind.RIGHT_PAREN) || rewrite.is(past, TokenKind.COMMA)) {
                return;
            }
            past = rewrite.past(past);
        }
        if (!rewrite.is(past, Keyword.WITH) || !rewrite.tokens().isWord(past + 1, "ties")) {
            return;
        }
        int count = at + 2;
        boolean one = rewrite.is(count, Keyword.ROW) || rewrite.is(count, Keyword.ROWS);
        String wanted = one ? "1" : text(rewrite, count, past - 1);
        int order = back(rewrite, at, Keyword.ORDER);
        int select = back(rewrite, at, Keyword.SELECT);
        if (order < select) {
            throw Names.undefined(
                    SqlState.SYNTAX_ERROR, "WITH TIES cannot be specified without ORDER BY clause");
        }
        int end = order;
        while (end < at && !rewrite.is(end, Keyword.OFFSET) && !rewrite.is(end, Keyword.LIMIT)) {
            end = rewrite.past(end);
        }
        requireSimple(rewrite, select, order, end);
        String offset = "";
        if (rewrite.is(end, Keyword.OFFSET)) {
            int stop =
                    rewrite.is(at - 1, Keyword.ROW) || rewrite.is(at - 1, Keyword.ROWS)
                            ? at - 1
                            : at;
            offset = " + (" + text(rewrite, end + 1, stop) + ')';
        }
        rewrite.insertBefore(
                order,
                "QUALIFY rank() OVER (%s) <= (%s)%s "
                        .formatted(text(rewrite, order, end), wanted, offset));
        rewrite.remove(at, past + 2);
    }

    private static String text(Rewrite rewrite, int from, int to) {
        return Rewriter.rewrite(rewrite.text().part(from, to), Leading.UNKNOWN, rewrite.context())
                .text();
    }

    private static int back(Rewrite rewrite, int at, Keyword wanted) {
        int depth = 0;
        for (int i = at - 1; i >= rewrite.from() && depth >= 0; i--) {
            depth -= rewrite.tokens().depthChange(i);
            if (depth == 0 && rewrite.is(i, wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static void requireSimple(Rewrite rewrite, int select, int order, int end) {
        boolean simple = select >= 0 && !rewrite.is(select + 1, Keyword.DISTINCT);
        for (int i = Math.max(select - 1, rewrite.from()); i < order; i = rewrite.past(i)) {
            simple &=
                    !rewrite.is(i, Keyword.UNION)
                            && !rewrite.is(i, Keyword.EXCEPT)
                            && !rewrite.is(i, Keyword.INTERSECT)
                            && !rewrite.is(i, Keyword.QUALIFY);
        }
        for (SqlText key : rewrite.text().part(order + 2, end).splitAtCommas()) {
            simple &= !rewrite.is(key.from(), TokenKind.INTEGER);
        }
        if (!simple) {
            throw PgException.notSupported(
                    "WITH TIES is not supported with DISTINCT, set operations or ORDER BY positions",
                    "Put the query into a subquery, and order by its columns.");
        }
    }
}
