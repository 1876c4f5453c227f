package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** bytea, uuid and bit strings from their text, by PostgreSQL's input rules. */
final class StringInput {
    private static final int UUID_DIGITS = 32;

    private StringInput() {}

    /** Either {@code \x} and hexadecimal digits, or the escape format. */
    static EngineValue.Blob bytea(String text) {
        return new EngineValue.Blob(text.startsWith("\\x") ? hexBytes(text) : escapedBytes(text));
    }

    private static byte[] hexBytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() / 2);
        int high = -1;
        for (int i = 2; i < text.length(); i++) {
            char c = text.charAt(i);
            if (high < 0 && (c == ' ' || c == '\n' || c == '\t' || c == '\r')) {
                continue;
            }
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw new PgException(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "invalid hexadecimal digit: \"%s\"".formatted(c));
            }
            if (high < 0) {
                high = digit;
            } else {
                bytes.write((high << 4) | digit);
                high = -1;
            }
        }
        if (high >= 0) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "invalid hexadecimal data: odd number of digits");
        }
        return bytes.toByteArray();
    }

    private static byte[] escapedBytes(String text) {
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(source.length);
        for (int i = 0; i < source.length; i++) {
            if (source[i] != '\\') {
                bytes.write(source[i]);
            } else if (i + 1 < source.length && source[i + 1] == '\\') {
                bytes.write('\\');
                i++;
            } else if (isOctal(source, i + 1)) {
                bytes.write(
                        ((source[i + 1] - '0') << 6)
                                | ((source[i + 2] - '0') << 3)
                                | (source[i + 3] - '0'));
                i += 3;
            } else {
                throw new PgException(
                        SqlState.INVALID_TEXT_REPRESENTATION,
                        "invalid input syntax for type bytea");
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isOctal(byte[] source, int at) {
        return at + 2 < source.length
                && source[at] >= '0'
                && source[at] <= '3'
                && source[at + 1] >= '0'
                && source[at + 1] <= '7'
                && source[at + 2] >= '0'
                && source[at + 2] <= '7';
    }

    /** 32 digits, a hyphen allowed behind every fourth, braces around or not. */
    static EngineValue.Uuid uuid(String text) {
        boolean braces = text.startsWith("{");
        int at = braces ? 1 : 0;
        long most = 0;
        long least = 0;
        for (int digits = 0; digits < UUID_DIGITS; digits++, at++) {
            if (digits > 0 && digits % 4 == 0 && at < text.length() && text.charAt(at) == '-') {
                at++;
            }
            char c = at < text.length() ? text.charAt(at) : ' ';
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw InputErrors.invalidSyntax("uuid", text);
            }
            if (digits < UUID_DIGITS / 2) {
                most = (most << 4) | digit;
            } else {
                least = (least << 4) | digit;
            }
        }
        String rest = text.substring(at);
        if (!rest.equals(braces ? "}" : "")) {
            throw InputErrors.invalidSyntax("uuid", text);
        }
        return new EngineValue.Uuid(most, least);
    }

    /** {@code 0101}, {@code B0101} or {@code X1F}. */
    static EngineValue.Bit bits(String text) {
        boolean hex = text.startsWith("x") || text.startsWith("X");
        boolean prefixed = hex || text.startsWith("b") || text.startsWith("B");
        StringBuilder bits = new StringBuilder(text.length() * (hex ? 4 : 1));
        for (int i = prefixed ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, hex ? 16 : 2) : -1;
            if (digit < 0) {
                throw new PgException(
                        SqlState.INVALID_TEXT_REPRESENTATION,
                        "\"%s\" is not a valid %s digit"
                                .formatted(c, hex ? "hexadecimal" : "binary"));
            }
            for (int bit = hex ? 3 : 0; bit >= 0; bit--) {
                bits.append((digit >> bit) & 1);
            }
        }
        return bit(bits.toString());
    }

    static EngineValue.Bit bit(String digits) {
        if (digits.isEmpty()) {
            throw PgException.notSupported(
                    "bit strings of length 0 are not supported", "Use NULL for no bits.");
        }
        return new EngineValue.Bit(digits);
    }
}
