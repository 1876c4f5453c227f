package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;

/** {@code UPDATE t SET a[2] = x}: the whole array is set, with one element changed. */
final class ElementAssignmentRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (rewrite.leading() != Leading.UPDATE
                || !rewrite.isName(at - 1)
                || !(rewrite.is(at - 2, Keyword.SET) || rewrite.is(at - 2, TokenKind.COMMA))) {
            return;
        }
        int past = rewrite.pastGroup(at);
        boolean nested = rewrite.is(past, TokenKind.LEFT_BRACKET);
        if (!nested && !rewrite.tokens().isOperator(past, "=")) {
            return;
        }
        if (nested || holdsColon(rewrite, at + 1, past - 1)) {
            throw PgException.notSupported(
                    "assigning to slices or to elements of inner dimensions is not supported",
                    "Set the whole array.");
        }
        int end = past + 1;
        while (end < rewrite.to() && !endsAssignment(rewrite, end)) {
            end = rewrite.past(end);
        }
        String array = rewrite.source(at - 1, at);
        rewrite.replace(at, at + 1, " = pg_array_set(" + array + ", ");
        rewrite.replace(past - 1, past + 1, ", ");
        rewrite.insertAfter(end - 1, ")");
    }

    private static boolean holdsColon(Rewrite rewrite, int from, int to) {
        for (int i = from; i < to; i++) {
            if (rewrite.is(i, TokenKind.COLON)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsAssignment(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.COMMA)
                || rewrite.is(at, Keyword.WHERE)
                || rewrite.is(at, Keyword.FROM)
                || rewrite.is(at, Keyword.RETURNING);
    }
}
