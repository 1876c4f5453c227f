package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The values of quoted tokens, and values as quoted text. */
public final class Literals {
    private static final String UNICODE_HINT = "Unicode escapes must be \\uXXXX or \\UXXXXXXXX.";
    private static final String UNICODE_STRING_HINT =
            "Unicode escapes must be \\XXXX or \\+XXXXXX.";

    private Literals() {}

    /** {@code 'it''s'}, which PostgreSQL and the engine read alike. */
    public static String quote(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }

    /** {@code "a""b"}. */
    public static String quoteIdentifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String quoteIdentifiers(List<String> names) {
        return names.stream().map(Literals::quoteIdentifier).collect(Collectors.joining(", "));
    }

    /** Whether the token is a string of any spelling. */
    static boolean isString(TokenKind kind) {
        return kind == TokenKind.STRING
                || kind == TokenKind.ESCAPE_STRING
                || kind == TokenKind.UNICODE_STRING
                || kind == TokenKind.DOLLAR_STRING;
    }

    /** The value of the string token, an unread UESCAPE clause aside. */
    static String string(Tokens tokens, int index) {
        int start = tokens.start(index);
        int end = tokens.end(index);
        String source = tokens.source();
        TokenKind kind = tokens.kind(index);
        if (kind == TokenKind.STRING) {
            return joined(source, start, end);
        }
        if (kind == TokenKind.ESCAPE_STRING) {
            return escaped(source, start + 1, end);
        }
        if (kind == TokenKind.UNICODE_STRING) {
            return unicode(tokens, index, '\\');
        }
        if (kind == TokenKind.DOLLAR_STRING) {
            return dollar(source, start, end);
        }
        throw SqlErrors.syntaxError(tokens, index);
    }

    /** The value of a U&amp; string or identifier whose UESCAPE clause names {@code escape}. */
    static String unicode(Tokens tokens, int index, char escape) {
        String source = tokens.source();
        int start = tokens.start(index);
        String body =
                tokens.is(index, TokenKind.UNICODE_STRING)
                        ? joined(source, start + 2, tokens.end(index))
                        : source.substring(start + 3, tokens.end(index) - 1).replace("\"\"", "\"");
        return unicode(source, start, body, escape);
    }

    /** The name as the catalog stores it: unquoted ones in lower case (ASCII only). */
    static String identifier(Tokens tokens, int index) {
        TokenKind kind = tokens.kind(index);
        if (kind == TokenKind.IDENTIFIER) {
            return lowerAscii(tokens.text(index));
        }
        if (kind == TokenKind.QUOTED_IDENTIFIER) {
            String text = tokens.text(index);
            return text.substring(1, text.length() - 1).replace("\"\"", "\"");
        }
        if (kind == TokenKind.UNICODE_IDENTIFIER) {
            return unicode(tokens, index, '\\');
        }
        throw SqlErrors.syntaxError(tokens, index);
    }

    private static String lowerAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return lowerMixed(text);
            }
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static String lowerMixed(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + 32));
            }
        }
        return lower.toString();
    }

    /**
     * Where a string goes on after its closing quote: the offset of the next opening quote when
     * only white space with a line break, and line comments, stand between; else -1.
     */
    static int continuation(String text, int afterQuote) {
        boolean newLine = false;
        int i = afterQuote;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                newLine = true;
                i++;
            } else if (Tokenizer.isWhiteSpace(c)) {
                i++;
            } else if (text.startsWith("--", i)) {
                i = lineEnd(text, i);
            } else {
                return newLine && c == '\'' ? i : -1;
            }
        }
        return -1;
    }

    static int lineEnd(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    /** The value between {@code start} (an opening quote) and {@code end} (past the last one). */
    private static String joined(String source, int start, int end) {
        int quote = source.indexOf('\'', start + 1);
        if (quote == end - 1) {
            return source.substring(start + 1, end - 1);
        }
        StringBuilder value = new StringBuilder(end - start);
        int i = start + 1;
        while (true) {
            value.append(source, i, quote);
            if (quote == end - 1) {
                return value.toString();
            }
            if (source.charAt(quote + 1) == '\'') {
                value.append('\'');
                i = quote + 2;
            } else {
                i = continuation(source, quote + 1) + 1;
            }
            quote = source.indexOf('\'', i);
        }
    }

    private static String dollar(String source, int start, int end) {
        int tag = source.indexOf('$', start + 1) - start + 1;
        return source.substring(start + tag, end - tag);
    }

    private static String escaped(String source, int start, int end) {
        return new EscapeReader(source, start, end).read();
    }

    private static String unicode(String source, int start, String body, char escape) {
        StringBuilder value = new StringBuilder(body.length());
        int i = 0;
        while (i < body.length()) {
            char c = body.charAt(i);
            if (c != escape) {
                value.append(c);
                i++;
            } else if (i + 1 < body.length() && body.charAt(i + 1) == escape) {
                value.append(escape);
                i += 2;
            } else {
                boolean long6 = i + 1 < body.length() && body.charAt(i + 1) == '+';
                int digits = long6 ? i + 2 : i + 1;
                int width = long6 ? 6 : 4;
                int code = hex(body, digits, width);
                if (code < 0) {
                    throw SqlErrors.at(
                            SqlState.SYNTAX_ERROR,
                            "invalid Unicode escape",
                            UNICODE_STRING_HINT,
                            source,
                            start);
                }
                if (code == 0 || code > Character.MAX_CODE_POINT) {
                    throw invalidValue(source, start);
                }
                appendUnicode(value, code);
                i = digits + width;
            }
        }
        return checkedPairs(value, source, start);
    }

    /** A surrogate becomes one char: two of them make their pair. */
    private static void appendUnicode(StringBuilder value, int code) {
        if (code <= Character.MAX_VALUE) {
            value.append((char) code);
        } else {
            value.appendCodePoint(code);
        }
    }

    private static PgException invalidValue(String source, int start) {
        return SqlErrors.at(SqlState.SYNTAX_ERROR, "invalid Unicode escape value", source, start);
    }

    private static String checkedPairs(StringBuilder value, String source, int start) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw SqlErrors.at(
                        SqlState.SYNTAX_ERROR, "invalid Unicode surrogate pair", source, start);
            }
        }
        return value.toString();
    }

    /** The value of {@code width} hex digits; -1 when they are not there. */
    private static int hex(String text, int from, int width) {
        if (from + width > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + width; i++) {
            int digit = hexDigit(text.charAt(i));
            if (digit < 0) {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value < 0 ? Integer.MAX_VALUE : value;
    }

    static int hexDigit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    /** Reads {@code 'a\n\x41\101\u00e9'}: numeric escapes are bytes of UTF-8, as in PostgreSQL. */
    private static final class EscapeReader {
        private final String source;
        private final int start;
        private final int end;
        private final StringBuilder value;
        private final ByteBuffer bytes;
        private int at;

        EscapeReader(String source, int start, int end) {
            this.source = source;
            this.start = start;
            this.end = end;
            this.value = new StringBuilder(end - start);
            this.bytes = ByteBuffer.allocate(end - start);
            this.at = start + 1;
        }

        String read() {
            while (at < end - 1) {
                char c = source.charAt(at);
                if (c == '\\') {
                    escape();
                } else {
                    flushBytes();
                    if (c == '\'' && source.charAt(at + 1) != '\'') {
                        at = continuation(source, at + 1) + 1;
                    } else {
                        value.append(c);
                        at += c == '\'' ? 2 : 1;
                    }
                }
            }
            flushBytes();
            return checkedPairs(value, source, start - 1);
        }

        private void escape() {
            char c = source.charAt(at + 1);
            switch (c) {
                case 'u' -> unicode(4);
                case 'U' -> unicode(8);
                case 'x' -> hexByte();
                case '0', '1', '2', '3', '4', '5', '6', '7' -> octalByte();
                default -> {
                    flushBytes();
                    value.append(simple(c));
                    at += 2;
                }
            }
        }

        private static char simple(char c) {
            return switch (c) {
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'v' -> '\u000b';
                default -> c;
            };
        }

        private void unicode(int width) {
            flushBytes();
            int code = at + 2 + width < end ? hex(source, at + 2, width) : -1;
            if (code < 0) {
                throw SqlErrors.at(
                        SqlState.INVALID_ESCAPE_SEQUENCE,
                        "invalid Unicode escape",
                        UNICODE_HINT,
                        source,
                        at);
            }
            if (code == 0 || code > Character.MAX_CODE_POINT) {
                throw SqlErrors.near("invalid Unicode escape value", source, at, at + 2 + width);
            }
            appendUnicode(value, code);
            at += 2 + width;
        }

        private void hexByte() {
            int i = at + 2;
            int code = 0;
            while (i < at + 4 && hexDigit(source.charAt(i)) >= 0) {
                code = (code << 4) | hexDigit(source.charAt(i));
                i++;
            }
            if (i == at + 2) {
                flushBytes();
                value.append('x');
            } else {
                bytes.put((byte) code);
            }
            at = i;
        }

        private void octalByte() {
            int i = at + 1;
            int code = 0;
            while (i < at + 4 && source.charAt(i) >= '0' && source.charAt(i) <= '7') {
                code = (code << 3) | (source.charAt(i) - '0');
                i++;
            }
            bytes.put((byte) code);
            at = i;
        }

        private void flushBytes() {
            if (bytes.position() == 0) {
                return;
            }
            bytes.flip();
            try {
                CharBuffer decoded =
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .decode(bytes);
                if (decoded.toString().indexOf('\0') >= 0) {
                    throw invalidBytes("0x00");
                }
                value.append(decoded);
            } catch (CharacterCodingException e) {
                bytes.rewind();
                throw invalidBytes(String.format(Locale.ROOT, "0x%02x", bytes.get()));
            }
            bytes.clear();
        }

        private PgException invalidBytes(String shown) {
            return new PgException(
                    SqlState.CHARACTER_NOT_IN_REPERTOIRE,
                    "invalid byte sequence for encoding \"UTF8\": " + shown);
        }
    }
}
