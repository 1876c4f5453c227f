package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.sql.Relations.Column;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * RETURNING of what the engine does not return: columns of the other tables of UPDATE .. FROM and
 * DELETE .. USING, and queries. The rows that change are joined and kept first, then changed by
 * their numbers; an INSERT's rows are queried as they come.
 */
final class ReturningRule {
    private static final String ROW = "pg_row";
    private static final String VALUE = "pg_value_";

    private ReturningRule() {}

    /** The parts of the statement, as tokens; at or past the end where they are missing. */
    private record Parts(int verb, int target, int set, int from, int where, int returning) {}

    static void apply(Rewrite rewrite) {
        WithClause with = WithClause.of(rewrite.text()).orElse(null);
        int verb = with == null ? rewrite.from() : with.verb();
        int returning = find(rewrite, verb, rewrite.to(), Keyword.RETURNING);
        if (returning >= rewrite.to()) {
            return;
        }
        if (rewrite.is(verb, Keyword.INSERT)) {
            if (rewrite.context().thorough() && hasQuery(rewrite, returning)) {
                inserted(rewrite, with, verb, returning);
            }
            return;
        }
        boolean update = rewrite.is(verb, Keyword.UPDATE);
        int target = update ? verb + 1 : verb + 2;
        target += rewrite.is(target, Keyword.ONLY) ? 1 : 0;
        int set = update ? find(rewrite, target, returning, Keyword.SET) : target;
        int from = find(rewrite, set, returning, update ? Keyword.FROM : Keyword.USING);
        if (from >= returning || !rewrite.isName(target)) {
            return;
        }
        int where = find(rewrite, from, returning, Keyword.WHERE);
        if (rewrite.context().thorough() || hasStar(rewrite, returning)) {
            requirePlain(rewrite, with);
            joined(rewrite, with, new Parts(verb, target, set, from, where, returning));
        }
    }

    private static int find(Rewrite rewrite, int from, int to, Keyword word) {
        for (int at = from; at < to; at = rewrite.past(at)) {
            if (rewrite.is(at, word) && !rewrite.is(at - 1, Keyword.DISTINCT)) {
                return at;
            }
        }
        return to;
    }

    private static boolean hasQuery(Rewrite rewrite, int returning) {
        for (int at = returning; at < rewrite.to(); at++) {
            if (rewrite.is(at, Keyword.SELECT)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasStar(Rewrite rewrite, int returning) {
        return rewrite.text().part(returning + 1, rewrite.to()).splitAtCommas().stream()
                .anyMatch(item -> rewrite.tokens().isOperator(item.from(), "*"));
    }

    private static void requirePlain(Rewrite rewrite, @Nullable WithClause with) {
        boolean changes =
                with != null
                        && (with.recursive()
                                || with.parts().stream()
                                        .anyMatch(p -> WithClause.changes(rewrite.text(), p)));
        if (changes) {
            throw PgException.notSupported(
                    "RETURNING of other tables beside recursion or changes in WITH is not supported",
                    "Make it two statements in a transaction.");
        }
    }

    private static void inserted(
            Rewrite rewrite, @Nullable WithClause with, int verb, int returning) {
        int target = verb + 2;
        int past = rewrite.pastName(target);
        boolean named = rewrite.is(past, Keyword.AS);
        String table = Literals.identifier(rewrite.tokens(), rewrite.pastName(target) - 1);
        for (int at = returning; at < rewrite.to(); at++) {
            boolean reads =
                    (rewrite.is(at - 1, Keyword.FROM) || rewrite.is(at - 1, Keyword.JOIN))
                            && rewrite.isName(at)
                            && Names.parts(rewrite, at).getLast().equals(table);
            if (reads) {
                throw PgException.notSupported(
                        "a query of the table itself in RETURNING is not supported",
                        "Query it before, in a statement of its own.");
            }
        }
        String alias = named ? rewrite.source(past + 1, past + 2) : Literals.quoteIdentifier(table);
        rewrite.insertBefore(verb, with == null ? "WITH pg_new AS (" : ", pg_new AS (");
        rewrite.replace(returning, returning + 1, "RETURNING *) SELECT");
        rewrite.insertAfter(rewrite.to() - 1, " FROM pg_new AS " + alias);
    }

    private static void joined(Rewrite rewrite, @Nullable WithClause with, Parts parts) {
        Table table =
                rewrite.context()
                        .relations()
                        .table(Names.parts(rewrite, parts.target()))
                        .orElse(null);
        if (table == null) {
            return;
        }
        int past = rewrite.pastName(parts.target());
        int alias = rewrite.is(past, Keyword.AS) ? past + 1 : past;
        boolean named = alias < rewrite.to() && rewrite.isAlias(alias);
        String target = rewrite.source(parts.target(), past);
        String name = named ? rewrite.source(alias, alias + 1) : rewrite.source(past - 1, past);
        Map<String, String> values = values(rewrite, table, parts);
        StringBuilder query = new StringBuilder("SELECT DISTINCT ON (");
        query.append(name).append(".rowid) ").append(name).append(".rowid AS ").append(ROW);
        int number = 0;
        for (String value : values.values()) {
            query.append(", ").append(value).append(" AS ").append(VALUE).append(++number);
        }
        query.append(", ").append(list(rewrite, parts, name, values));
        query.append(" FROM ").append(target);
        if (named) {
            query.append(" AS ").append(name);
        }
        query.append(", ").append(rewrite.source(parts.from() + 1, parts.returning()));
        String kept = rewritten(rewrite, query.toString());
        String change = change(rewrite, parts, target, values);
        rewrite.replace(
                parts.verb(),
                rewrite.to(),
                (with == null ? "WITH " : ", ")
                        + "pg_new AS MATERIALIZED ("
                        + kept
                        + "), pg_done AS ("
                        + change
                        + " RETURNING 1) SELECT * EXCLUDE ("
                        + excluded(values.size())
                        + ") FROM pg_new WHERE (SELECT count(*) FROM pg_done) >= 0 ORDER BY "
                        + ROW);
    }

    private static String rewritten(Rewrite rewrite, String query) {
        SqlText text = SqlSplitter.split(query, Integer.MAX_VALUE).getFirst();
        return Rewriter.rewrite(text, Leading.UNKNOWN, rewrite.context()).text();
    }

    private static String excluded(int values) {
        StringBuilder names = new StringBuilder(ROW);
        for (int i = 1; i <= values; i++) {
            names.append(", ").append(VALUE).append(i);
        }
        return names.toString();
    }

    private static String change(
            Rewrite rewrite, Parts parts, String target, Map<String, String> values) {
        String table =
                rewritten(rewrite, "SELECT 1 FROM " + target).substring("SELECT 1 FROM ".length());
        if (parts.set() == parts.target()) {
            return "DELETE FROM " + table + " WHERE rowid IN (SELECT " + ROW + " FROM pg_new)";
        }
        List<String> assignments = new ArrayList<>();
        for (String column : values.keySet()) {
            assignments.add(
                    Literals.quoteIdentifier(column)
                            + " = pg_new."
                            + VALUE
                            + (assignments.size() + 1));
        }
        return "UPDATE "
                + table
                + " AS pg_old SET "
                + String.join(", ", assignments)
                + " FROM pg_new WHERE pg_old.rowid = pg_new."
                + ROW;
    }

    /** The new value of each column that is set. */
    private static Map<String, String> values(Rewrite rewrite, Table table, Parts parts) {
        Map<String, String> values = new LinkedHashMap<>();
        if (parts.set() == parts.target()) {
            return values;
        }
        for (SqlText item : rewrite.text().part(parts.set() + 1, parts.from()).splitAtCommas()) {
            int at = item.from();
            if (!rewrite.isName(at) || !rewrite.tokens().isOperator(at + 1, "=")) {
                throw PgException.notSupported(
                        "RETURNING of other tables beside an assignment of rows or elements is not"
                                + " supported",
                        "Assign each column, or return columns of the table only.");
            }
            String name = Literals.identifier(rewrite.tokens(), at);
            Column column =
                    table.column(name)
                            .orElseThrow(
                                    () -> Names.undefinedColumn(name, table.relation().name()));
            String value =
                    rewrite.is(at + 2, Keyword.DEFAULT)
                            ? expression(column)
                            : rewrite.source(at + 2, item.to());
            values.put(name, "(" + cast(column.type(), value) + ')');
        }
        return values;
    }

    private static String expression(Column column) {
        String expression = column.expression();
        return expression == null ? "NULL" : expression;
    }

    /** As the assignment casts it; lengths of texts are checked by the assignment itself. */
    private static String cast(String type, String value) {
        boolean plain = type.equals(type.toUpperCase(Locale.ROOT));
        return plain ? "CAST(" + value + " AS " + type + ")" : value;
    }

    private static String list(
            Rewrite rewrite, Parts parts, String name, Map<String, String> values) {
        String own =
                values.isEmpty()
                        ? name + ".*"
                        : name
                                + ".* REPLACE ("
                                + values.entrySet().stream()
                                        .map(
                                                value ->
                                                        value.getValue()
                                                                + " AS "
                                                                + Literals.quoteIdentifier(
                                                                        value.getKey()))
                                        .collect(Collectors.joining(", "))
                                + ')';
        List<String> items = new ArrayList<>();
        for (SqlText item :
                rewrite.text().part(parts.returning() + 1, rewrite.to()).splitAtCommas()) {
            boolean star = rewrite.tokens().isOperator(item.to() - 1, "*");
            if (star && item.to() - item.from() == 1) {
                items.add(own);
                others(rewrite, parts).forEach(other -> items.add(other + ".*"));
            } else if (star && rewrite.source(item.from(), item.from() + 1).equals(name)) {
                items.add(own);
            } else {
                items.add(named(rewrite, item, item(rewrite, item, name, values)));
            }
        }
        return String.join(", ", items);
    }

    /** A column that a value stands for keeps its name. */
    private static String named(Rewrite rewrite, SqlText item, String text) {
        boolean column =
                rewrite.isName(item.from())
                        && rewrite.pastName(item.from()) == item.to()
                        && text.startsWith("(");
        return column ? text + " AS " + rewrite.source(item.to() - 1, item.to()) : text;
    }

    /** The item, with the new values in the place of the columns that are set. */
    private static String item(
            Rewrite rewrite, SqlText item, String name, Map<String, String> values) {
        String source = rewrite.tokens().source();
        StringBuilder result = new StringBuilder();
        int copied = rewrite.tokens().start(item.from());
        for (int at = item.from(); at < item.to(); at++) {
            boolean qualified = rewrite.is(at - 1, TokenKind.DOT) && at - 2 >= item.from();
            boolean own =
                    qualified
                            ? rewrite.source(at - 2, at - 1).equalsIgnoreCase(name)
                            : !rewrite.is(at + 1, TokenKind.DOT) && !rewrite.is(at - 1, Keyword.AS);
            String value =
                    own && rewrite.isName(at) && !rewrite.is(at + 1, TokenKind.LEFT_PAREN)
                            ? values.get(Literals.identifier(rewrite.tokens(), at))
                            : null;
            if (value != null) {
                int first = qualified ? at - 2 : at;
                result.append(source, copied, rewrite.tokens().start(first)).append(value);
                copied = rewrite.tokens().end(at);
            }
        }
        return result.append(source, copied, item.end()).toString();
    }

    /** The names of the other tables, in order. */
    private static List<String> others(Rewrite rewrite, Parts parts) {
        List<String> names = new ArrayList<>();
        for (int at = parts.from(); at < parts.where(); at = rewrite.past(at)) {
            boolean opens =
                    at == parts.from()
                            || rewrite.is(at, Keyword.JOIN)
                            || rewrite.is(at, TokenKind.COMMA);
            if (!opens) {
                continue;
            }
            int first = rewrite.is(at + 1, Keyword.LATERAL) ? at + 2 : at + 1;
            boolean query = rewrite.is(first, TokenKind.LEFT_PAREN);
            int past = query ? rewrite.pastGroup(first) : rewrite.pastName(first);
            if (rewrite.is(past, TokenKind.LEFT_PAREN)) {
                past = rewrite.pastGroup(past);
            }
            int alias = rewrite.is(past, Keyword.AS) ? past + 1 : past;
            if (alias < parts.where() && rewrite.isAlias(alias)) {
                names.add(rewrite.source(alias, alias + 1));
            } else if (!query) {
                names.add(rewrite.source(past - 1, past));
            }
        }
        return names;
    }
}
