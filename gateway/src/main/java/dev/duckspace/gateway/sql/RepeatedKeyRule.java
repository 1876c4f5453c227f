package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Column;
import dev.duckspace.gateway.sql.Relations.Constraint;
import dev.duckspace.gateway.sql.Relations.ConstraintKind;
import dev.duckspace.gateway.sql.Relations.Index;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * ON CONFLICT of several rows: two of one key are an error of DO UPDATE in PostgreSQL (21000),
 * where the engine keeps one of them; and it keeps one of two whose key has a NULL, which are
 * different ones in PostgreSQL. So the rows are counted by their keys first.
 */
final class RepeatedKeyRule {
    private static final int ON_CONFLICT_DO_NOTHING = 4;

    private RepeatedKeyRule() {}

    /**
     * @param on ON of ON CONFLICT
     * @param keys the columns of the conflict's target
     * @param updates whether a row that is there is changed, not left alone
     */
    static void apply(Rewrite rewrite, int on, List<String> keys, boolean updates) {
        into(rewrite, on)
                .ifPresent(insertion -> check(rewrite, on, insertion, List.of(keys), updates));
    }

    /** For all that a row may conflict with, where it is left alone then; nothing may be. */
    static void applyToAll(Rewrite rewrite, int on) {
        into(rewrite, on).ifPresent(insertion -> applyToAll(rewrite, on, insertion));
    }

    private static void applyToAll(Rewrite rewrite, int on, Insertion insertion) {
        Table table = table(rewrite, insertion);
        if (table == null) {
            return;
        }
        boolean unique =
                table.constraints().stream().anyMatch(TableFamily::isKey)
                        || table.indexes().stream().anyMatch(Index::unique);
        if (!unique) {
            rewrite.remove(on, on + ON_CONFLICT_DO_NOTHING);
            return;
        }
        List<List<String>> keys =
                table.constraints().stream()
                        .filter(each -> each.kind() == ConstraintKind.UNIQUE)
                        .map(Constraint::columns)
                        .toList();
        check(rewrite, on, insertion, keys, false);
    }

    private static @Nullable Table table(Rewrite rewrite, Insertion insertion) {
        return rewrite.context()
                .relations()
                .table(Names.parts(rewrite, insertion.target()))
                .orElse(null);
    }

    private static void check(
            Rewrite rewrite,
            int on,
            Insertion insertion,
            List<List<String>> targets,
            boolean updates) {
        int source = insertion.source();
        if (source >= on || isOneRow(rewrite, source, on)) {
            return;
        }
        Table table = table(rewrite, insertion);
        if (table == null) {
            return;
        }
        List<String> columns = columns(rewrite, insertion, table);
        List<List<String>> counted =
                targets.stream()
                        .filter(keys -> columns.containsAll(keys))
                        .filter(keys -> updates || !isWhole(table, keys))
                        .toList();
        if (counted.isEmpty()) {
            return;
        }
        UnaryOperator<String> condition =
                from ->
                        counted.stream()
                                .map(keys -> counted(table, keys, updates, from))
                                .collect(Collectors.joining(" AND "));
        if (rewrite.is(source, Keyword.VALUES) && hasUntyped(rewrite, source, on)) {
            RepeatedValues.check(rewrite, table, columns, source + 1, condition);
            return;
        }
        int last =
                counted.stream().flatMap(List::stream).mapToInt(columns::indexOf).max().orElse(-1);
        rewrite.insertBefore(
                source,
                columns.subList(0, last + 1).stream()
                        .map(Literals::quoteIdentifier)
                        .collect(Collectors.joining(", ", "WITH pg_new(", ") AS MATERIALIZED (")));
        rewrite.insertAfter(on - 1, ") SELECT * FROM pg_new WHERE " + condition.apply("pg_new"));
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

    private static Optional<Insertion> into(Rewrite rewrite, int on) {
        int depth = 0;
        for (int at = on - 1; at >= rewrite.from() && depth >= 0; at--) {
            depth -= rewrite.tokens().depthChange(at);
            if (depth == 0 && rewrite.is(at, Keyword.INTO)) {
                return rewrite.isName(at + 1)
                        ? Optional.of(Insertion.of(rewrite, at + 1))
                        : Optional.empty();
            }
        }
        return Optional.empty();
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
