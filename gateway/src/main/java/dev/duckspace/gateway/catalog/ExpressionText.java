package dev.duckspace.gateway.catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The engine's texts of expressions as PostgreSQL prints them. */
final class ExpressionText {
    private static final Pattern GENERATED =
            Pattern.compile("^CAST\\((.*) AS [A-Z0-9_ (),]+\\)$", Pattern.DOTALL);

    /** A default that tells the session what it has drawn. */
    private static final Pattern DRAWN =
            Pattern.compile(
                    "pg_(?:drawn|always)\\(('(?:[^']|'')*'), nextval\\('(?:[^']|'')*'\\)\\)");

    private ExpressionText() {}

    static String ofDefault(String text, CatalogSnapshot.ColumnEntry entry) {
        if (entry.column().generated()) {
            Matcher cast = GENERATED.matcher(text);
            return cast.matches() ? cast.group(1) : text;
        }
        Matcher drawn = DRAWN.matcher(text);
        if (drawn.matches()) {
            return "nextval(" + drawn.group(1) + "::regclass)";
        }
        if (text.startsWith("nextval('")) {
            return text.replaceFirst("'(?:::VARCHAR)?\\)$", "'::regclass)");
        }
        boolean plain = text.matches("'([^']|'')*'");
        return plain && (entry.type().oid() == 25 || entry.type().oid() == 1043)
                ? text + "::text"
                : text;
    }

    static @Nullable String ofCheck(
            CatalogSnapshot.Constraint constraint, CatalogSnapshot snapshot) {
        return constraint.key().expression();
    }

    /** Whether the first bracket closes with the last. */
    static boolean isWrapped(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')' && --depth == 0) {
                return i == text.length() - 1;
            }
        }
        return false;
    }
}
