package dev.duckspace.gateway.sql;

/**
 * {@code E'..'} and {@code U&'..'} become plain literals, since the engine reads their Unicode
 * escapes wrongly or not at all.
 */
final class StringRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        TokenKind kind = tokens.kind(at);
        boolean unicode = kind == TokenKind.UNICODE_STRING || kind == TokenKind.UNICODE_IDENTIFIER;
        int past = unicode && rewrite.is(at + 1, Keyword.UESCAPE) ? at + 3 : at + 1;
        if (kind == TokenKind.UNICODE_IDENTIFIER) {
            rewrite.replace(at, past, Literals.quoteIdentifier(value(rewrite, at, past)));
        } else if (kind != TokenKind.STRING) {
            rewrite.replace(at, past, Literals.quote(value(rewrite, at, past)));
        }
    }

    private static String value(Rewrite rewrite, int at, int past) {
        Tokens tokens = rewrite.tokens();
        if (tokens.is(at, TokenKind.UNICODE_STRING)
                || tokens.is(at, TokenKind.UNICODE_IDENTIFIER)) {
            char escape =
                    past == at + 3
                            ? UnicodeEscapes.escapeCharacter(tokens, at + 2, rewrite.to())
                            : '\\';
            return Literals.unicode(tokens, at, escape);
        }
        return Literals.string(tokens, at);
    }
}
