package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.sql.ConstraintNames;
import dev.duckspace.gateway.sql.Relations.Column;
import dev.duckspace.gateway.sql.Relations.Constraint;
import dev.duckspace.gateway.sql.Relations.ConstraintKind;
import dev.duckspace.gateway.sql.Relations.Index;
import dev.duckspace.gateway.sql.Relations.Kind;
import dev.duckspace.gateway.sql.Relations.Reference;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tables of a workspace, and a session's temporary ones: columns, constraints and indexes. */
record WorkspaceTables(CatalogRows rows) {
    Table of(Relation relation) {
        String where =
                rows.where(relation) + " AND table_name = " + SqlText.literal(relation.name());
        List<@Nullable String> self =
                rows.of("SELECT sql, comment FROM system.main.duckdb_tables() WHERE %s", where)
                        .getFirst();
        List<Column> columns = columns(where, CatalogRows.text(self, 0));
        return new Table(
                relation,
                columns,
                constraints(relation, where),
                indexes(relation, where),
                self.get(1));
    }

    List<Column> columns(Relation relation) {
        return columns(
                rows.where(relation) + " AND table_name = " + SqlText.literal(relation.name()), "");
    }

    private List<Column> columns(String where, String sql) {
        boolean anyGenerated = sql.contains(" GENERATED ALWAYS AS");
        return rows
                .of(
                        """
                        SELECT column_name, data_type, column_default, is_nullable, comment
                        FROM system.main.duckdb_columns() WHERE %s ORDER BY column_index
                        """,
                        where)
                .stream()
                .map(row -> column(row, anyGenerated ? sql : ""))
                .toList();
    }

    private static Column column(List<@Nullable String> row, String sql) {
        String name = CatalogRows.text(row, 0);
        String spelled = Pattern.quote(name) + "\"? [^,]*? GENERATED ALWAYS AS";
        boolean generated = !sql.isEmpty() && Pattern.compile(spelled).matcher(sql).find();
        return new Column(
                name,
                CatalogRows.text(row, 1),
                row.get(2),
                !CatalogRows.flag(row, 3),
                generated,
                row.get(4));
    }

    private List<Constraint> constraints(Relation relation, String where) {
        List<Constraint> constraints = new ArrayList<>();
        Map<String, Integer> used = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        List<List<@Nullable String>> found =
                rows.of(
                        """
                        SELECT constraint_type, array_to_string(constraint_column_names, chr(1)),
                               constraint_text, referenced_table,
                               array_to_string(referenced_column_names, chr(1))
                        FROM system.main.duckdb_constraints()
                        WHERE %s AND constraint_type <> 'NOT NULL' ORDER BY constraint_index
                        """,
                        where);
        for (List<@Nullable String> row : found) {
            ConstraintNames.beside(CatalogRows.text(row, 2))
                    .ifPresent(beside -> names.put(beside.key(), beside.name()));
        }
        for (List<@Nullable String> row : found) {
            if (ConstraintNames.beside(CatalogRows.text(row, 2)).isPresent()) {
                continue;
            }
            ConstraintKind kind =
                    ConstraintKind.valueOf(CatalogRows.text(row, 0).replace(' ', '_'));
            List<String> columns = names(CatalogRows.text(row, 1));
            Optional<ConstraintNames.Within> within =
                    ConstraintNames.within(CatalogRows.text(row, 2));
            String given =
                    within.map(ConstraintNames.Within::name)
                            .orElse(names.get(ConstraintNames.key(kind, columns)));
            if (given != null) {
                String stated =
                        within.map(ConstraintNames.Within::text).orElse(CatalogRows.text(row, 2));
                constraints.add(new Constraint(given, kind, columns, stated, reference(row), true));
                continue;
            }
            String plain =
                    CatalogRows.text(row, 2).contains("pg_domain_violated(")
                            ? "pg$domain" // PostgreSQL's tables have none of these
                            : ConstraintNames.generated(relation.name(), kind, columns);
            int n = used.merge(plain, 1, Integer::sum);
            constraints.add(
                    new Constraint(
                            n == 1 ? plain : plain + (n - 1),
                            kind,
                            columns,
                            CatalogRows.text(row, 2),
                            reference(row),
                            false));
        }
        return List.copyOf(constraints);
    }

    private static @Nullable Reference reference(List<@Nullable String> row) {
        String table = row.get(3);
        return table == null ? null : new Reference(table, names(CatalogRows.text(row, 4)));
    }

    private static List<String> names(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split("\u0001"));
    }

    private List<Index> indexes(Relation relation, String where) {
        return rows
                .of(
                        """
                        SELECT index_name, is_unique, sql, array_to_string(expressions::VARCHAR[], chr(1)),
                               comment
                        FROM system.main.duckdb_indexes() WHERE %s AND sql IS NOT NULL
                        """,
                        where)
                .stream()
                .map(
                        row ->
                                new Index(
                                        new Relation(
                                                Kind.INDEX,
                                                relation.temporary(),
                                                relation.schema(),
                                                CatalogRows.text(row, 0)),
                                        CatalogRows.flag(row, 1),
                                        names(CatalogRows.text(row, 3)),
                                        CatalogRows.text(row, 2),
                                        row.get(4)))
                .toList();
    }
}
