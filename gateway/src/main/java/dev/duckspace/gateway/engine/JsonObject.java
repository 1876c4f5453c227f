package dev.duckspace.gateway.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A strict reader of one flat JSON object of texts and plain literals: what errors come in. */
final class JsonObject {
    private final String text;
    private int at;

    private JsonObject(String text) {
        this.text = text;
    }

    /** The members in their order; null when the text is anything else. */
    static @Nullable Map<String, String> parse(String text) {
        if (!text.startsWith("{")) {
            return null;
        }
        try {
            return new JsonObject(text).object();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private Map<String, String> object() {
        Map<String, String> members = new LinkedHashMap<>();
        expect('{');
        skipSpace();
        if (text.charAt(at) != '}') {
            member(members);
            while (text.charAt(at) == ',') {
                at++;
                skipSpace();
                member(members);
            }
        }
        expect('}');
        skipSpace();
        if (at != text.length()) {
            throw new IllegalArgumentException("Something follows the object");
        }
        return members;
    }

    private void member(Map<String, String> members) {
        String name = string();
        skipSpace();
        expect(':');
        skipSpace();
        members.put(name, text.charAt(at) == '"' ? string() : literal());
        skipSpace();
    }

    private String literal() {
        int start = at;
        while ("+-.0123456789eEtrufalsn".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at == start) {
            throw new IllegalArgumentException("Neither a text nor a literal");
        }
        return text.substring(start, at);
    }

    private String string() {
        expect('"');
        StringBuilder value = new StringBuilder();
        for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
            value.append(c == '\\' ? escaped() : c);
        }
        return value.toString();
    }

    private char escaped() {
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text, at - 4, at, 16);
            }
            default -> throw new IllegalArgumentException("Not an escape: " + c);
        };
    }

    private void expect(char c) {
        if (text.charAt(at++) != c) {
            throw new IllegalArgumentException("Expected " + c);
        }
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
