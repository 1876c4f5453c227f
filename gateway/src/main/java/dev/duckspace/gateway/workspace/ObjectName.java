package dev.duckspace.gateway.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The name of an object in a workspace. Looking it up ignores case, as the engine does.
 *
 * @param schema {@code public} where the name was given without one
 */
public record ObjectName(String schema, String name) {
    static final String DEFAULT_SCHEMA = "public";

    private static final int LENGTH_MAX = 255;

    /**
     * Reads {@code t}, {@code my_schema.t} or {@code "odd.name"}: parts without quotes are folded
     * to lower case as PostgreSQL does, and may hold anything but dots and quotes.
     *
     * @throws ContentsException INVALID
     */
    public static ObjectName parse(String text) {
        List<String> parts = parts(text);
        return switch (parts.size()) {
            case 1 -> new ObjectName(DEFAULT_SCHEMA, parts.getFirst());
            case 2 -> new ObjectName(parts.getFirst(), parts.getLast());
            default ->
                    throw ContentsException.invalid(
                            "\"%s\" has more parts than a schema and a name; put a name with dots in double quotes"
                                    .formatted(shown(text)));
        };
    }

    /** The parts between the dots that stand outside of quotes. */
    static List<String> parts(String text) {
        if (text.length() > 2 * LENGTH_MAX) {
            throw ContentsException.invalid("\"" + shown(text) + "\" is too long for a name");
        }
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (true) {
            StringBuilder part = new StringBuilder();
            at = text.startsWith("\"", at) ? quoted(text, at, part) : plain(text, at, part);
            parts.add(checked(text, part.toString()));
            if (at == text.length()) {
                return parts;
            }
            if (text.charAt(at) != '.') {
                throw malformed(text);
            }
            at++;
        }
    }

    private static int plain(String text, int from, StringBuilder part) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '.') {
            if (text.charAt(at) == '"') {
                throw malformed(text);
            }
            at++;
        }
        part.append(text.substring(from, at).toLowerCase(Locale.ROOT));
        return at;
    }

    private static int quoted(String text, int from, StringBuilder part) {
        int at = from + 1;
        while (true) {
            int quote = text.indexOf('"', at);
            if (quote < 0) {
                throw malformed(text);
            }
            part.append(text, at, quote);
            if (!text.startsWith("\"\"", quote)) {
                return quote + 1;
            }
            part.append('"');
            at = quote + 2;
        }
    }

    private static String checked(String text, String part) {
        if (part.isBlank() || part.codePoints().anyMatch(Character::isISOControl)) {
            throw malformed(text);
        }
        if (part.length() > LENGTH_MAX) {
            throw ContentsException.invalid("\"" + shown(text) + "\" is too long for a name");
        }
        return part;
    }

    private static ContentsException malformed(String text) {
        return ContentsException.invalid(
                "\"%s\" is no name: give a name, schema.name, or parts in double quotes"
                        .formatted(shown(text)));
    }

    static String shown(String text) {
        String start = text.length() <= 100 ? text : text.substring(0, 100) + "...";
        return start.replaceAll("\\p{Cntrl}", "?");
    }

    /** The same for two names that the engine cannot tell apart. */
    String folded() {
        return TableName.folded(schema, name);
    }

    String quoted() {
        return SqlText.identifier(schema) + '.' + SqlText.identifier(name);
    }

    @Override
    public String toString() {
        return schema + '.' + name;
    }
}
