package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's format(): {@code %[position$][-][width]type} with the types s, I and L. */
final class TextFormat {
    private final String format;
    private final List<@Nullable String> arguments;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int next;

    private TextFormat(String format, List<@Nullable String> arguments) {
        this.format = format;
        this.arguments = arguments;
    }

    /**
     * @throws PgException 22023 for a format that is none, or that wants more arguments
     */
    static String of(String format, List<@Nullable String> arguments) {
        return new TextFormat(format, arguments).write();
    }

    private String write() {
        while (at < format.length()) {
            char c = format.charAt(at++);
            if (c != '%') {
                out.append(c);
            } else if (current() == '%') {
                out.append('%');
                at++;
            } else {
                specifier();
            }
        }
        return out.toString();
    }

    private char current() {
        if (at >= format.length()) {
            throw PgException.refused(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "unterminated format() type specifier",
                    "For a single \"%\" use \"%%\".");
        }
        return format.charAt(at);
    }

    private void specifier() {
        int position = -1;
        int width = 0;
        int widthPosition = -1;
        boolean left = false;
        int number = digits();
        boolean plain = number >= 0 && current() != '$';
        if (plain) {
            width = number;
        } else {
            if (number >= 0) {
                position = required(number);
                at++;
            }
            while (current() == '-') {
                left = true;
                at++;
            }
            if (current() == '*') {
                at++;
                widthPosition = widthPosition();
            } else {
                width = Math.max(0, digits());
            }
        }
        char type = current();
        if (type != 's' && type != 'I' && type != 'L') {
            throw PgException.refused(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "unrecognized format() type specifier \"%s\""
                            .formatted(Character.toString(format.codePointAt(at))),
                    "For a single \"%\" use \"%%\".");
        }
        at++;
        if (widthPosition >= 0) {
            width = width(argument(widthPosition));
            left |= width < 0;
            width = Math.abs(width);
        }
        append(text(argument(position), type), width, left);
    }

    private int widthPosition() {
        int number = digits();
        if (number < 0) {
            return 0;
        }
        if (current() != '$') {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "width argument position must be ended by \"$\"");
        }
        at++;
        return required(number);
    }

    private static int required(int position) {
        if (position == 0) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "format specifies argument 0, but arguments are numbered from 1");
        }
        return position;
    }

    /** A number that stands here, or -1. */
    private int digits() {
        long value = 0;
        int from = at;
        while (current() >= '0' && current() <= '9') {
            value = value * 10 + format.charAt(at++) - '0';
            if (value > Integer.MAX_VALUE) {
                throw new PgException(
                        SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "number is out of range");
            }
        }
        return at == from ? -1 : (int) value;
    }

    /** The argument of a position, or the next for none. */
    private @Nullable String argument(int position) {
        int index = position > 0 ? position - 1 : next;
        if (index >= arguments.size()) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE, "too few arguments for format()");
        }
        next = index + 1;
        return arguments.get(index);
    }

    private static int width(@Nullable String argument) {
        if (argument == null) {
            return 0;
        }
        try {
            int width = Integer.parseInt(argument.strip());
            if (width == Integer.MIN_VALUE) {
                throw new PgException(
                        SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "number is out of range");
            }
            return width;
        } catch (NumberFormatException e) {
            throw new PgException(
                    SqlState.INVALID_TEXT_REPRESENTATION,
                    "invalid input syntax for type integer: \"%s\"".formatted(argument));
        }
    }

    private static String text(@Nullable String value, char type) {
        if (value == null) {
            if (type == 'I') {
                throw new PgException(
                        SqlState.NULL_VALUE_NOT_ALLOWED,
                        "null values cannot be formatted as an SQL identifier");
            }
            return type == 'L' ? "NULL" : "";
        }
        return switch (type) {
            case 'I' -> SqlQuoting.name(value);
            case 'L' -> SqlQuoting.literal(value);
            default -> value;
        };
    }

    private void append(String text, int width, boolean left) {
        Sizes.requireText((long) out.length() + Math.max(width, text.length()));
        int missing = width - text.codePointCount(0, text.length());
        String pad = missing > 0 ? " ".repeat(missing) : "";
        out.append(left ? "" : pad).append(text).append(left ? pad : "");
    }
}
