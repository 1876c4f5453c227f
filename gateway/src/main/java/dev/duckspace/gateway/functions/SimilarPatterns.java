package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** Patterns of SIMILAR TO as regular expressions. */
final class SimilarPatterns {
    private SimilarPatterns() {}

    /** One of PostgreSQL's, matching the whole text, its middle part a group. */
    static String advanced(String pattern, String escape) {
        return "^(?:" + translated(pattern, escape, false) + ")$";
    }

    /** One of the engine's search, which matches whole texts by itself. */
    static String search(String pattern, String escape) {
        return "(?s)" + translated(pattern, escape, true);
    }

    private static String translated(String pattern, String escape, boolean search) {
        if (escape.codePointCount(0, escape.length()) > 1) {
            throw PgException.refused(
                    SqlState.INVALID_ESCAPE_SEQUENCE,
                    "invalid escape string",
                    "Escape string must be empty or one character.");
        }
        int mark = escape.isEmpty() ? -1 : escape.codePointAt(0);
        StringBuilder out = new StringBuilder();
        int quotes = 0;
        boolean escaped = false;
        boolean inBrackets = false;
        for (int at = 0; at < pattern.length(); ) {
            int c = pattern.codePointAt(at);
            at += Character.charCount(c);
            if (escaped) {
                if (c == '"' && !inBrackets) {
                    out.append(separator(quotes++, search));
                } else {
                    escaped(out, c, search, inBrackets);
                }
                escaped = false;
            } else if (c == mark) {
                escaped = true;
            } else if (inBrackets) {
                out.append(c == '\\' ? "\\" : "").appendCodePoint(c);
                inBrackets = c != ']';
            } else {
                inBrackets = c == '[';
                outside(out, c);
            }
        }
        return out.toString();
    }

    private static void outside(StringBuilder out, int c) {
        switch (c) {
            case '%' -> out.append(".*");
            case '_' -> out.append('.');
            case '(' -> out.append("(?:");
            case '\\', '.', '^', '$' -> out.append('\\').appendCodePoint(c);
            default -> out.appendCodePoint(c);
        }
    }

    private static void escaped(StringBuilder out, int c, boolean search, boolean inBrackets) {
        String set =
                !search
                        ? null
                        : switch (c) {
                            case 'w' -> "\\p{L}\\p{Nl}\\p{Nd}_";
                            case 's' -> "\\s\\x0b";
                            default -> null;
                        };
        if (set != null) {
            out.append(inBrackets ? set : "[" + set + "]");
        } else {
            out.append('\\').appendCodePoint(c);
        }
    }

    private static String separator(int number, boolean search) {
        if (search) {
            return "";
        }
        return switch (number) {
            case 0 -> "){1,1}?(";
            case 1 -> "){1,1}(?:";
            default ->
                    throw new PgException(
                            SqlState.INVALID_USE_OF_ESCAPE_CHARACTER,
                            "SQL regular expression may not contain more than two"
                                    + " escape-double-quote separators");
        };
    }
}
