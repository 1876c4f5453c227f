package dev.duckspace.gateway.sql;

/** {@code TABLESAMPLE BERNOULLI (n)} is n percent, which the engine wants to be told. */
final class SampleRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        int open = at + 2;
        boolean method = tokens.isWord(at + 1, "bernoulli") || rewrite.is(at + 1, Keyword.SYSTEM);
        if (!method || !rewrite.is(open, TokenKind.LEFT_PAREN)) {
            return;
        }
        int past = rewrite.pastGroup(open);
        int last = past - 2;
        boolean unit =
                tokens.isWord(last, "percent")
                        || rewrite.is(last, Keyword.ROWS)
                        || tokens.isOperator(last, "%");
        if (!unit) {
            rewrite.insertBefore(past - 1, " PERCENT");
        }
        int seed = past + 2;
        if (rewrite.is(past, Keyword.REPEATABLE) && rewrite.is(seed, TokenKind.NUMERIC)) {
            long number = Double.hashCode(Double.parseDouble(tokens.text(seed))) & 0x7FFF_FFFFL;
            rewrite.replace(seed, seed + 1, Long.toString(number));
        }
    }
}
