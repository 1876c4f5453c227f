package dev.duckspace.gateway.sql;

import java.math.BigDecimal;

/** {@code 1e3} is a numeric to PostgreSQL, and a double to the engine. */
final class NumericLiteralRule implements RewriteRule {
    /** More digits the engine's decimals do not have: then it remains a double. */
    private static final int MAX_DIGITS = 38;

    @Override
    public void apply(Rewrite rewrite, int at) {
        String text = rewrite.tokens().text(at);
        if (text.indexOf('e') < 0 && text.indexOf('E') < 0) {
            return;
        }
        BigDecimal value = new BigDecimal(text.replace("_", ""));
        int scale = Math.max(0, value.scale());
        if (Math.abs(value.scale()) > MAX_DIGITS
                || Math.max(0, value.precision() - value.scale()) + scale > MAX_DIGITS) {
            return;
        }
        String plain = value.toPlainString();
        rewrite.replace(at, at + 1, plain.indexOf('.') < 0 ? plain + '.' : plain);
    }
}
