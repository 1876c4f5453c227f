package dev.duckspace.gateway.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes over the values of {@link InsertRows} one by one: literals and parameters, with or without a
 * type that they are cast to.
 */
public final class InsertCells {
    /** More digits are for the engine. */
    private static final int MAX_DIGITS = 38;

    private static final int MAX_INTEGER_DIGITS = 18;

    /** What a value is written as. */
    public enum Kind {
        NULL,
        TRUE,
        FALSE,
        /** Of at most 18 digits. */
        INTEGER,
        /** Without exponent, of at most 38 digits. */
        NUMERIC,
        STRING,
        PARAMETER
    }

    private final SqlText text;
    private final Tokens tokens;
    private int at;
    private Kind kind = Kind.NULL;
    private int token;
    private boolean negative;
    private @Nullable String cast;
    private boolean rowEnded = true;

    /**
     * @param from the bracket that opens the first row
     */
    InsertCells(SqlText text, int from) {
        this.text = text;
        this.tokens = text.tokens();
        this.at = from;
    }

    /** Whether the last row has been read to its end. */
    public boolean atEnd() {
        return at >= text.to();
    }

    /** Whether the value that was read last is the last one of its row. */
    public boolean rowEnded() {
        return rowEnded;
    }

    public Kind kind() {
        return kind;
    }

    /** The parameter's number. */
    public int parameter() {
        return text.parameterNumber(token);
    }

    /** A number's sign. */
    public boolean negative() {
        return negative;
    }

    /** The type that the value is cast to, as written; null for none. */
    public @Nullable String cast() {
        return cast;
    }

    /** PostgreSQL's position of the value, for errors. */
    public int position() {
        return SqlErrors.position(tokens.source(), tokens.start(token));
    }

    /** A number's digits, without its sign. */
    public String digits() {
        return tokens.text(token);
    }

    /** Whether a string has letters, or what may stand for some. */
    boolean mayHaveWords() {
        String source = tokens.source();
        for (int i = tokens.start(token); i < tokens.end(token); i++) {
            char c = source.charAt(i);
            if (c == '\\' || Character.isLetter(c)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of these words, in lower case, stands in a string, in any case. */
    public boolean mentionsAny(List<String> words) {
        String source = tokens.source();
        for (int i = tokens.start(token); i < tokens.end(token); i++) {
            char c = source.charAt(i);
            if (c == '\\') {
                return true;
            }
            if (Character.isLetter(c) && !Character.isLetter(source.charAt(i - 1))) {
                for (String word : words) {
                    if (source.regionMatches(true, i, word, 0, word.length())
                            && !Character.isLetter(source.charAt(i + word.length()))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** A string's value. */
    public String string() {
        return Literals.string(tokens, token);
    }

    /**
     * A string's value or a number's digits, when all of it is ASCII and stands there as it is.
     *
     * @param at where the first byte is to stand
     * @return where the last one stands, and one more; -1 when {@link #string} has to be asked
     */
    public int copyPlain(byte[] to, int at) {
        boolean quoted = kind == Kind.STRING;
        int start = tokens.start(token) + (quoted ? 1 : 0);
        int length = tokens.end(token) - (quoted ? 1 : 0) - start;
        if (at + length > to.length || (quoted && !tokens.is(token, TokenKind.STRING))) {
            return -1;
        }
        String source = tokens.source();
        for (int i = 0; i < length; i++) {
            char c = source.charAt(start + i);
            if (c >= 0x80 || c == '\'') {
                return -1;
            }
            to[at + i] = (byte) c;
        }
        return at + length;
    }

    /** Reads the next value; false for what is none of {@link Kind}. */
    public boolean next() {
        if (rowEnded && !openRow()) {
            return false;
        }
        boolean bracket = tokens.is(at, TokenKind.LEFT_PAREN);
        if (bracket) {
            at++;
        }
        if (!value()) {
            return false;
        }
        if (bracket) {
            if (!tokens.is(at, TokenKind.RIGHT_PAREN)) {
                return false;
            }
            at++;
        }
        rowEnded = tokens.is(at, TokenKind.RIGHT_PAREN);
        boolean more = rowEnded || tokens.is(at, TokenKind.COMMA);
        at++;
        if (rowEnded && at < text.to()) {
            more = tokens.is(at, TokenKind.COMMA) && at + 1 < text.to();
            at++;
        }
        return more && at <= text.to();
    }

    private boolean openRow() {
        boolean open = at < text.to() && tokens.is(at, TokenKind.LEFT_PAREN);
        at++;
        return open;
    }

    private boolean value() {
        negative = false;
        cast = null;
        token = at;
        boolean known =
                switch (tokens.kind(at)) {
                    case STRING, ESCAPE_STRING -> is(Kind.STRING);
                    case INTEGER, NUMERIC -> number();
                    case OPERATOR -> minus();
                    case PARAMETER -> is(Kind.PARAMETER);
                    case IDENTIFIER -> word();
                    default -> false;
                };
        return known && castBehind();
    }

    private boolean is(Kind found) {
        kind = found;
        at++;
        return true;
    }

    private boolean minus() {
        if (!tokens.isOperator(at, "-")) {
            return false;
        }
        negative = true;
        at++;
        token = at;
        return (tokens.is(at, TokenKind.INTEGER) || tokens.is(at, TokenKind.NUMERIC)) && number();
    }

    private boolean number() {
        String source = tokens.source();
        int digits = 0;
        for (int i = tokens.start(at); i < tokens.end(at); i++) {
            char c = source.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c != '.') {
                return false;
            }
        }
        boolean integer = tokens.is(at, TokenKind.INTEGER) && digits <= MAX_INTEGER_DIGITS;
        return digits <= MAX_DIGITS && is(integer ? Kind.INTEGER : Kind.NUMERIC);
    }

    private boolean word() {
        Keyword keyword = tokens.keyword(at);
        if (keyword == Keyword.NULL) {
            return is(Kind.NULL);
        }
        if (keyword == Keyword.TRUE) {
            return is(Kind.TRUE);
        }
        if (keyword == Keyword.FALSE) {
            return is(Kind.FALSE);
        }
        if (!tokens.is(at + 1, TokenKind.STRING)) {
            return false;
        }
        cast = tokens.text(at);
        token = ++at;
        return is(Kind.STRING);
    }

    private boolean castBehind() {
        if (!tokens.is(at, TokenKind.CAST)) {
            return true;
        }
        boolean castable = kind == Kind.STRING || kind == Kind.PARAMETER || kind == Kind.NULL;
        int from = at + 1;
        int past = from;
        while (tokens.is(past, TokenKind.IDENTIFIER)) {
            past++;
        }
        if (!castable || cast != null || past == from) {
            return false;
        }
        if (tokens.is(past, TokenKind.LEFT_BRACKET)
                && tokens.is(past + 1, TokenKind.RIGHT_BRACKET)) {
            past += 2;
        }
        cast = tokens.source().substring(tokens.start(from), tokens.end(past - 1));
        at = past;
        return true;
    }
}
