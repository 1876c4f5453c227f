package dev.duckspace.gateway.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code x = ANY ('{a,b}')} becomes {@code x IN ('a', 'b')}, and {@code <> ALL} {@code NOT IN}: the
 * engine takes the constant for a string, and has no type of x to read it with.
 */
final class ListLiteralRule implements RewriteRule {
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");

    @Override
    public void apply(Rewrite rewrite, int at) {
        boolean constant =
                rewrite.is(at + 1, TokenKind.LEFT_PAREN)
                        && rewrite.is(at + 2, TokenKind.STRING)
                        && rewrite.is(at + 3, TokenKind.RIGHT_PAREN);
        if (!constant) {
            orNull(rewrite, at);
        }
        String membership = constant ? membership(rewrite, at) : null;
        if (membership == null) {
            return;
        }
        List<String> elements = elements(Literals.string(rewrite.tokens(), at + 2));
        if (elements != null) {
            String list =
                    elements.isEmpty() ? "SELECT NULL WHERE false" : String.join(", ", elements);
            rewrite.replace(at - 1, at + 4, membership + " (" + list + ')');
        }
    }

    /** Of an array that is NULL the answer is not known: it becomes an array of NULL. */
    private static void orNull(Rewrite rewrite, int at) {
        if (!rewrite.is(at + 1, TokenKind.LEFT_PAREN)
                || at <= rewrite.from()
                || !COMPARISONS.contains(rewrite.tokens().text(at - 1))
                || rewrite.is(at + 2, Keyword.SELECT)
                || rewrite.is(at + 2, Keyword.WITH)
                || rewrite.is(at + 2, Keyword.VALUES)
                || rewrite.is(at + 2, Keyword.ARRAY)
                || rewrite.is(at + 2, TokenKind.LEFT_BRACKET)
                || rewrite.is(at + 2, TokenKind.LEFT_PAREN)) {
            return;
        }
        int past = rewrite.pastGroup(at + 1);
        if (past - at > 4 || rewrite.is(at + 2, TokenKind.IDENTIFIER)) {
            rewrite.insertBefore(at + 2, "coalesce(");
            rewrite.insertBefore(past - 1, ", [NULL])");
        }
    }

    private static @Nullable String membership(Rewrite rewrite, int at) {
        String operator = at > rewrite.from() ? rewrite.tokens().text(at - 1) : "";
        if (rewrite.is(at, Keyword.ALL)) {
            return operator.equals("<>") || operator.equals("!=") ? "NOT IN" : null;
        }
        return operator.equals("=") ? "IN" : null;
    }

    /** The constants of a one-dimensional array's text; null for any other text. */
    private static @Nullable List<String> elements(String text) {
        String inner = text.strip();
        if (!inner.startsWith("{") || !inner.endsWith("}") || inner.length() < 2) {
            return null;
        }
        inner = inner.substring(1, inner.length() - 1);
        List<String> found = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        boolean quoted = false;
        boolean wasQuoted = false;
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '\\' && i + 1 < inner.length()) {
                element.append(inner.charAt(++i));
                wasQuoted = true;
            } else if (c == '"') {
                quoted = !quoted;
                wasQuoted = true;
            } else if (!quoted && (c == '{' || c == '}')) {
                return null;
            } else if (!quoted && c == ',') {
                found.add(constant(element, wasQuoted));
                element.setLength(0);
                wasQuoted = false;
            } else {
                element.append(c);
            }
        }
        if (quoted) {
            return null;
        }
        if (!found.isEmpty() || wasQuoted || !element.toString().isBlank()) {
            found.add(constant(element, wasQuoted));
        }
        return found.stream().anyMatch(String::isEmpty) ? null : found;
    }

    /** Empty where PostgreSQL finds no element at all, as between two commas. */
    private static String constant(StringBuilder element, boolean quoted) {
        String text = quoted ? element.toString() : element.toString().strip();
        if (quoted) {
            return Literals.quote(text);
        }
        if (text.equalsIgnoreCase("null")) {
            return "NULL";
        }
        return text.isEmpty() ? "" : Literals.quote(text);
    }
}
