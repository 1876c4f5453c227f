package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.engine.FunctionError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A name as a user writes it in a text: {@code public."My table"}. */
final class QualifiedName {
    private QualifiedName() {}

    /**
     * Its parts, folded to lower case where they are not quoted.
     *
     * @throws FunctionError 42602 for what is no name
     */
    static List<String> parts(String written) {
        List<String> parts = new ArrayList<>();
        String text = written.strip();
        int at = 0;
        while (true) {
            StringBuilder part = new StringBuilder();
            at = part(text, at, part);
            if (part.isEmpty()) {
                throw new FunctionError("42602", "invalid name syntax");
            }
            parts.add(part.toString());
            if (at >= text.length()) {
                return parts;
            }
            if (text.charAt(at) != '.') {
                throw new FunctionError("42602", "invalid name syntax");
            }
            at++;
        }
    }

    private static int part(String text, int from, StringBuilder part) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            at++;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c != '"') {
                    part.append(c);
                } else if (at < text.length() && text.charAt(at) == '"') {
                    part.append(c);
                    at++;
                } else {
                    break;
                }
            }
        } else {
            int start = at;
            while (at < text.length()
                    && text.charAt(at) != '.'
                    && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            part.append(text.substring(start, at).toLowerCase(Locale.ROOT));
        }
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
