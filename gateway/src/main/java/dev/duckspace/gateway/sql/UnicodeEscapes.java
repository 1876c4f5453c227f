package dev.duckspace.gateway.sql;

/** The clause {@code UESCAPE 'c'} after a U&amp; string or identifier. */
final class UnicodeEscapes {
    private UnicodeEscapes() {}

    /** The character that the string token at {@code index} names as the escape. */
    static char escapeCharacter(Tokens tokens, int index, int limit) {
        if (index >= limit || !tokens.is(index, TokenKind.STRING)) {
            throw index >= tokens.count()
                    ? SqlErrors.syntaxErrorAtEnd(tokens.source())
                    : SqlErrors.near(
                            "UESCAPE must be followed by a simple string literal",
                            tokens.source(),
                            tokens.start(index),
                            tokens.end(index));
        }
        String escape = Literals.string(tokens, index);
        if (escape.length() != 1 || !valid(escape.charAt(0))) {
            throw SqlErrors.near(
                    "invalid Unicode escape character",
                    tokens.source(),
                    tokens.start(index),
                    tokens.end(index));
        }
        return escape.charAt(0);
    }

    private static boolean valid(char c) {
        return Literals.hexDigit(c) < 0
                && c != '+'
                && c != '\''
                && c != '"'
                && !Tokenizer.isWhiteSpace(c);
    }
}
