package dev.duckspace.gateway.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code SET (a, b) = (SELECT ..)} becomes one scalar subquery for each column, since the engine
 * takes no row from a subquery.
 */
final class RowAssignmentRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        int from = at + 1;
        while (rewrite.is(from, TokenKind.LEFT_PAREN) || rewrite.isName(from)) {
            int past = pastItem(rewrite, from);
            if (rewrite.is(from, TokenKind.LEFT_PAREN)) {
                item(rewrite, from);
            }
            if (!rewrite.is(past, TokenKind.COMMA)) {
                return;
            }
            from = past + 1;
        }
    }

    private static int pastItem(Rewrite rewrite, int from) {
        int at = from;
        while (at < rewrite.to()
                && !rewrite.is(at, TokenKind.COMMA)
                && !rewrite.is(at, Keyword.WHERE)
                && Clauses.begins(rewrite, at) != Keyword.FROM
                && !rewrite.is(at, Keyword.RETURNING)) {
            at = rewrite.past(at);
        }
        return at;
    }

    private static void item(Rewrite rewrite, int open) {
        int equals = rewrite.pastGroup(open);
        int query = equals + 1;
        if (!rewrite.tokens().isOperator(equals, "=")
                || !rewrite.is(query, TokenKind.LEFT_PAREN)
                || !(rewrite.is(query + 1, Keyword.SELECT)
                        || rewrite.is(query + 1, Keyword.WITH)
                        || rewrite.is(query + 1, Keyword.VALUES))) {
            return;
        }
        List<SqlText> columns = rewrite.text().part(open + 1, equals - 1).splitAtCommas();
        int past = rewrite.pastGroup(query);
        String inner =
                Rewriter.rewrite(
                                rewrite.text().part(query + 1, past - 1),
                                Leading.SELECT,
                                rewrite.context())
                        .text();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            values.add("c" + (i + 1));
        }
        String source = " FROM (" + inner + ") AS pg_row(" + String.join(", ", values) + "))";
        StringBuilder assignments = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            assignments
                    .append(i == 0 ? "" : ", ")
                    .append(columns.get(i).text())
                    .append(" = (SELECT ")
                    .append(values.get(i))
                    .append(source);
        }
        rewrite.replace(open, past, assignments.toString());
    }
}
