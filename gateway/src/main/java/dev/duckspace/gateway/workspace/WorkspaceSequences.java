package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.sql.Relations.Kind;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.Sequence;
import dev.duckspace.gateway.sql.Relations.SequenceUse;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sequences of a workspace, and the columns that draw from them.
 *
 * @param path the schemas of the search path that exist
 */
record WorkspaceSequences(CatalogRows rows, List<String> path) {
    Sequence of(Relation relation) {
        List<@Nullable String> row =
                rows.of(
                                """
                                SELECT start_value, min_value, max_value, increment_by, cycle, last_value,
                                       comment
                                FROM system.main.duckdb_sequences() WHERE %s AND sequence_name = %s
                                """,
                                rows.where(relation), SqlText.literal(relation.name()))
                        .getFirst();
        return new Sequence(
                relation,
                Long.parseLong(CatalogRows.text(row, 0)),
                Long.parseLong(CatalogRows.text(row, 1)),
                Long.parseLong(CatalogRows.text(row, 2)),
                Long.parseLong(CatalogRows.text(row, 3)),
                CatalogRows.flag(row, 4),
                row.get(5) == null ? null : Long.valueOf(CatalogRows.text(row, 5)),
                row.get(6),
                uses(relation));
    }

    private List<SequenceUse> uses(Relation sequence) {
        return rows
                .of(
                        """
                        SELECT database_name = 'temp', schema_name, table_name, column_name, column_default
                        FROM system.main.duckdb_columns() WHERE database_name IN (%s, 'temp') AND NOT internal
                        AND contains(column_default, 'nextval') AND contains(column_default, %s)
                        """,
                        SqlText.literal(rows.catalog()),
                        SqlText.literal(sequence.name().replace("'", "''")))
                .stream()
                .filter(
                        row ->
                                drawsFrom(
                                        CatalogRows.text(row, 4),
                                        sequence,
                                        CatalogRows.text(row, 1)))
                .map(
                        row ->
                                new SequenceUse(
                                        new Relation(
                                                Kind.TABLE,
                                                CatalogRows.flag(row, 0),
                                                CatalogRows.text(row, 1),
                                                CatalogRows.text(row, 2)),
                                        CatalogRows.text(row, 3),
                                        CatalogRows.text(row, 4)))
                .toList();
    }

    private boolean drawsFrom(String expression, Relation sequence, String tableSchema) {
        String quoted = SqlText.identifier(sequence.name());
        boolean bare =
                expression.contains('\'' + sequence.name() + '\'')
                        || expression.contains('\'' + quoted + '\'');
        String schema = sequence.schema();
        return (bare && (schema.equals(tableSchema) || path.contains(schema)))
                || Stream.of(schema, SqlText.identifier(schema))
                        .anyMatch(
                                s ->
                                        expression.contains('\'' + s + '.' + sequence.name() + '\'')
                                                || expression.contains(
                                                        '\'' + s + '.' + quoted + '\''));
    }
}
