package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.protocol.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists what a workspace holds. On an engine thread. */
final class ObjectListing {
    /** A workspace may hold more tables than a caller waits for. */
    private static final Duration COUNT_TIME_MAX = Duration.ofSeconds(2);

    private final WorkspaceConnection connection;
    private final ProjectTables tables;

    ObjectListing(WorkspaceConnection connection) {
        this.connection = connection;
        this.tables = connection.tables();
    }

    List<StoredObject> own() {
        tables.refresh();
        long deadline = System.nanoTime() + COUNT_TIME_MAX.toNanos();
        List<StoredObject> objects = new ArrayList<>();
        for (List<@Nullable String> row : tablesAndViews()) {
            ObjectName name =
                    new ObjectName(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
            String type = String.valueOf(row.get(2));
            if (!tables.isShown(name)) {
                boolean counts = type.equals("table") && System.nanoTime() < deadline;
                objects.add(
                        new StoredObject(
                                name.schema(), name.name(), type, counts ? count(name) : null));
            }
        }
        return objects;
    }

    private List<List<@Nullable String>> tablesAndViews() {
        return connection
                .engine()
                .queryText(
                        """
                        SELECT schema_name, table_name, 'table' FROM system.main.duckdb_tables()
                        WHERE database_name = %1$s AND NOT internal
                        UNION ALL
                        SELECT schema_name, view_name, 'view' FROM system.main.duckdb_views()
                        WHERE database_name = %1$s AND NOT internal
                        ORDER BY 1, 2"""
                                .formatted(SqlText.literal(connection.catalog())));
    }

    /** Those that could be attached; the others are told of where they are asked for. */
    List<StoredObject> ofProject() {
        long deadline = System.nanoTime() + COUNT_TIME_MAX.toNanos();
        List<StoredObject> objects = new ArrayList<>();
        for (TableFile table : tables.refresh().tables().values()) {
            TableName name = table.name();
            if (tables.isShown(new ObjectName(name.schema(), name.table()))) {
                Long rows = tables.rows(table);
                if (rows == null && System.nanoTime() < deadline) {
                    rows = count(new ObjectName(name.schema(), name.table()));
                }
                objects.add(new StoredObject(name.schema(), name.table(), "table", rows));
            }
        }
        return objects;
    }

    /** Reads no rows but the tables' own tallies. Null for one whose file is damaged or gone. */
    private @Nullable Long count(ObjectName name) {
        String sql = "SELECT count(*) FROM " + connection.qualified(name);
        try (var statement = connection.prepare(sql);
                var result = connection.execute(statement);
                var chunk = result.fetch()) {
            return chunk == null ? null : chunk.column(0).longAt(0);
        } catch (PgException | EngineException e) {
            return null;
        }
    }
}
