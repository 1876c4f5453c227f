package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.workspace.WorkspaceConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table that rows are copied to or from, as the engine keeps it.
 *
 * @param columns in their order, generated ones too
 */
record CopyRelation(String catalog, String schema, String name, List<Column> columns) {
    /**
     * @param defaultSql as an expression of the engine, null for none
     */
    record Column(
            String name,
            String typeSql,
            boolean nullable,
            boolean generated,
            @Nullable String defaultSql) {}

    private static final String TEMPORARY = "temp";

    /**
     * Looks for a table along the search path; on an engine thread.
     *
     * @param name of one part or more; with a schema it is looked for there alone
     */
    static Optional<CopyRelation> find(WorkspaceConnection connection, List<String> name) {
        for (Place place : places(connection, name)) {
            List<Column> columns =
                    columns(connection.engine(), place.catalog, place.schema, name.getLast());
            if (!columns.isEmpty()) {
                return Optional.of(
                        new CopyRelation(place.catalog, place.schema, name.getLast(), columns));
            }
        }
        return Optional.empty();
    }

    private record Place(String catalog, String schema) {}

    private static List<Place> places(WorkspaceConnection connection, List<String> name) {
        Place temporary = new Place(TEMPORARY, "main");
        List<Place> places = new ArrayList<>();
        if (name.size() == 1) {
            places.add(temporary);
            connection
                    .searchedSchemas()
                    .forEach(schema -> places.add(new Place(connection.catalog(), schema)));
            return places;
        }
        String schema = name.get(name.size() - 2);
        boolean isTemporary = schema.startsWith("pg_temp") || schema.equals(TEMPORARY);
        places.add(
                isTemporary
                        ? temporary
                        : new Place(
                                connection.catalog(),
                                connection.bucketSchema(schema).orElse(schema)));
        return places;
    }

    private static List<Column> columns(
            EngineConnection engine, String catalog, String schema, String table) {
        return engine
                .queryText(
                        """
                        SELECT c.column_name, c.data_type, c.is_nullable::VARCHAR,
                            c.is_generated::VARCHAR, c.column_default
                        FROM system.main.duckdb_columns() c JOIN system.main.duckdb_tables() t
                            ON t.database_name = c.database_name AND t.table_oid = c.table_oid
                        WHERE c.database_name = %s AND c.schema_name = %s
                            AND NOT starts_with(coalesce(t.comment, ''), 'pg_matview' || chr(31))
                            AND lower(c.table_name) = %s
                        ORDER BY c.column_index"""
                                .formatted(
                                        CopySql.literal(catalog),
                                        CopySql.literal(schema),
                                        CopySql.literal(table.toLowerCase(Locale.ROOT))))
                .stream()
                .map(
                        row ->
                                new Column(
                                        String.valueOf(row.get(0)),
                                        String.valueOf(row.get(1)),
                                        "true".equals(row.get(2)),
                                        "true".equals(row.get(3)),
                                        row.get(4)))
                .toList();
    }

    boolean isTemporary() {
        return catalog.equals(TEMPORARY);
    }

    /** Has errors that follow speak of this table. */
    void announce(WorkspaceConnection connection) {
        connection.appends(isTemporary() ? "pg_temp" : schema, name);
    }

    String quoted() {
        return CopySql.identifier(catalog)
                + '.'
                + CopySql.identifier(schema)
                + '.'
                + CopySql.identifier(name);
    }

    /**
     * The columns of a COPY: those named, in that order, else all that are not generated.
     *
     * @throws PgException 42703, 42701, 42P10 for names that are not right
     */
    List<Column> copied(List<String> names) {
        if (names.isEmpty()) {
            return columns.stream().filter(column -> !column.generated).toList();
        }
        List<Column> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String wanted : names) {
            Column column =
                    columns.stream()
                            .filter(each -> each.name.equalsIgnoreCase(wanted))
                            .findFirst()
                            .orElseThrow(() -> noColumn(wanted, name));
            if (column.generated) {
                throw new PgException(
                        ErrorInfo.error(
                                        SqlState.INVALID_COLUMN_REFERENCE,
                                        "column \"" + wanted + "\" is a generated column")
                                .withDetail("Generated columns cannot be used in COPY."));
            }
            requireNew(seen, column.name);
            found.add(column);
        }
        return found;
    }

    static void requireNew(Set<String> seen, String column) {
        if (!seen.add(column.toLowerCase(Locale.ROOT))) {
            throw new PgException(
                    SqlState.DUPLICATE_COLUMN,
                    "column \"" + column + "\" specified more than once");
        }
    }

    static PgException noColumn(String column, String relation) {
        return new PgException(
                SqlState.UNDEFINED_COLUMN,
                "column \"" + column + "\" of relation \"" + relation + "\" does not exist");
    }
}
