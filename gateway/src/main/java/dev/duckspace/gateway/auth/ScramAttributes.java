package dev.duckspace.gateway.auth;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/**
 * Reads a SCRAM message from left to right: {@code a=value} pairs with commas between. The text has
 * one character for each byte (ISO 8859-1), so that nothing is lost on the way to the signature.
 * Errors are PostgreSQL's.
 */
final class ScramAttributes {
    private static final char END = '\0';

    private final String text;
    private int position;

    record Attribute(char name, String value) {}

    ScramAttributes(String text) {
        if (text.isEmpty()) {
            throw malformed("The message is empty.");
        }
        if (text.indexOf(END) >= 0) {
            throw malformed("Message length does not match input length.");
        }
        this.text = text;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position >= text.length();
    }

    /** The next character; a zero at the end. */
    char peek() {
        return atEnd() ? END : text.charAt(position);
    }

    void skip() {
        position++;
    }

    void skipComma() {
        if (peek() != ',') {
            throw malformed(
                    "Comma expected, but found character \"%s\".".formatted(printed(peek())));
        }
        skip();
    }

    /** The value of the attribute that must come next. */
    String value(char name) {
        if (peek() != name) {
            throw malformed(
                    "Expected attribute \"%s\" but found \"%s\".".formatted(name, printed(peek())));
        }
        return next().value();
    }

    Attribute next() {
        char name = peek();
        if (atEnd()) {
            throw malformed("Attribute expected, but found end of string.");
        }
        if (!isLetter(name)) {
            throw malformed(
                    "Attribute expected, but found invalid character \"%s\"."
                            .formatted(printed(name)));
        }
        skip();
        if (peek() != '=') {
            throw malformed("Expected character \"=\" for attribute \"%s\".".formatted(name));
        }
        skip();
        int comma = text.indexOf(',', position);
        int end = comma < 0 ? text.length() : comma;
        String value = text.substring(position, end);
        position = comma < 0 ? end : comma + 1;
        return new Attribute(name, value);
    }

    private static boolean isLetter(char character) {
        return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
    }

    static String printed(char character) {
        return character >= 0x21 && character <= 0x7e
                ? "'" + character + "'"
                : "0x%02x".formatted((int) character);
    }

    static PgException malformed(String detail) {
        return violation("malformed SCRAM message", detail);
    }

    static PgException violation(String message, String detail) {
        return new PgException(
                ErrorInfo.fatal(SqlState.PROTOCOL_VIOLATION, message).withDetail(detail));
    }
}
