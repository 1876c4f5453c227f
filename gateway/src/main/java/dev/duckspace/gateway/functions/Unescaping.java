package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** Unicode escapes in strings. */
final class Unescaping {
    private Unescaping() {}

    /**
     * @throws PgException 42601 for an escape that is none, 22023 for no code point
     */
    static String unistr(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int high = 0;
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            boolean escape = c == '\\' && !text.startsWith("\\\\", at);
            if (!escape) {
                requireNoPair(high);
                out.append(c);
                at += c == '\\' ? 2 : 1;
                continue;
            }
            int skip = prefix(text, at);
            int digits = digits(text, at, skip);
            int point = Integer.parseUnsignedInt(text, at + skip, at + skip + digits, 16);
            at += skip + digits;
            if (point == 0 || Integer.compareUnsigned(point, Character.MAX_CODE_POINT) > 0) {
                throw new PgException(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "invalid Unicode code point: %04X".formatted(point));
            }
            if (point >= 0xDC00 && point <= 0xDFFF) {
                if (high == 0) {
                    throw pair();
                }
                out.appendCodePoint(Character.toCodePoint((char) high, (char) point));
                high = 0;
            } else {
                requireNoPair(high);
                boolean first = point >= 0xD800 && point <= 0xDBFF;
                high = first ? point : 0;
                if (!first) {
                    out.appendCodePoint(point);
                }
            }
        }
        requireNoPair(high);
        return out.toString();
    }

    private static void requireNoPair(int high) {
        if (high != 0) {
            throw pair();
        }
    }

    private static PgException pair() {
        return new PgException(SqlState.SYNTAX_ERROR, "invalid Unicode surrogate pair");
    }

    private static int prefix(String text, int at) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return next == '+' || next == 'u' || next == 'U' ? 2 : 1;
    }

    private static int digits(String text, int at, int skip) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        int wanted = next == '+' ? 6 : next == 'U' ? 8 : 4;
        int from = at + skip;
        boolean all = from + wanted <= text.length();
        for (int i = from; all && i < from + wanted; i++) {
            all = text.charAt(i) < 128 && Character.digit(text.charAt(i), 16) >= 0;
        }
        if (!all) {
            throw PgException.refused(
                    SqlState.SYNTAX_ERROR,
                    "invalid Unicode escape",
                    "Unicode escapes must be \\XXXX, \\+XXXXXX, \\uXXXX, or \\UXXXXXXXX.");
        }
        return wanted;
    }
}
