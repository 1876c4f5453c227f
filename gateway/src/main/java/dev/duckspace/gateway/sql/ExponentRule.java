package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;

/** {@code 1.5e3} is a numeric, not a double: its digits are written out where they are few. */
final class ExponentRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        requireExact(rewrite, at);
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

    /** Of more digits the engine makes a double, which has but some of them. */
    private static void requireExact(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        if (tokens.end(at) - tokens.start(at) <= UnconstrainedNumeric.WIDTH
                || hasExponent(tokens, at)
                || isDouble(rewrite, at + 1)) {
            return;
        }
        long digits =
                tokens.text(at)
                        .replaceFirst("^[0_]+", "")
                        .chars()
                        .filter(Character::isDigit)
                        .count();
        if (digits > UnconstrainedNumeric.WIDTH) {
            throw SqlErrors.at(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "a numeric of more than 38 digits is not supported",
                    "Write fewer digits, or cast it to double precision.",
                    tokens.source(),
                    tokens.start(at));
        }
        if (tokens.text(at).startsWith("0.") && digits == UnconstrainedNumeric.WIDTH) {
            // The engine counts the zero.
            rewrite.replace(at, at + 1, tokens.text(at).substring(1));
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
