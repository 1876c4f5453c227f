package dev.duckspace.gateway.functions.json;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;

/** Cuts the text of a path into tokens. */
final class PathTokens {
    private static final String SPECIAL = "?%$.[]{}()|&!=<>@#,*:-+/";

    enum Kind {
        /** A name without quotes. */
        WORD,
        STRING,
        NUMBER,
        /** {@code $name}; a bare {@code $} has no text. */
        VARIABLE,
        SIGN,
        END
    }

    record Token(Kind kind, String text) {
        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        boolean isWord(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }
    }

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private PathTokens(String text) {
        this.text = text;
    }

    /**
     * @throws PgException 42601 for what is no token
     */
    static List<Token> of(String text) {
        PathTokens tokens = new PathTokens(text);
        while (tokens.passBlanks()) {
            tokens.tokens.add(tokens.next());
        }
        tokens.tokens.add(new Token(Kind.END, ""));
        return tokens.tokens;
    }

    private boolean passBlanks() {
        while (at < text.length()) {
            if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw error("unexpected end of comment");
                }
                at = end + 2;
            } else if (" \t\n\r\f".indexOf(text.charAt(at)) >= 0) {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private Token next() {
        char c = text.charAt(at);
        if (c == '"') {
            return new Token(Kind.STRING, string());
        }
        if (c == '$') {
            at++;
            return variable();
        }
        if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
            return number();
        }
        if (SPECIAL.indexOf(c) >= 0) {
            return sign();
        }
        return new Token(Kind.WORD, word());
    }

    private Token variable() {
        if (at < text.length() && text.charAt(at) == '"') {
            return new Token(Kind.VARIABLE, string());
        }
        return new Token(Kind.VARIABLE, word());
    }

    private Token sign() {
        for (String two : List.of("**", "&&", "||", "==", "!=", "<>", "<=", ">=")) {
            if (text.startsWith(two, at)) {
                at += 2;
                return new Token(Kind.SIGN, two.equals("<>") ? "!=" : two);
            }
        }
        String one = text.substring(at, ++at);
        return new Token(Kind.SIGN, one.equals("=") ? "==" : one);
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private Token number() {
        int from = at;
        passDigits();
        if (at < text.length() && text.charAt(at) == '.' && !text.startsWith(".*", at)) {
            at++;
            passDigits();
        }
        if (at < text.length() && Character.toLowerCase(text.charAt(at)) == 'e') {
            int exponent = at + 1;
            if (exponent < text.length() && "+-".indexOf(text.charAt(exponent)) >= 0) {
                exponent++;
            }
            if (isDigit(exponent)) {
                at = exponent;
                passDigits();
            }
        }
        if (at < text.length() && isWordPart(text.charAt(at))) {
            throw new PgException(
                    SqlState.SYNTAX_ERROR,
                    "trailing junk after numeric literal at or near \"%s\" of jsonpath input"
                            .formatted(text.substring(from, at + 1)));
        }
        return new Token(Kind.NUMBER, text.substring(from, at));
    }

    private void passDigits() {
        while (isDigit(at)) {
            at++;
        }
    }

    private static boolean isWordPart(char c) {
        return SPECIAL.indexOf(c) < 0 && " \t\n\r\f\"".indexOf(c) < 0;
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        while (at < text.length() && isWordPart(text.charAt(at))) {
            if (text.charAt(at) == '\\') {
                escape(word);
            } else {
                word.append(text.charAt(at++));
            }
        }
        return word.toString();
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                escape(string);
            } else {
                string.append(text.charAt(at++));
            }
        }
        if (at == text.length()) {
            throw error("unterminated quoted string");
        }
        at++;
        return string.toString();
    }

    private void escape(StringBuilder to) {
        at++;
        if (at == text.length()) {
            throw error("unexpected end after backslash");
        }
        char c = text.charAt(at++);
        switch (c) {
            case 'b' -> to.append('\b');
            case 'f' -> to.append('\f');
            case 'n' -> to.append('\n');
            case 'r' -> to.append('\r');
            case 't' -> to.append('\t');
            case 'v' -> to.append('\u000B');
            case 'x' -> to.appendCodePoint(hex(2, 2));
            case 'u' -> unicode(to);
            default -> to.append(c);
        }
    }

    private void unicode(StringBuilder to) {
        if (at < text.length() && text.charAt(at) == '{') {
            int end = text.indexOf('}', at);
            int digits = end - at - 1;
            if (end < 0 || digits < 1 || digits > 6) {
                throw error("invalid unicode sequence");
            }
            at++;
            to.appendCodePoint(hex(digits, digits));
            at++;
        } else {
            // Halves of a pair come one after the other, as in Java.
            to.append((char) hex(4, 4));
        }
    }

    private int hex(int least, int most) {
        int end = at;
        while (end < text.length()
                && end < at + most
                && Character.digit(text.charAt(end), 16) >= 0) {
            end++;
        }
        if (end - at < least) {
            throw error("invalid hex character sequence");
        }
        int value = Integer.parseInt(text, at, end, 16);
        at = end;
        if (value == 0) {
            throw new PgException(
                    SqlState.UNTRANSLATABLE_CHARACTER, "unsupported Unicode escape sequence");
        }
        return value;
    }

    private PgException error(String what) {
        return new PgException(SqlState.SYNTAX_ERROR, what + " at end of jsonpath input");
    }
}
