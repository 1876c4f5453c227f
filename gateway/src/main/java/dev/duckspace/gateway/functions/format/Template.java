package dev.duckspace.gateway.functions.format;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template of to_char and its like in parts.
 *
 * @param <K> the kind of field
 */
record Template<K>(List<Part<K>> parts) {
    Template {
        parts = List.copyOf(parts);
    }

    /** What a part that is no field is. */
    enum Filler {
        SPACE,
        SEPARATOR,
        TEXT
    }

    /**
     * @param field null for what stands for itself
     * @param text as it is written; of a field its name
     */
    record Part<K>(@Nullable K field, Filler filler, String text, Suffixes suffixes) {
        static <K> Part<K> filler(Filler filler, String text) {
            return new Part<>(null, filler, text, Suffixes.NONE);
        }
    }

    /**
     * @param fill FM
     * @param local TM
     * @param ordinal th or TH
     */
    record Suffixes(boolean fill, boolean local, @Nullable String ordinal) {
        static final Suffixes NONE = new Suffixes(false, false, null);
    }

    /** The kind of a character that is no field, in a template of dates. */
    static Filler dateFiller(String character) {
        char c = character.charAt(0);
        if (isSeparator(c)) {
            return Filler.SEPARATOR;
        }
        return isSpace(c) ? Filler.SPACE : Filler.TEXT;
    }

    static boolean isSeparator(char c) {
        return c > 0x20
                && c < 0x7F
                && !(c >= 'A' && c <= 'Z')
                && !(c >= 'a' && c <= 'z')
                && !isDigit(c);
    }

    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * The suffix that makes a number an ordinal: st, nd, rd, th.
     *
     * @throws PgException 22P02 when it does not end in a digit
     */
    static String ordinal(String digits, boolean upper) {
        int length = digits.length();
        char last = length == 0 ? ' ' : digits.charAt(length - 1);
        if (!isDigit(last)) {
            throw new PgException(
                    SqlState.INVALID_TEXT_REPRESENTATION,
                    "\"%s\" is not a number".formatted(digits));
        }
        if (length > 1 && digits.charAt(length - 2) == '1') {
            last = '0';
        }
        String suffix =
                switch (last) {
                    case '1' -> "st";
                    case '2' -> "nd";
                    case '3' -> "rd";
                    default -> "th";
                };
        return upper ? suffix.toUpperCase(java.util.Locale.ROOT) : suffix;
    }
}
