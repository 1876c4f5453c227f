package dev.duckspace.gateway.sql;

import java.util.Set;

/**
 * {@code x = ANY (ARRAY(SELECT ...))} becomes {@code x = ANY (SELECT ...)}, which says the same:
 * the engine takes the one for the other, and would compare x with the whole array.
 */
final class ArraySubqueryRule implements RewriteRule {
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");

    @Override
    public void apply(Rewrite rewrite, int at) {
        boolean comparison =
                at > rewrite.from() && COMPARISONS.contains(rewrite.tokens().text(at - 1));
        if (comparison
                && rewrite.is(at + 1, TokenKind.LEFT_PAREN)
                && rewrite.is(at + 2, Keyword.ARRAY)
                && rewrite.is(at + 3, TokenKind.LEFT_PAREN)
                && rewrite.pastGroup(at + 3) == rewrite.pastGroup(at + 1) - 1) {
            rewrite.remove(at + 2, at + 3);
        }
    }
}
