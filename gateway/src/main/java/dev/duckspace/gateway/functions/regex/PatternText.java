package dev.duckspace.gateway.functions.regex;

import dev.duckspace.gateway.functions.regex.RegexException.Problem;

/**
 * The characters of a pattern, and how far they are read.
 *
 * <p>Not for several threads.
 */
final class PatternText {
    /** What stands behind the last character. */
    static final int NOTHING = -1;

    private static final int HIGHEST_CODE = 0x7ffffffe;

    private final int[] characters;
    private int at;

    PatternText(String pattern) {
        characters = pattern.codePoints().toArray();
    }

    static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    boolean atEnd() {
        return at >= characters.length;
    }

    /** The next character, which stays to be read, or {@link #NOTHING}. */
    int peek() {
        return peek(0);
    }

    /** The character so many places behind the next one, or {@link #NOTHING}. */
    int peek(int ahead) {
        return at + ahead < characters.length ? characters[at + ahead] : NOTHING;
    }

    /** The next character, which is then read, or {@link #NOTHING}. */
    int next() {
        return at < characters.length ? characters[at++] : NOTHING;
    }

    boolean take(int c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    boolean startsWith(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (peek(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    void pass(int count) {
        at = Math.min(at + count, characters.length);
    }

    void passTo(int c) {
        while (!atEnd() && peek() != c) {
            at++;
        }
    }

    int place() {
        return at;
    }

    void returnTo(int place) {
        at = place;
    }

    /** What stands between two places. */
    String between(int from, int to) {
        return new String(characters, from, to - from);
    }

    /**
     * A number of so many digits.
     *
     * @throws RegexException with fewer digits, or of no character
     */
    int number(int radix, int fewest, int most) {
        long value = 0;
        int count = 0;
        for (; count < most; count++) {
            int digit = peek() < 128 ? Character.digit(peek(), radix) : -1;
            if (digit < 0) {
                break;
            }
            value = Math.min(value * radix + digit, Integer.MAX_VALUE);
            at++;
        }
        if (count < fewest || value > HIGHEST_CODE) {
            throw new RegexException(Problem.ESCAPE);
        }
        return (int) value;
    }
}
