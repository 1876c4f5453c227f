package dev.duckspace.gateway.sql;

/** {@code OPERATOR(pg_catalog.~)} becomes {@code ~}. */
final class OperatorRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (!rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            return;
        }
        int operator = CatalogQualifierRule.qualifies(rewrite, at + 2) ? at + 4 : at + 2;
        if (rewrite.is(operator, TokenKind.OPERATOR)
                && rewrite.is(operator + 1, TokenKind.RIGHT_PAREN)) {
            String name = OperatorNames.engineName(rewrite.tokens(), operator);
            boolean binary = name != null && OperatorTokenRule.followsOperand(rewrite, at);
            rewrite.replace(
                    at, operator + 2, binary ? ' ' + name + ' ' : rewrite.tokens().text(operator));
        }
    }
}
