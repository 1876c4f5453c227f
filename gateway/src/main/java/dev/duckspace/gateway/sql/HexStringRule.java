package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.SqlState;

/**
 * {@code X'1f'} is a bit string in PostgreSQL and a BLOB in the engine: it becomes {@code
 * B'00011111'}, unless it is cast to bytes at once, as DuckDB's users write it.
 */
final class HexStringRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (rewrite.is(at + 1, TokenKind.CAST)
                && (rewrite.is(at + 2, Keyword.BYTEA) || rewrite.is(at + 2, Keyword.BLOB))) {
            return;
        }
        requireBits(rewrite, at);
        String literal = rewrite.tokens().text(at);
        StringBuilder bits = new StringBuilder(literal.length() * 4).append("B'");
        for (int i = 2; i < literal.length() - 1; i++) {
            int digit = Literals.hexDigit(literal.charAt(i));
            if (digit < 0) {
                return;
            }
            for (int bit = 3; bit >= 0; bit--) {
                bits.append((digit >> bit) & 1);
            }
        }
        rewrite.replace(at, at + 1, bits.append('\'').toString());
    }

    /** The engine has no bit string without bits: it reads {@code B''} as a zero. */
    static void requireBits(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        if (tokens.end(at) - tokens.start(at) == 3) {
            throw SqlErrors.at(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "bit strings of length 0 are not supported",
                    "Use NULL for no bits.",
                    tokens.source(),
                    tokens.start(at));
        }
    }
}
