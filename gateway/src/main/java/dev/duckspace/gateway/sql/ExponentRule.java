package dev.duckspace.gateway.sql;

import java.math.BigDecimal;

/** {@code 1.5e3} is a numeric, not a double: its digits are written out where they are few. */
final class ExponentRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        if (!hasExponent(tokens, at) || isDouble(rewrite, at + 1)) {
            return;
        }
        BigDecimal value;
        try {
            value = new BigDecimal(tokens.text(at).replace("_", ""));
        } catch (NumberFormatException e) {
            return; // the engine says what is wrong
        }
        int scale = Math.max(0, value.scale());
        int whole = Math.max(1, value.precision() - value.scale());
        if (scale + whole <= UnconstrainedNumeric.WIDTH) {
            String digits = value.toPlainString();
            rewrite.replace(at, at + 1, digits.indexOf('.') < 0 ? digits + '.' : digits);
        }
    }

    private static boolean hasExponent(Tokens tokens, int at) {
        for (int i = tokens.start(at); i < tokens.end(at); i++) {
            if ((tokens.source().charAt(i) | 0x20) == 'e') {
                return true;
            }
        }
        return false;
    }

    /** {@code ::float8} and its like behind it. */
    private static boolean isDouble(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.CAST)
                && (rewrite.tokens().isWord(at + 1, "float8")
                        || rewrite.tokens().isWord(at + 1, "float4")
                        || rewrite.tokens().isWord(at + 1, "float")
                        || rewrite.tokens().isWord(at + 1, "real")
                        || rewrite.tokens().isWord(at + 1, "double"));
    }
}
