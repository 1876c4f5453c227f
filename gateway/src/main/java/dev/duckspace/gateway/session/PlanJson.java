package dev.duckspace.gateway.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the engine's JSON: objects as maps, arrays as lists, numbers as doubles or longs. */
final class PlanJson {
    private final String text;
    private int at;

    private PlanJson(String text) {
        this.text = text;
    }

    /**
     * @throws IllegalArgumentException for what is no JSON
     */
    static @Nullable Object parse(String text) {
        try {
            return new PlanJson(text).value();
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the JSON ends early", e);
        }
    }

    private @Nullable Object value() {
        blank();
        char c = text.charAt(at);
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> literal();
        };
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        at++;
        while (!accept('}')) {
            blank();
            String name = string();
            expect(':');
            members.put(name, value());
            accept(',');
        }
        return members;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> items = new ArrayList<>();
        at++;
        while (!accept(']')) {
            items.add(value());
            accept(',');
        }
        return items;
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        at++;
        while (text.charAt(at) != '"') {
            char c = text.charAt(at);
            at++;
            if (c != '\\') {
                value.append(c);
                continue;
            }
            switch (text.charAt(at)) {
                case 'n' -> value.append('\n');
                case 't' -> value.append('\t');
                case 'r' -> value.append('\r');
                case 'b' -> value.append('\b');
                case 'f' -> value.append('\f');
                case 'u' -> {
                    value.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                    at += 4;
                }
                default -> value.append(text.charAt(at));
            }
            at++;
        }
        at++;
        return value.toString();
    }

    private @Nullable Object literal() {
        int start = at;
        while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "null" -> null;
            case "true", "false" -> Boolean.valueOf(word);
            default ->
                    word.matches("-?\\d{1,18}")
                            ? (Object) Long.valueOf(word)
                            : (Object) Double.valueOf(word);
        };
    }

    private void blank() {
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean accept(char wanted) {
        blank();
        boolean found = text.charAt(at) == wanted;
        if (found) {
            at++;
        }
        return found;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw new IllegalArgumentException("the JSON lacks " + wanted);
        }
    }
}
