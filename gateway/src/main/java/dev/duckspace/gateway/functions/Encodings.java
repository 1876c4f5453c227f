package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Bytes as text: hex, base64 and escape. */
final class Encodings {
    private static final int LINE = 76;

    private Encodings() {}

    static String encode(byte[] bytes, String format) {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "hex" -> HexFormat.of().formatHex(bytes);
            case "base64" -> Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(bytes);
            case "escape" -> escaped(bytes);
            default -> throw unknown(format);
        };
    }

    static byte[] decode(String text, String format) {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "hex" -> hex(text, 0);
            case "base64" -> base64(text);
            case "escape" -> unescaped(text);
            default -> throw unknown(format);
        };
    }

    private static PgException unknown(String format) {
        return new PgException(
                SqlState.INVALID_PARAMETER_VALUE,
                "unrecognized encoding: \"%s\"".formatted(format));
    }

    /** A literal of bytea: {@code \x} and hex, or with escapes. */
    static byte[] bytea(String text) {
        return text.startsWith("\\x") ? hex(text, 2) : unescaped(text);
    }

    private static byte[] hex(String text, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = from; at < text.length(); ) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
                at++;
                continue;
            }
            int high = digit(text, at);
            if (at + 1 >= text.length()) {
                throw new PgException(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "invalid hexadecimal data: odd number of digits");
            }
            out.write(high << 4 | digit(text, at + 1));
            at += 2;
        }
        return out.toByteArray();
    }

    private static int digit(String text, int at) {
        int c = text.codePointAt(at);
        int digit = c < 128 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "invalid hexadecimal digit: \"%s\"".formatted(Character.toString(c)));
        }
        return digit;
    }

    private static byte[] base64(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
                continue;
            }
            boolean fits =
                    (c >= 'A' && c <= 'Z')
                            || (c >= 'a' && c <= 'z')
                            || (c >= '0' && c <= '9')
                            || c == '+'
                            || c == '/'
                            || c == '=';
            if (!fits) {
                throw new PgException(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "invalid symbol \"%s\" found while decoding base64 sequence"
                                .formatted(Character.toString(text.codePointAt(at))));
            }
            clean.append(c);
        }
        try {
            if (clean.length() % 4 != 0) {
                throw new IllegalArgumentException("length");
            }
            return Base64.getDecoder().decode(clean.toString());
        } catch (IllegalArgumentException e) {
            throw PgException.refused(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "invalid base64 end sequence",
                    "Input data is missing padding, is truncated, or is otherwise corrupted.");
        }
    }

    private static String escaped(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length);
        for (byte each : bytes) {
            int value = each & 0xFF;
            if (value == 0 || value > 127) {
                out.append("\\%03o".formatted(value));
            } else if (value == '\\') {
                out.append("\\\\");
            } else {
                out.append((char) value);
            }
        }
        return out.toString();
    }

    private static byte[] unescaped(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] != '\\') {
                out.write(bytes[at]);
            } else if (at + 1 < bytes.length && bytes[at + 1] == '\\') {
                out.write('\\');
                at++;
            } else if (at + 3 < bytes.length
                    && isOctal(bytes[at + 1], '3')
                    && isOctal(bytes[at + 2], '7')
                    && isOctal(bytes[at + 3], '7')) {
                out.write(
                        (bytes[at + 1] - '0') << 6
                                | (bytes[at + 2] - '0') << 3
                                | (bytes[at + 3] - '0'));
                at += 3;
            } else {
                throw new PgException(
                        SqlState.INVALID_TEXT_REPRESENTATION,
                        "invalid input syntax for type bytea");
            }
        }
        return out.toByteArray();
    }

    private static boolean isOctal(byte c, char most) {
        return c >= '0' && c <= most;
    }

    static int position(byte[] bytes, byte[] wanted) {
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at + 1;
            }
        }
        return 0;
    }

    static byte[] trimmed(byte[] bytes, byte[] set, boolean left, boolean right) {
        int from = 0;
        int to = bytes.length;
        while (left && from < to && contains(set, bytes[from])) {
            from++;
        }
        while (right && to > from && contains(set, bytes[to - 1])) {
            to--;
        }
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static boolean contains(byte[] set, byte wanted) {
        for (byte each : set) {
            if (each == wanted) {
                return true;
            }
        }
        return false;
    }
}
