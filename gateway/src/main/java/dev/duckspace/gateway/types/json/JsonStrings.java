package dev.duckspace.gateway.types.json;

/** Strings of JSON with their quotes and escapes, and without. */
public final class JsonStrings {
    private static final String HEX = "0123456789abcdef";

    private JsonStrings() {}

    /**
     * The characters of a string that was read without complaint.
     *
     * @param from past the opening quote
     * @param to at the closing one
     * @throws dev.duckspace.gateway.protocol.PgException 22P05 for a zero, 22P02 for surrogates
     *     without their other half
     */
    static String unescape(String source, int from, int to) {
        int backslash = source.indexOf('\\', from);
        if (backslash < 0 || backslash >= to) {
            return source.substring(from, to);
        }
        StringBuilder result = new StringBuilder(to - from);
        boolean half = false;
        for (int at = from; at < to; at++) {
            char c = source.charAt(at);
            boolean escape = c == '\\';
            if (escape && source.charAt(at + 1) == 'u') {
                char unit = (char) Integer.parseInt(source, at + 2, at + 6, 16);
                requireMatching(unit, half);
                half = Character.isHighSurrogate(unit);
                result.append(unit);
                at += 5;
                continue;
            }
            if (half) {
                throw lowSurrogate();
            }
            if (escape) {
                at++;
            }
            result.append(escape ? unescaped(source.charAt(at)) : c);
        }
        if (half) {
            throw lowSurrogate();
        }
        return result.toString();
    }

    /**
     * @param half whether the unit before is the first half of a pair
     */
    private static void requireMatching(char unit, boolean half) {
        if (unit == 0) {
            throw JsonErrors.untranslatable("\\u0000 cannot be converted to text.");
        }
        if (half && Character.isHighSurrogate(unit)) {
            throw JsonErrors.invalid("Unicode high surrogate must not follow a high surrogate.");
        }
        if (half != Character.isLowSurrogate(unit)) {
            throw lowSurrogate();
        }
    }

    private static RuntimeException lowSurrogate() {
        return JsonErrors.invalid("Unicode low surrogate must follow a high surrogate.");
    }

    private static char unescaped(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }

    /** Appends a string in quotes, with what must be escaped escaped. */
    public static void quote(StringBuilder to, String string) {
        to.append('"');
        for (int at = 0; at < string.length(); at++) {
            char c = string.charAt(at);
            switch (c) {
                case '"' -> to.append("\\\"");
                case '\\' -> to.append("\\\\");
                case '\b' -> to.append("\\b");
                case '\f' -> to.append("\\f");
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case '\t' -> to.append("\\t");
                default -> {
                    if (c < ' ') {
                        to.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        to.append(c);
                    }
                }
            }
        }
        to.append('"');
    }
}
