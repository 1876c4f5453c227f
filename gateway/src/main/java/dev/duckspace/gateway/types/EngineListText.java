package dev.duckspace.gateway.types;

/**
 * The engine's own texts of lists, {@code [1, NULL, 'it''s']}, as PostgreSQL's: {@code
 * {1,NULL,"it's"}}.
 */
final class EngineListText {
    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private EngineListText(String text) {
        this.text = text;
    }

    /** Whether it is such a text: a bracket, and no {@code =} of PostgreSQL's dimensions. */
    static boolean is(String text) {
        String trimmed = NumberInput.trim(text);
        return trimmed.startsWith("[") && trimmed.endsWith("]");
    }

    static String asArray(String text) {
        EngineListText reader = new EngineListText(NumberInput.trim(text));
        reader.list();
        return reader.at == reader.text.length() ? reader.out.toString() : text;
    }

    private void list() {
        at++;
        out.append('{');
        skipSpace();
        while (at < text.length() && text.charAt(at) != ']') {
            element();
            skipSpace();
            if (at < text.length() && text.charAt(at) == ',') {
                out.append(',');
                at++;
                skipSpace();
            }
        }
        at++;
        out.append('}');
    }

    private void element() {
        char first = text.charAt(at);
        if (first == '[') {
            list();
        } else if (first == '\'' || first == '"') {
            quoted(first);
        } else {
            int from = at;
            while (at < text.length() && ",]".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String word = NumberInput.trim(text.substring(from, at));
            out.append(word.equalsIgnoreCase("null") ? "NULL" : quote(word));
        }
    }

    private void quoted(char quote) {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        at++;
        out.append(quote(value.toString()));
    }

    private static String quote(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void skipSpace() {
        while (at < text.length() && NumberInput.isSpace(text.charAt(at))) {
            at++;
        }
    }
}
