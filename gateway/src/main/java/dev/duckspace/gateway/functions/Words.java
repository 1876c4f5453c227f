package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.functions.regex.CharClasses;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** Strings changed character by character. */
final class Words {
    private Words() {}

    static String initcap(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean inWord = false;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            int cased = inWord ? CharClasses.lower(c) : CharClasses.upper(c);
            out.appendCodePoint(cased);
            inWord = CharClasses.isLetterOrDigit(cased);
        }
        return out.toString();
    }

    static String reversed(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int end = text.length(); end > 0; ) {
            int c = text.codePointBefore(end);
            out.appendCodePoint(c);
            end -= Character.charCount(c);
        }
        return out.toString();
    }

    /** UTF-8 has no conversion to ASCII. */
    static PgException noAscii() {
        return new PgException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "encoding conversion from UTF8 to ASCII not supported");
    }
}
