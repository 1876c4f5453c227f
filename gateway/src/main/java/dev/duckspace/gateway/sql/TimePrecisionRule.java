package dev.duckspace.gateway.sql;

/**
 * {@code CURRENT_TIMESTAMP(3)} loses its precision: the engine always gives microseconds, so that
 * the value shown has more digits than PostgreSQL's.
 */
final class TimePrecisionRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (rewrite.is(at + 1, TokenKind.LEFT_PAREN)
                && rewrite.is(at + 2, TokenKind.INTEGER)
                && rewrite.is(at + 3, TokenKind.RIGHT_PAREN)) {
            rewrite.remove(at + 1, at + 4);
        }
    }
}
