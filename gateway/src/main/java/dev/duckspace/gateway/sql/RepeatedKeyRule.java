package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Column;
import dev.duckspace.gateway.sql.Relations.Constraint;
import dev.duckspace.gateway.sql.Relations.ConstraintKind;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * ON CONFLICT of several rows: two of one key are an error of DO UPDATE in PostgreSQL (21000),
 * where the engine keeps one of them; and it keeps one of two whose key has a NULL, which are
 * different ones in PostgreSQL. So the rows are counted by their keys first.
 */
final class RepeatedKeyRule {
    private RepeatedKeyRule() {}

    /**
     * @param on ON of ON CONFLICT
     * @param keys the columns of the conflict's target
     * @param updates whether a row that is there is changed, not left alone
     */
    static void apply(Rewrite rewrite, int on, List<String> keys, boolean updates) {
        int into = into(rewrite, on);
        if (into < 0 || !rewrite.isName(into + 1)) {
            return;
        }
        Insertion insertion = Insertion.of(rewrite, into + 1);
        int source = insertion.source();
        if (source >= on || isOneRow(rewrite, source, on)) {
            return;
        }
        Table table =
                rewrite.context()
                        .relations()
                        .table(Names.parts(rewrite, insertion.target()))
                        .orElse(null);
        if (table == null) {
            return;
        }
        List<String> columns = columns(rewrite, insertion, table);
        if (keys.stream().anyMatch(key -> !columns.contains(key))
                || (!updates && isWhole(table, keys))) {
            return;
        }
        UnaryOperator<String> condition = from -> counted(table, keys, updates, from);
        if (rewrite.is(source, Keyword.VALUES) && hasUntyped(rewrite, source, on)) {
            RepeatedValues.check(rewrite, table, columns, source + 1, condition);
            return;
        }
        int last = keys.stream().mapToInt(columns::indexOf).max().orElse(-1);
        rewrite.insertBefore(
                source,
                columns.subList(0, last + 1).stream()
                        .map(Literals::quoteIdentifier)
                        .collect(Collectors.joining(", ", "WITH pg_new(", ") AS MATERIALIZED (")));
        rewrite.insertAfter(on - 1, ") SELECT * FROM pg_new WHERE " + condition.apply("pg_new"));
    }

    /** For all that a row may conflict with, where it is left alone then. */
    static void applyToAll(Rewrite rewrite, int on) {
        int into = into(rewrite, on);
        if (into < 0 || !rewrite.isName(into + 1)) {
            return;
        }
        Insertion insertion = Insertion.of(rewrite, into + 1);
        if (insertion.source() >= on || isOneRow(rewrite, insertion.source(), on)) {
            return;
        }
        List<List<String>> keys =
                rewrite
                        .context()
                        .relations()
                        .table(Names.parts(rewrite, insertion.target()))
                        .map(Table::constraints)
                        .orElse(List.of())
                        .stream()
                        .filter(each -> each.kind() == ConstraintKind.UNIQUE)
                        .map(Constraint::columns)
                        .toList();
        if (keys.size() == 1) {
            apply(rewrite, on, keys.getFirst(), false);
        }
    }

    /** Whether no column of the key can be NULL. */
    private static boolean isWhole(Table table, List<String> keys) {
        return keys.stream().allMatch(key -> table.column(key).map(Column::notNull).orElse(false));
    }

    /** A condition that is true, or fails. */
    private static String counted(Table table, List<String> keys, boolean updates, String from) {
        String whole =
                keys.stream()
                        .map(name -> Literals.quoteIdentifier(name) + " IS NOT NULL")
                        .collect(Collectors.joining(" AND "));
        return "(SELECT pg_once("
                + (updates ? "max(n) FILTER (WHERE whole)" : "NULL::BIGINT")
                + (isWhole(table, keys) ? ", NULL::BIGINT" : ", max(n) FILTER (WHERE NOT whole)")
                + ") FROM (SELECT count(*) AS n, bool_and("
                + whole
                + ") AS whole FROM "
                + from
                + " GROUP BY "
                + keys.stream().map(Literals::quoteIdentifier).collect(Collectors.joining(", "))
                + "))";
    }

    private static int into(Rewrite rewrite, int on) {
        int depth = 0;
        for (int at = on - 1; at >= rewrite.from(); at--) {
            depth -= rewrite.tokens().depthChange(at);
            if (depth < 0) {
                return -1;
            }
            if (depth == 0 && rewrite.is(at, Keyword.INTO)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isOneRow(Rewrite rewrite, int source, int on) {
        return rewrite.is(source, Keyword.DEFAULT)
                || (rewrite.is(source, Keyword.VALUES) && rewrite.pastGroup(source + 1) >= on);
    }

    /** Whether cells take their types from the table's columns. */
    private static boolean hasUntyped(Rewrite rewrite, int source, int on) {
        for (int at = source; at < on; at++) {
            if (rewrite.is(at, TokenKind.PARAMETER) || rewrite.is(at, Keyword.DEFAULT)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> columns(Rewrite rewrite, Insertion insertion, Table table) {
        if (insertion.hasList()) {
            List<String> names = new ArrayList<>();
            int past = rewrite.pastGroup(insertion.list());
            for (SqlText name :
                    rewrite.text().part(insertion.list() + 1, past - 1).splitAtCommas()) {
                names.add(Literals.identifier(rewrite.tokens(), name.from()));
            }
            return names;
        }
        return table.columns().stream().map(Column::name).toList();
    }
}
