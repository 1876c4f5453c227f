package dev.duckspace.gateway.sql;

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
}
