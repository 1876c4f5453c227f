package dev.duckspace.gateway.sql;

/** {@code BETWEEN SYMMETRIC a AND b}: the smaller bound first. ASYMMETRIC goes away. */
final class BetweenRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (!rewrite.tokens().isWord(at - 1, "between")) {
            return;
        }
        if (rewrite.is(at, Keyword.ASYMMETRIC)) {
            rewrite.remove(at, at + 1);
            return;
        }
        int and = at + 1;
        while (and < rewrite.to() && !rewrite.is(and, Keyword.AND)) {
            and = rewrite.is(and, Keyword.CASE) ? pastCase(rewrite, and) : rewrite.past(and);
        }
        int past = and + 1;
        while (past < rewrite.to() && !endsBound(rewrite, past)) {
            past = rewrite.is(past, Keyword.CASE) ? pastCase(rewrite, past) : rewrite.past(past);
        }
        String low = text(rewrite, at + 1, and);
        String high = text(rewrite, and + 1, past);
        rewrite.replace(
                at,
                past,
                "CASE WHEN (%1$s) <= (%2$s) THEN (%1$s) WHEN (%1$s) > (%2$s) THEN (%2$s) END AND CASE WHEN (%1$s) <= (%2$s) THEN (%2$s) WHEN (%1$s) > (%2$s) THEN (%1$s) END"
                        .formatted(low, high));
    }

    private static int pastCase(Rewrite rewrite, int from) {
        int at = from + 1;
        while (at < rewrite.to() && !rewrite.is(at, Keyword.END)) {
            at = rewrite.is(at, Keyword.CASE) ? pastCase(rewrite, at) : rewrite.past(at);
        }
        return Math.min(at + 1, rewrite.to());
    }

    private static String text(Rewrite rewrite, int from, int to) {
        return Rewriter.rewrite(rewrite.text().part(from, to), Leading.UNKNOWN, rewrite.context())
                .text();
    }

    private static boolean endsBound(Rewrite rewrite, int at) {
        Keyword keyword = rewrite.tokens().keyword(at);
        boolean word =
                keyword != null
                        && switch (keyword) {
                            case AND, OR, THEN, WHEN, ELSE, END, AS, ASC, DESC, IS -> true;
                            default -> Clauses.endsItem(rewrite, at);
                        };
        return word || rewrite.is(at, TokenKind.COMMA) || rewrite.is(at, TokenKind.RIGHT_PAREN);
    }
}
