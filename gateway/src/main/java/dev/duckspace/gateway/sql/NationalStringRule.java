package dev.duckspace.gateway.sql;

/** {@code N'text'}, which is of type bpchar. */
final class NationalStringRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (isPrefix(rewrite.tokens(), at) && rewrite.is(at + 1, TokenKind.STRING)) {
            rewrite.replace(at, at + 1, "pg_bpchar ");
        }
    }

    /** Whether the token is the N that runs into a literal. */
    static boolean isPrefix(Tokens tokens, int at) {
        return tokens.end(at) - tokens.start(at) == 1
                && tokens.isWord(at, "n")
                && tokens.start(at + 1) == tokens.end(at);
    }
}
