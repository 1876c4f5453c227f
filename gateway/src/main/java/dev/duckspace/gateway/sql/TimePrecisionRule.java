package dev.duckspace.gateway.sql;

/** {@code CURRENT_TIMESTAMP(3)}: the engine always gives microseconds, which are then rounded. */
final class TimePrecisionRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (rewrite.is(at + 1, TokenKind.LEFT_PAREN)
                && rewrite.is(at + 2, TokenKind.INTEGER)
                && rewrite.is(at + 3, TokenKind.RIGHT_PAREN)) {
            String name = rewrite.tokens().text(at);
            String precision = rewrite.tokens().text(at + 2);
            rewrite.replace(at, at + 4, "pg_round_time(" + name + ", " + precision + ')');
        }
    }
}
