package dev.duckspace.gateway.functions.regex;

import dev.duckspace.gateway.functions.regex.Node.Place;
import dev.duckspace.gateway.functions.regex.RegexException.Problem;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind a backslash in an advanced regular expression. */
final class EscapeReader {
    private static final int LAST_BYTE = 255;

    private final PatternText text;

    EscapeReader(PatternText text) {
        this.text = text;
    }

    /** The place that {@code \c} means, such as the start of a word. */
    static @Nullable Place place(int c) {
        return switch (c) {
            case 'A' -> Place.START;
            case 'Z' -> Place.END;
            case 'm' -> Place.WORD_START;
            case 'M' -> Place.WORD_END;
            case 'y' -> Place.WORD_EDGE;
            case 'Y' -> Place.NO_WORD_EDGE;
            default -> null;
        };
    }

    /** The class of characters that {@code \c} means, such as digits. */
    static @Nullable CharSet characters(int c) {
        return switch (c) {
            case 'd' -> CharClasses.DIGIT;
            case 's' -> CharClasses.SPACE;
            case 'w' -> CharClasses.WORD;
            case 'D' -> CharClasses.DIGIT.complement();
            case 'S' -> CharClasses.SPACE.complement();
            case 'W' -> CharClasses.WORD.complement();
            default -> null;
        };
    }

    /** The number of a group, or 0 where octal digits are meant, which are then still to come. */
    int reference(int groups) {
        if (text.peek() < '1' || text.peek() > '9') {
            return 0;
        }
        int from = text.place();
        long value = 0;
        while (PatternText.isDigit(text.peek())) {
            value = Math.min(value * 10 + text.next() - '0', Integer.MAX_VALUE);
        }
        if (text.place() == from + 1 || value <= groups) {
            return (int) value;
        }
        text.returnTo(from);
        return 0;
    }

    /** One character. */
    int character() {
        int c = text.next();
        return switch (c) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'B' -> '\\';
            case 'c' -> control();
            case 'e' -> 27;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case 'u' -> text.number(16, 4, 4);
            case 'U' -> text.number(16, 8, 8);
            case 'x' -> text.number(16, 1, 255);
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> octal();
            default -> {
                if (PatternText.isLetter(c)) {
                    throw new RegexException(Problem.ESCAPE);
                }
                yield c;
            }
        };
    }

    private int control() {
        if (text.atEnd()) {
            throw new RegexException(Problem.ESCAPE);
        }
        return text.next() & 31;
    }

    private int octal() {
        text.returnTo(text.place() - 1);
        int value = text.number(8, 1, 3);
        if (value <= LAST_BYTE) {
            return value;
        }
        text.returnTo(text.place() - 1);
        return value >> 3;
    }
}
