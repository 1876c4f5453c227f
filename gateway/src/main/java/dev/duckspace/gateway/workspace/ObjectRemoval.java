package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.ErrorKind;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.workspace.ContentsException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops what the users of a workspace have made, never what stands for the project's tables. */
final class ObjectRemoval {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectRemoval.class);

    /** How long to wait for open transactions that have altered what is to be dropped. */
    private static final Duration CONFLICT_WAIT_MAX = Duration.ofSeconds(2);

    private static final long CONFLICT_PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private final WorkspaceConnection connection;
    private final ProjectTables tables;

    /** An object as DROP names it. */
    private record Item(String kind, ObjectName name) {
        boolean isSchema() {
            return kind.equals("SCHEMA");
        }
    }

    ObjectRemoval(WorkspaceConnection connection) {
        this.connection = connection;
        this.tables = connection.tables();
    }

    /** All of it, and then the space of it. */
    boolean all() {
        long deadline = System.nanoTime() + CONFLICT_WAIT_MAX.toNanos();
        while (true) {
            try {
                return dropAll();
            } catch (PgException e) {
                boolean conflict = e.sqlState() == SqlState.T_R_SERIALIZATION_FAILURE;
                if (!conflict || System.nanoTime() > deadline) {
                    throw conflict ? conflict(e) : e;
                }
                LockSupport.parkNanos(CONFLICT_PAUSE_NANOS);
            }
        }
    }

    private boolean dropAll() {
        inTransaction(
                () -> {
                    List<Item> items = items();
                    drop(items.stream().filter(item -> !item.isSchema()));
                    drop(items.stream().filter(Item::isSchema));
                });
        connection.checkpoint();
        return true;
    }

    /** Tables before those that their foreign keys name, in whatever order they are listed. */
    private void drop(Stream<Item> items) {
        List<Item> left = items.toList();
        while (!left.isEmpty()) {
            List<Item> needed = new ArrayList<>();
            EngineException last = null;
            for (Item item : left) {
                try {
                    drop(item, " CASCADE");
                } catch (EngineException e) {
                    if (e.kind() != ErrorKind.CATALOG) {
                        throw connection.translated(e);
                    }
                    needed.add(item);
                    last = e;
                }
            }
            if (last != null && needed.size() == left.size()) {
                throw connection.translated(last);
            }
            left = needed;
        }
    }

    private void drop(Item item, String behavior) {
        String name =
                item.isSchema()
                        ? SqlText.identifier(connection.catalog())
                                + '.'
                                + SqlText.identifier(item.name().schema())
                        : connection.qualified(item.name());
        connection.engine().execute("DROP " + item.kind() + " IF EXISTS " + name + behavior);
    }

    /** In the order in which they can go: each kind needs only what comes after it. */
    private String objectsQuery() {
        return """
            SELECT 1 AS rank, 'TABLE' AS kind, schema_name, table_name AS name FROM system.main.duckdb_tables()
            WHERE database_name = %1$s AND NOT internal
            UNION ALL SELECT 2, 'VIEW', schema_name, view_name FROM system.main.duckdb_views()
            WHERE database_name = %1$s AND NOT internal
            UNION ALL SELECT DISTINCT 3,
                CASE function_type WHEN 'macro' THEN 'MACRO' ELSE 'MACRO TABLE' END,
                schema_name, function_name FROM system.main.duckdb_functions()
            WHERE database_name = %1$s AND NOT internal
                AND function_type IN ('macro', 'table_macro')
            UNION ALL SELECT 4, 'SEQUENCE', schema_name, sequence_name FROM system.main.duckdb_sequences()
            WHERE database_name = %1$s
            UNION ALL SELECT 5, 'TYPE', schema_name, type_name FROM system.main.duckdb_types()
            WHERE database_name = %1$s AND NOT internal
            UNION ALL SELECT 6, 'SCHEMA', schema_name, '' FROM system.main.duckdb_schemas()
            WHERE database_name = %1$s AND NOT internal AND schema_name <> 'public'
            ORDER BY 1, 3, 4"""
                .formatted(SqlText.literal(connection.catalog()));
    }

    private List<Item> items() {
        List<Item> items = new ArrayList<>();
        ProjectFiles.Listing listing = tables.current();
        for (List<@Nullable String> row : connection.engine().queryText(objectsQuery())) {
            Item item =
                    new Item(
                            String.valueOf(row.get(1)),
                            new ObjectName(String.valueOf(row.get(2)), String.valueOf(row.get(3))));
            boolean ofProject =
                    item.isSchema()
                            ? listing.hasSchema(item.name().schema())
                            : tables.isShown(item.name());
            if (!ofProject) {
                items.add(item);
            }
        }
        return items;
    }

    /** The one object of that name: a table or view before anything else. */
    boolean one(ObjectName name) {
        tables.refresh();
        if (tables.isShown(name)) {
            throw new ContentsException(
                    Reason.PROJECT_TABLE,
                    "%s is a table of the project, which a workspace only reads; delete it from the project instead"
                            .formatted(name));
        }
        try {
            inTransaction(() -> drop(required(name), ""));
        } catch (PgException e) {
            throw e.sqlState() == SqlState.T_R_SERIALIZATION_FAILURE ? conflict(e) : e;
        } catch (EngineException e) {
            throw inUse(name, e);
        }
        connection.checkpoint();
        return true;
    }

    private Item required(ObjectName name) {
        Optional<Item> found =
                items().stream()
                        .filter(item -> !item.isSchema())
                        .filter(item -> item.name().folded().equals(name.folded()))
                        .findFirst();
        return found.orElseThrow(
                () ->
                        new ContentsException(
                                Reason.NOT_FOUND,
                                "the workspace has no table or view %s; a name without a schema is looked for in public, a name with dots is put in double quotes"
                                        .formatted(name)));
    }

    private RuntimeException inUse(ObjectName name, EngineException e) {
        boolean needed =
                e.kind() == ErrorKind.DEPENDENCY
                        || (e.kind() == ErrorKind.CATALOG
                                && e.rawMessage().contains("main key table"));
        PgException translated = connection.translated(e);
        if (!needed) {
            return translated.sqlState() == SqlState.T_R_SERIALIZATION_FAILURE
                    ? conflict(translated)
                    : translated;
        }
        return new ContentsException(
                Reason.IN_USE,
                "something else needs %s: %s; drop that first".formatted(name, firstLines(e)),
                e);
    }

    private static String firstLines(EngineException e) {
        return e.rawMessage()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("Use DROP"))
                .reduce((a, b) -> a + " " + b)
                .orElse("")
                .replaceAll("\\.$", "");
    }

    private static ContentsException conflict(PgException e) {
        return new ContentsException(
                Reason.CONFLICT,
                "a session has an open transaction that changes the same objects; nothing was dropped: wait for its end, or end the session, and try again",
                e);
    }

    private void inTransaction(Runnable work) {
        connection.begin(false);
        try {
            work.run();
            connection.commit();
        } catch (RuntimeException e) {
            rollBack();
            throw e;
        }
    }

    private void rollBack() {
        if (connection.inTransaction()) {
            try {
                connection.rollback();
            } catch (PgException e) {
                LOG.debug("Nothing left to roll back", e);
            }
        }
    }
}
