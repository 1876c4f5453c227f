package dev.duckspace.gateway.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A piece of a date, time or interval text, cut as PostgreSQL cuts it: white space and stray
 * punctuation separate, letters are lower case.
 */
record DateTimeToken(Kind kind, String text) {
    /** More pieces than any sensible text has. */
    private static final int MAX_TOKENS = 25;

    /** Words behind which digits may stand without making a zone name of both. */
    private static final Set<String> WORDS_BEFORE_DIGITS =
            Set.of(
                    "ad",
                    "am",
                    "apr",
                    "april",
                    "at",
                    "aug",
                    "august",
                    "bc",
                    "d",
                    "dec",
                    "december",
                    "feb",
                    "february",
                    "fri",
                    "friday",
                    "h",
                    "j",
                    "jan",
                    "january",
                    "jd",
                    "jul",
                    "julian",
                    "july",
                    "jun",
                    "june",
                    "m",
                    "mar",
                    "march",
                    "may",
                    "mm",
                    "mon",
                    "monday",
                    "nov",
                    "november",
                    "oct",
                    "october",
                    "on",
                    "pm",
                    "s",
                    "sat",
                    "saturday",
                    "sep",
                    "sept",
                    "september",
                    "sun",
                    "sunday",
                    "t",
                    "thu",
                    "thur",
                    "thurs",
                    "thursday",
                    "tue",
                    "tues",
                    "tuesday",
                    "wed",
                    "wednesday",
                    "weds",
                    "y");

    /** What a token looks like. */
    enum Kind {
        /** Digits, with a fraction or not. */
        NUMBER,
        /** Letters. */
        WORD,
        /** Two or three parts between separators, or a zone name with punctuation. */
        DATE,
        /** Has colons. */
        TIME,
        /** A sign and digits. */
        SIGNED,
        /** A sign and letters. */
        SIGNED_WORD
    }

    /** Returns an empty list for a text that cannot be cut, or for an empty one. */
    static List<DateTimeToken> cut(String text) {
        return new Cutter(text.toLowerCase(Locale.ROOT)).cut();
    }

    private static final class Cutter {
        private final String text;
        private final List<DateTimeToken> tokens = new ArrayList<>();
        private int at;
        private int start;

        Cutter(String text) {
            this.text = text;
        }

        List<DateTimeToken> cut() {
            while (at < text.length()) {
                start = at;
                char c = text.charAt(at);
                if (isDigit(c)) {
                    digits();
                } else if (c == '.') {
                    at++;
                    skipDigits();
                    add(Kind.NUMBER);
                } else if (isLetter(c)) {
                    letters();
                } else if (c == '+' || c == '-') {
                    if (!signed()) {
                        return List.of();
                    }
                } else if (NumberInput.isSpace(c) || isPunctuation(c)) {
                    at++;
                } else {
                    return List.of();
                }
            }
            return tokens.size() > MAX_TOKENS ? List.of() : tokens;
        }

        private void digits() {
            skipDigits();
            char next = peek();
            if (next == ':') {
                skipAny(":.");
                add(Kind.TIME);
            } else if (next == '-' || next == '/' || next == '.') {
                at++;
                datePart(next);
            } else {
                add(Kind.NUMBER);
            }
        }

        private void datePart(char separator) {
            if (!isDigit(peek())) {
                while (isDigit(peek()) || isLetter(peek()) || peek() == separator) {
                    at++;
                }
                add(Kind.DATE);
                return;
            }
            skipDigits();
            boolean threeParts = peek() == separator;
            if (threeParts) {
                skipAny(String.valueOf(separator));
            }
            add(separator == '.' && !threeParts ? Kind.NUMBER : Kind.DATE);
        }

        private void letters() {
            while (isLetter(peek())) {
                at++;
            }
            char next = peek();
            boolean runsOn =
                    next == '-'
                            || next == '/'
                            || next == '.'
                            || ((next == '+' || isDigit(next))
                                    && !WORDS_BEFORE_DIGITS.contains(text.substring(start, at)));
            if (runsOn) {
                while (isDigit(peek()) || isLetter(peek()) || "+-/_.:".indexOf(peek()) >= 0) {
                    at++;
                }
            }
            add(runsOn ? Kind.DATE : Kind.WORD);
        }

        private boolean signed() {
            char sign = text.charAt(at++);
            while (NumberInput.isSpace(peek())) {
                at++;
            }
            start = at;
            boolean number = isDigit(peek());
            if (!number && !isLetter(peek())) {
                return false;
            }
            if (number) {
                skipAny(":.-");
            } else {
                while (isLetter(peek())) {
                    at++;
                }
            }
            tokens.add(
                    new DateTimeToken(
                            number ? Kind.SIGNED : Kind.SIGNED_WORD,
                            sign + text.substring(start, at)));
            return true;
        }

        private void add(Kind kind) {
            tokens.add(new DateTimeToken(kind, text.substring(start, at)));
        }

        private void skipDigits() {
            skipAny("");
        }

        /** Skips digits and what else is given. */
        private void skipAny(String others) {
            while (isDigit(peek()) || others.indexOf(peek()) >= 0) {
                at++;
            }
        }

        /** NUL at the end: no character of any class. */
        private char peek() {
            return at < text.length() ? text.charAt(at) : '\0';
        }

        private static boolean isPunctuation(char c) {
            return c > ' ' && c < 0x7F;
        }
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
