package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.workspace.ContentsException.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a load names, inside its transaction, and makes the statements of it; every refusal
 * that can be known beforehand comes from here.
 */
final class LoadPlan {
    /** Before the names of schemas that the engine or PostgreSQL keep for themselves. */
    private static final Set<String> RESERVED_SCHEMAS =
            Set.of("information_schema", "system", "temp");

    private final WorkspaceConnection connection;
    private final ProjectFiles.Listing listing;
    private final Map<String, Relation> relations;

    /**
     * One table to be copied.
     *
     * @param share of the source's bytes and rows that its columns are, 0 to 1
     */
    record Step(
            TableLoad load, TableFile source, ObjectName destination, String sql, double share) {}

    /** A table or view with its columns in their order. */
    private record Relation(boolean isTable, Map<String, Column> columns) {}

    private record Column(String name, String type) {}

    private LoadPlan(
            WorkspaceConnection connection,
            ProjectFiles.Listing listing,
            Map<String, Relation> relations) {
        this.connection = connection;
        this.listing = listing;
        this.relations = relations;
    }

    /**
     * @param listing the project tables that the transaction sees
     */
    static List<Step> of(
            WorkspaceConnection connection, ProjectFiles.Listing listing, List<TableLoad> loads) {
        List<TableFile> sources = new ArrayList<>();
        List<ObjectName> destinations = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (TableLoad load : loads) {
            TableFile source = source(load, listing);
            ObjectName destination = destination(load, source);
            if (!taken.add(destination.folded())) {
                throw ContentsException.invalid(
                        "two tables of the load have the destination %s".formatted(destination));
            }
            sources.add(source);
            destinations.add(destination);
        }
        LoadPlan plan =
                new LoadPlan(
                        connection, listing, relations(connection, names(sources, destinations)));
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < loads.size(); i++) {
            steps.add(plan.step(loads.get(i), sources.get(i), destinations.get(i)));
        }
        return steps;
    }

    private static TableFile source(TableLoad load, ProjectFiles.Listing listing) {
        List<String> parts = ObjectName.parts(load.source());
        if (parts.size() < 2) {
            throw ContentsException.invalid(
                    "the source \"%s\" names no bucket: give bucket and table, as in in.c-sales.orders"
                            .formatted(ObjectName.shown(load.source())));
        }
        String bucket = String.join(".", parts.subList(0, parts.size() - 1));
        return listing.table(TableName.schemaOf(bucket), parts.getLast())
                .orElseThrow(
                        () ->
                                new ContentsException(
                                        Reason.NOT_FOUND,
                                        "the project has no table \"%s\""
                                                .formatted(ObjectName.shown(load.source()))));
    }

    private static ObjectName destination(TableLoad load, TableFile source) {
        String given = load.destination();
        return given == null
                ? new ObjectName(ObjectName.DEFAULT_SCHEMA, source.name().table())
                : ObjectName.parse(given);
    }

    private static Set<String> names(List<TableFile> sources, List<ObjectName> destinations) {
        Set<String> names = new HashSet<>();
        sources.forEach(source -> names.add(source.name().folded()));
        destinations.forEach(destination -> names.add(destination.folded()));
        return names;
    }

    /** One question for all of them: the engine looks at every column for each. */
    private static Map<String, Relation> relations(
            WorkspaceConnection connection, Collection<String> folded) {
        String query =
                """
                SELECT lower(schema_name || '.' || table_name) AS name,
                    EXISTS (FROM system.main.duckdb_tables() AS t WHERE t.database_name = c.database_name
                        AND t.schema_name = c.schema_name AND t.table_name = c.table_name)::VARCHAR,
                    column_name, data_type
                FROM system.main.duckdb_columns() AS c WHERE database_name = %s AND list_contains(%s, name)
                ORDER BY schema_name, table_name, column_index"""
                        .formatted(
                                SqlText.literal(connection.catalog()),
                                folded.stream()
                                        .map(SqlText::literal)
                                        .collect(Collectors.joining(",", "[", "]")));
        Map<String, Relation> relations = new LinkedHashMap<>();
        for (List<@Nullable String> row : connection.engine().queryText(query)) {
            boolean isTable = Boolean.parseBoolean(row.get(1));
            Column column = new Column(String.valueOf(row.get(2)), String.valueOf(row.get(3)));
            relations
                    .computeIfAbsent(
                            String.valueOf(row.getFirst()),
                            name -> new Relation(isTable, new LinkedHashMap<>()))
                    .columns()
                    .put(fold(column.name()), column);
        }
        return relations;
    }

    private Step step(TableLoad load, TableFile source, ObjectName destination) {
        Relation from = relations.get(source.name().folded());
        if (from == null) {
            throw unreadable(source);
        }
        requireOwnSchema(destination);
        Relation to = relations.get(destination.folded());
        requireFree(load, destination, to);
        List<Column> columns = columns(load, from);
        String query = query(load, source, from, columns);
        String sql =
                to == null || load.mode() != TableLoad.Mode.APPEND
                        ? create(load, destination, query)
                        : append(load, destination, to, columns, query);
        double share = (double) columns.size() / from.columns().size();
        return new Step(load, source, destination, sql, share);
    }

    private ContentsException unreadable(TableFile source) {
        PgException why = connection.tables().errorOfTable(source.name().table());
        return ContentsException.invalid(
                why == null
                        ? "project table %s cannot be read now; try again".formatted(source.name())
                        : why.info().message() + "; publish it again");
    }

    private void requireOwnSchema(ObjectName destination) {
        String schema = fold(destination.schema());
        if (listing.hasSchema(schema)) {
            throw new ContentsException(
                    Reason.PROJECT_TABLE,
                    "the schema %s holds tables of the project, which a workspace only reads; choose another destination than %s"
                            .formatted(schema, destination));
        }
        if (schema.startsWith("pg_")
                || RESERVED_SCHEMAS.contains(schema)
                || schema.equals(fold(connection.catalog()))) {
            throw ContentsException.invalid(
                    "the schema %s is reserved; choose another destination than %s"
                            .formatted(schema, destination));
        }
    }

    private static void requireFree(
            TableLoad load, ObjectName destination, @Nullable Relation existing) {
        if (existing == null) {
            return;
        }
        if (!existing.isTable()) {
            throw new ContentsException(
                    Reason.EXISTS,
                    "%s is a view; drop it first, or choose another destination"
                            .formatted(destination));
        }
        if (load.mode() == TableLoad.Mode.FAIL) {
            throw new ContentsException(
                    Reason.EXISTS,
                    "the table %s exists; ask for the mode overwrite or append, or choose another destination"
                            .formatted(destination));
        }
    }

    private static List<Column> columns(TableLoad load, Relation from) {
        List<String> asked = load.columns();
        if (asked == null) {
            return List.copyOf(from.columns().values());
        }
        if (asked.isEmpty()) {
            throw ContentsException.invalid(
                    "columns is empty for %s; leave it out to copy all of them"
                            .formatted(ObjectName.shown(load.source())));
        }
        Map<String, Column> found = new LinkedHashMap<>();
        for (String name : asked) {
            Column column = from.columns().get(fold(name));
            if (column == null) {
                throw ContentsException.invalid(
                        "%s has no column \"%s\"; it has %s"
                                .formatted(
                                        ObjectName.shown(load.source()),
                                        ObjectName.shown(name),
                                        shownColumns(from)));
            }
            if (found.put(fold(name), column) != null) {
                throw ContentsException.invalid(
                        "the column \"%s\" is named twice for %s"
                                .formatted(column.name(), ObjectName.shown(load.source())));
            }
        }
        return List.copyOf(found.values());
    }

    private static String shownColumns(Relation relation) {
        String all =
                relation.columns().values().stream()
                        .map(Column::name)
                        .limit(20)
                        .collect(Collectors.joining(", "));
        return relation.columns().size() > 20 ? all + ", ..." : all;
    }

    private String query(TableLoad load, TableFile source, Relation from, List<Column> columns) {
        TableName name = source.name();
        String table =
                connection.qualified(new ObjectName(name.schema(), name.table()))
                        + " AS "
                        + SqlText.identifier(name.table());
        String where = load.where();
        String filter =
                where == null
                        ? ""
                        : " WHERE (" + checkedFilter(load, where, name, from, table) + "\n)";
        return "SELECT " + list(columns) + " FROM " + table + filter;
    }

    private String checkedFilter(
            TableLoad load, String where, TableName name, Relation from, String table) {
        try {
            String filter =
                    RowFilter.check(
                            connection.engine(), where, name.table(), from.columns().keySet());
            requireBoolean("SELECT (" + filter + "\n) FROM " + table);
            return filter;
        } catch (ContentsException e) {
            throw ContentsException.invalid(
                    ObjectName.shown(load.source()) + ": " + e.getMessage());
        }
    }

    /** Also the names and types of the condition are known to be right then. */
    private void requireBoolean(String sql) {
        try (EngineStatement statement = connection.prepare(sql)) {
            if (!statement
                    .columns()
                    .getFirst()
                    .type()
                    .equals(new EngineType.Scalar(TypeId.BOOLEAN))) {
                throw ContentsException.invalid(
                        "the where cannot be used: it is not a condition that is true or false");
            }
        } catch (PgException e) {
            throw ContentsException.invalid("the where cannot be used: " + e.info().message());
        }
    }

    private String create(TableLoad load, ObjectName destination, String query) {
        String create =
                load.mode() == TableLoad.Mode.OVERWRITE
                        ? "CREATE OR REPLACE TABLE "
                        : "CREATE TABLE ";
        return create + connection.qualified(destination) + " AS " + query;
    }

    private String append(
            TableLoad load,
            ObjectName destination,
            Relation to,
            List<Column> columns,
            String query) {
        for (Column column : columns) {
            Column target = to.columns().get(fold(column.name()));
            if (target == null) {
                throw ContentsException.invalid(
                        "%s has no column \"%s\" for that of %s; name the columns to copy, or overwrite it"
                                .formatted(
                                        destination,
                                        column.name(),
                                        ObjectName.shown(load.source())));
            }
            if (!target.type().equals(column.type())) {
                throw ContentsException.invalid(
                        "the column \"%s\" is %s in %s and %s in %s; name the columns to copy, or overwrite it"
                                .formatted(
                                        column.name(),
                                        column.type(),
                                        ObjectName.shown(load.source()),
                                        target.type(),
                                        destination));
            }
        }
        return "INSERT INTO %s (%s) %s"
                .formatted(connection.qualified(destination), list(columns), query);
    }

    private static String list(List<Column> columns) {
        return columns.stream()
                .map(column -> SqlText.identifier(column.name()))
                .collect(Collectors.joining(", "));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
