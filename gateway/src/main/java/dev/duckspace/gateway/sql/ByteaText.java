package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * PostgreSQL's text of bytes ({@code \xdead}, or with {@code \\} and {@code \ooo}) as the engine's.
 */
final class ByteaText {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private ByteaText() {}

    /** The engine's form: printable ASCII as it is, every other byte as {@code \xHH}. */
    static String toBlobText(String value, Tokens tokens, int at) {
        byte[] bytes =
                value.startsWith("\\x") || value.startsWith("\\X")
                        ? fromHex(value, tokens, at)
                        : fromEscapes(value, tokens, at);
        StringBuilder text = new StringBuilder(bytes.length * 4);
        for (byte b : bytes) {
            if (b >= 0x20 && b < 0x7f && b != '\\' && b != '\'' && b != '"') {
                text.append((char) b);
            } else {
                text.append("\\x").append(HEX.toHexDigits(b));
            }
        }
        return text.toString();
    }

    private static byte[] fromHex(String value, Tokens tokens, int at) {
        byte[] bytes = new byte[value.length() / 2];
        int count = 0;
        int i = 2;
        while (i < value.length()) {
            if (Tokenizer.isWhiteSpace(value.charAt(i))) {
                i++;
                continue;
            }
            int high = hexDigit(value, i, tokens, at);
            if (i + 1 >= value.length()) {
                throw invalid("invalid hexadecimal data: odd number of digits", tokens, at);
            }
            bytes[count++] = (byte) ((high << 4) | hexDigit(value, i + 1, tokens, at));
            i += 2;
        }
        return Arrays.copyOf(bytes, count);
    }

    private static int hexDigit(String value, int i, Tokens tokens, int at) {
        int digit = Literals.hexDigit(value.charAt(i));
        if (digit < 0) {
            String shown = value.substring(i, value.offsetByCodePoints(i, 1));
            throw invalid("invalid hexadecimal digit: \"" + shown + '"', tokens, at);
        }
        return digit;
    }

    private static byte[] fromEscapes(String value, Tokens tokens, int at) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[utf8.length];
        int count = 0;
        int i = 0;
        while (i < utf8.length) {
            if (utf8[i] != '\\') {
                bytes[count++] = utf8[i++];
            } else if (i + 1 < utf8.length && utf8[i + 1] == '\\') {
                bytes[count++] = '\\';
                i += 2;
            } else {
                bytes[count++] = (byte) octal(utf8, i + 1, tokens, at);
                i += 4;
            }
        }
        return Arrays.copyOf(bytes, count);
    }

    private static int octal(byte[] utf8, int from, Tokens tokens, int at) {
        boolean valid = from + 3 <= utf8.length && utf8[from] >= '0' && utf8[from] <= '3';
        int code = 0;
        for (int i = from; valid && i < from + 3; i++) {
            valid = utf8[i] >= '0' && utf8[i] <= '7';
            code = (code << 3) | (utf8[i] - '0');
        }
        if (!valid) {
            throw invalid("invalid input syntax for type bytea", tokens, at);
        }
        return code;
    }

    private static PgException invalid(String message, Tokens tokens, int at) {
        return SqlErrors.at(
                SqlState.INVALID_TEXT_REPRESENTATION, message, tokens.source(), tokens.start(at));
    }
}
