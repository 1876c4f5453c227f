package dev.duckspace.gateway.sql;

/**
 * {@code $n} becomes {@code $n::TYPE} where the caller knows the type: the engine leaves the type
 * of many parameters open, and then that of the whole row. A parameter that is the whole operand of
 * a cast has its type already.
 */
final class ParameterRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        String type = rewrite.context().parameterTypes().get(rewrite.text().parameterNumber(at));
        if (type == null
                || rewrite.is(at + 1, TokenKind.CAST)
                || CastFunctionRule.wrapsOperand(rewrite, at)) {
            return;
        }
        String cast = rewrite.tokens().text(at) + "::" + type;
        boolean subscripted = rewrite.is(at + 1, TokenKind.LEFT_BRACKET);
        rewrite.replace(at, at + 1, subscripted ? '(' + cast + ')' : cast);
    }
}
