package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogSnapshot.ColumnEntry;
import dev.duckspace.gateway.catalog.CatalogSnapshot.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The engine's texts of expressions as PostgreSQL prints them; what cannot be read stays. */
final class ExpressionText {
    private static final Pattern GENERATED =
            Pattern.compile("^CAST\\((.*) AS [A-Z0-9_ (),]+\\)$", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

    private static final Pattern BOOLEAN = Pattern.compile("(?i)t(rue)?|f(alse)?|y(es)?|no?|[01]");
    private static final Pattern NATURAL = Pattern.compile("0|[1-9]\\d{0,8}");

    /** A default that tells the session what it has drawn. */
    private static final Pattern DRAWN =
            Pattern.compile(
                    "pg_(?:drawn|always|by_default)\\(('(?:[^']|'')*'), nextval\\('(?:[^']|'')*'\\)\\)");

    private ExpressionText() {}

    static String ofDefault(String text, ColumnEntry entry, CatalogSnapshot snapshot) {
        if (entry.column().generated()) {
            Matcher cast = GENERATED.matcher(text);
            return print(
                    cast.matches() ? cast.group(1) : text,
                    snapshot.columnsOf(entry.relation()),
                    snapshot,
                    false);
        }
        Matcher drawn = DRAWN.matcher(text);
        if (drawn.matches()) {
            return "nextval(" + drawn.group(1) + "::regclass)";
        }
        if (text.startsWith("nextval('")) {
            return text.replaceFirst("'(?:::VARCHAR)?\\)$", "'::regclass)");
        }
        long type = entry.type().oid();
        if (LITERAL.matcher(text).matches()) {
            return ofConstant(text, type, snapshot);
        }
        return print(text, Map.of(), snapshot, false);
    }

    /** A constant that its column has read. */
    private static String ofConstant(String text, long type, CatalogSnapshot snapshot) {
        String bare = text.substring(1, text.length() - 1);
        if (type == Expression.BOOL && BOOLEAN.matcher(bare).matches()) {
            return Boolean.toString("tTyY1".indexOf(bare.charAt(0)) >= 0);
        }
        if (type == Expression.INTEGER && NATURAL.matcher(bare).matches()) {
            return bare;
        }
        String named = type == Expression.BPCHAR ? "bpchar" : snapshot.typeText(type);
        return named == null ? text : text + "::" + named;
    }

    static @Nullable String ofCheck(Constraint constraint, CatalogSnapshot snapshot) {
        return ofCheck(constraint, snapshot, false);
    }

    /**
     * @param pretty without brackets that are not needed
     */
    static @Nullable String ofCheck(
            Constraint constraint, CatalogSnapshot snapshot, boolean pretty) {
        String text = constraint.key().expression();
        return text == null
                ? null
                : print(text, snapshot.columnsOf(constraint.relation()), snapshot, pretty);
    }

    /** An index's item that is no column, with its brackets unless it is a call. */
    static String ofItem(String item, long table, CatalogSnapshot snapshot) {
        try {
            Expression expression =
                    ExpressionParser.parse(
                            item, columnTypes(snapshot.columnsOf(table)), snapshot.types());
            String text = Expression.print(expression, false);
            return expression instanceof Expression.Call || text.startsWith("(")
                    ? text
                    : '(' + text + ')';
        } catch (ExpressionParser.Unreadable e) {
            return item;
        }
    }

    /**
     * An expression whose columns have the table's name before them.
     *
     * @throws ExpressionParser.Unreadable for what is not read
     */
    static String qualified(
            String text,
            String table,
            Map<String, ColumnEntry> columns,
            CatalogSnapshot snapshot,
            boolean pretty) {
        Expression expression =
                ExpressionParser.parse(text, columnTypes(columns), snapshot.types());
        return expression instanceof Expression.Text literal
                ? literal.literal() + "::text"
                : Expression.print(Expression.qualified(expression, table), pretty);
    }

    /** At the commas outside of brackets and quotes. */
    static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (c == ',' && depth == 0) {
                    parts.add(text.substring(from, i).strip());
                    from = i + 1;
                }
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    private static String print(
            String text,
            Map<String, ColumnEntry> columns,
            CatalogSnapshot snapshot,
            boolean pretty) {
        try {
            return Expression.print(
                    ExpressionParser.parse(text, columnTypes(columns), snapshot.types()), pretty);
        } catch (ExpressionParser.Unreadable e) {
            return text;
        }
    }

    private static java.util.function.Function<String, @Nullable Long> columnTypes(
            Map<String, ColumnEntry> columns) {
        return name -> {
            ColumnEntry entry = columns.get(name);
            return entry == null ? null : entry.type().oid();
        };
    }
}
