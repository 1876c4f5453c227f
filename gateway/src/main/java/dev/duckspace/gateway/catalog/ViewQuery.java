package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogSnapshot.ColumnEntry;
import dev.duckspace.gateway.catalog.ExpressionParser.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A view's query over joined tables, with groups and an order, as PostgreSQL lays it out. */
final class ViewQuery {
    private static final List<String> CLAUSES =
            List.of("SELECT", "FROM", "WHERE", "GROUP BY", "HAVING", "ORDER BY", "LIMIT");

    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[A-Za-z_][A-Za-z0-9_$]*)";

    private static final Pattern TABLE =
            Pattern.compile("(" + NAME + "(?:\\." + NAME + ")?)(?: AS (" + NAME + "))?");

    private static final Pattern ALL_OF = Pattern.compile("(" + NAME + ")\\.\\*");

    private static final List<String> JOINS =
            List.of("INNER JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");

    private static final Pattern ORDER =
            Pattern.compile("(.+?)(?: (ASC|DESC))?(?: NULLS (FIRST|LAST))?", Pattern.DOTALL);

    /** One of the tables that are read. */
    private record Table(CatalogNames.Named named, String alias, Map<String, ColumnEntry> columns) {
        Expression.@Nullable Column column(String name) {
            ColumnEntry found = columns.get(name);
            return found == null
                    ? null
                    : new Expression.Column(SqlNames.quoted(alias), name, found.type().oid());
        }
    }

    private final CatalogSnapshot.RelationEntry entry;
    private final CatalogView view;
    private final boolean pretty;
    private final List<Table> tables = new ArrayList<>();

    ViewQuery(CatalogSnapshot.RelationEntry entry, CatalogView view, boolean pretty) {
        this.entry = entry;
        this.view = view;
        this.pretty = pretty;
    }

    /**
     * @throws Unreadable for what is not read
     */
    String print(String query) {
        Map<String, String> clauses =
                clauses(query.endsWith(";") ? query.substring(0, query.length() - 1) : query);
        String from = source(clause(clauses, "FROM"));
        List<Expression> items = items(clause(clauses, "SELECT"));
        StringBuilder text = new StringBuilder(" SELECT ").append(labelled(items));
        text.append("\n   FROM ").append(from);
        if (clauses.containsKey("WHERE")) {
            text.append("\n  WHERE ").append(printed(read(clause(clauses, "WHERE"))));
        }
        if (clauses.containsKey("GROUP BY")) {
            text.append("\n  GROUP BY ").append(keys(clause(clauses, "GROUP BY"), items));
        }
        if (clauses.containsKey("HAVING")) {
            text.append("\n HAVING ").append(printed(read(clause(clauses, "HAVING"))));
        }
        if (clauses.containsKey("ORDER BY")) {
            text.append("\n  ORDER BY ").append(order(clause(clauses, "ORDER BY"), items));
        }
        if (clauses.containsKey("LIMIT")) {
            text.append("\n LIMIT ").append(printed(read(clause(clauses, "LIMIT"))));
        }
        return text.append(';').toString();
    }

    private static String clause(Map<String, String> clauses, String name) {
        String text = clauses.get(name);
        if (text == null) {
            throw new Unreadable(name);
        }
        return text;
    }

    /** What stands behind each word, in the order in which they stand. */
    private static Map<String, String> clauses(String query) {
        Map<String, String> clauses = new LinkedHashMap<>();
        int next = 0;
        String open = "";
        int from = 0;
        for (int at : outside(query)) {
            for (int i = next; i < CLAUSES.size(); i++) {
                String word = CLAUSES.get(i);
                boolean begins = at == 0 || query.charAt(at - 1) == ' ';
                if (begins && query.startsWith(word + ' ', at)) {
                    if (!open.isEmpty()) {
                        clauses.put(open, query.substring(from, at).strip());
                    }
                    open = word;
                    from = at + word.length() + 1;
                    next = i + 1;
                    break;
                }
            }
        }
        clauses.put(open, query.substring(from).strip());
        return clauses;
    }

    /** The places outside of brackets and quotes. */
    private static List<Integer> outside(String text) {
        List<Integer> places = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
                continue;
            }
            if (depth == 0) {
                places.add(i);
            }
            if (c == '\'' || c == '"') {
                quote = c;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        return places;
    }

    /** A table, or a join of two sources in brackets; notes its tables. */
    private String source(String text) {
        if (!text.startsWith("(")) {
            return table(text);
        }
        if (!text.endsWith(")") || outside(text).size() != 1) {
            throw new Unreadable(text);
        }
        String join = text.substring(1, text.length() - 1).strip();
        for (int at : outside(join)) {
            for (String kind : JOINS) {
                if (join.startsWith(' ' + kind + ' ', at)) {
                    return join(join, at, kind);
                }
            }
        }
        throw new Unreadable(text);
    }

    private String join(String text, int at, String kind) {
        String left = source(text.substring(0, at).strip());
        String rest = text.substring(at + kind.length() + 2);
        int on =
                outside(rest).stream()
                        .filter(place -> rest.startsWith(" ON ", place))
                        .findFirst()
                        .orElseThrow(() -> new Unreadable(text));
        String right = source(rest.substring(0, on).strip());
        String condition = printed(read(rest.substring(on + 4)));
        String joined =
                left
                        + "\n     "
                        + (kind.equals("INNER JOIN") ? "JOIN" : kind)
                        + ' '
                        + right
                        + " ON "
                        + (pretty ? condition : '(' + condition + ')');
        return pretty ? joined : '(' + joined + ')';
    }

    private String table(String text) {
        Matcher matcher = TABLE.matcher(text);
        CatalogNames.Named named =
                matcher.matches() ? ViewText.source(matcher.group(1), entry, view) : null;
        if (named == null) {
            throw new Unreadable(text);
        }
        List<String> parts = QualifiedName.parts(matcher.group(1));
        String name = parts.getLast();
        String given = matcher.group(2);
        String alias = given == null ? name : SqlNames.unquoted(given);
        tables.add(new Table(named, alias, view.snapshot().columnsOf(named.oid())));
        return view.text(view.names().relations(), named)
                + (alias.equals(name) ? "" : ' ' + SqlNames.quoted(alias));
    }

    private List<Expression> items(String text) {
        if (text.startsWith("DISTINCT ")) {
            throw new Unreadable(text);
        }
        List<Expression> items = new ArrayList<>();
        for (String item : ExpressionText.split(text)) {
            Matcher all = ALL_OF.matcher(item);
            if (item.equals("*")) {
                tables.forEach(table -> items.addAll(allOf(table)));
            } else if (all.matches()) {
                String alias = SqlNames.unquoted(all.group(1));
                tables.stream()
                        .filter(table -> table.alias().equals(alias))
                        .forEach(table -> items.addAll(allOf(table)));
            } else {
                items.add(read(withoutLabel(item)));
            }
        }
        return items;
    }

    private static List<Expression> allOf(Table table) {
        return table.columns().keySet().stream()
                .flatMap(name -> Stream.ofNullable(table.column(name)))
                .<Expression>map(column -> column)
                .toList();
    }

    private static String withoutLabel(String item) {
        return outside(item).stream()
                .filter(place -> item.startsWith(" AS ", place))
                .reduce((first, last) -> last)
                .map(place -> item.substring(0, place))
                .orElse(item);
    }

    /** The items under the names of the view's columns. */
    private String labelled(List<Expression> items) {
        List<String> names = List.copyOf(view.snapshot().columnsOf(entry.oid()).keySet());
        if (names.size() != items.size()) {
            throw new Unreadable(entry.definition());
        }
        List<String> printed = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            boolean same =
                    items.get(i) instanceof Expression.Column column
                            && column.name().equals(names.get(i));
            printed.add(
                    printed(items.get(i)) + (same ? "" : " AS " + SqlNames.quoted(names.get(i))));
        }
        return String.join(",\n    ", printed);
    }

    private String keys(String text, List<Expression> items) {
        return ExpressionText.split(text).stream()
                .map(key -> key(item(key, items)))
                .collect(Collectors.joining(", "));
    }

    private String order(String text, List<Expression> items) {
        return ExpressionText.split(text).stream()
                .map(key -> ordered(key, items))
                .collect(Collectors.joining(", "));
    }

    private String ordered(String key, List<Expression> items) {
        Matcher matcher = ORDER.matcher(key);
        if (!matcher.matches()) {
            throw new Unreadable(key);
        }
        boolean descending = "DESC".equals(matcher.group(2));
        boolean first = matcher.group(3) == null ? descending : matcher.group(3).equals("FIRST");
        String nulls = first == descending ? "" : first ? " NULLS FIRST" : " NULLS LAST";
        return key(item(matcher.group(1), items)) + (descending ? " DESC" : "") + nulls;
    }

    /** What is grouped or ordered by stands in brackets where it is no column. */
    private String key(Expression expression) {
        boolean brackets =
                expression instanceof Expression.Call
                        || (pretty && !(expression instanceof Expression.Column));
        return brackets ? '(' + printed(expression) + ')' : printed(expression);
    }

    /** An item of the select list by its number, else an expression. */
    private Expression item(String key, List<Expression> items) {
        if (!key.matches("\\d{1,4}")) {
            return read(key);
        }
        int number = Integer.parseInt(key);
        if (number < 1 || number > items.size()) {
            throw new Unreadable(key);
        }
        return items.get(number - 1);
    }

    private Expression read(String text) {
        return ExpressionParser.parse(text, this::column, view.snapshot().types());
    }

    private Expression.@Nullable Column column(String table, String name) {
        List<Expression.Column> found =
                tables.stream()
                        .filter(each -> table.isEmpty() || each.alias().equals(table))
                        .flatMap(each -> Stream.ofNullable(each.column(name)))
                        .toList();
        return found.size() == 1 ? found.getFirst() : null;
    }

    private String printed(Expression expression) {
        return expression instanceof Expression.Text literal
                ? literal.literal() + "::text"
                : Expression.print(expression, pretty);
    }
}
