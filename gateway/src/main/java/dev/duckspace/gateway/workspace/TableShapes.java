package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads what table files hold, through an instance of its own that attaches each for a moment, and
 * remembers it: a file does not change in its place, so its identity is that of its shape.
 *
 * <p>All methods belong on an engine thread.
 */
final class TableShapes implements AutoCloseable {
    /** What is remembered, in columns; a table counts one more. About 100 bytes each. */
    private static final int COLUMNS_MAX = 200_000;

    private static final String ATTACHED = "described";

    private final DuckDb duckDb;
    private final DataDirectory data;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);
    private int columns;
    private @Nullable EngineInstance instance;
    private @Nullable EngineConnection connection;

    private record Known(String version, TableShape shape) {
        int weight() {
            return 1 + shape.columns().size();
        }
    }

    TableShapes(DuckDb duckDb, DataDirectory data) {
        this.duckDb = duckDb;
        this.data = data;
    }

    /**
     * @throws PgException 58P01 when the file is gone or is another one by now, XX001 when it is
     *     damaged
     */
    TableShape of(TableFile table) {
        lock.lock();
        try {
            Known remembered = known.get(table.file().toString());
            if (remembered != null && remembered.version().equals(table.version())) {
                return remembered.shape();
            }
            TableShape shape = read(table);
            remember(table, shape);
            return shape;
        } finally {
            lock.unlock();
        }
    }

    void remember(TableFile table, TableShape shape) {
        lock.lock();
        try {
            Known added = new Known(table.version(), shape);
            Known old = known.put(table.file().toString(), added);
            columns += added.weight() - (old == null ? 0 : old.weight());
            var eldest = known.entrySet().iterator();
            while (columns > COLUMNS_MAX && known.size() > 1 && eldest.hasNext()) {
                columns -= eldest.next().getValue().weight();
                eldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Refuses a type that the engine does not have.
     *
     * @param type in the characters of a type's name alone: see {@link CsvColumn}
     */
    void requireType(String type) {
        lock.lock();
        try {
            connection().prepare("SELECT CAST(NULL AS " + type + ")").close();
        } catch (EngineException e) {
            throw new PgException(
                    SqlState.UNDEFINED_OBJECT, "there is no type \"" + type + "\" for a column");
        } finally {
            lock.unlock();
        }
    }

    private TableShape read(TableFile table) {
        EngineConnection engine = connection();
        try {
            engine.execute(
                    "ATTACH %s AS %s (READ_ONLY)"
                            .formatted(SqlText.literal(table.file().toString()), ATTACHED));
            try {
                TableShape shape = readAttached(engine, table);
                requireSame(table);
                return shape;
            } finally {
                engine.execute("DETACH " + ATTACHED);
            }
        } catch (EngineException e) {
            requireSame(table);
            throw AttachedTables.unreadable(table.name(), e);
        }
    }

    private static TableShape readAttached(EngineConnection engine, TableFile table) {
        List<List<@Nullable String>> tables =
                engine.queryText(
                        "SELECT schema_name, table_name FROM system.main.duckdb_tables() WHERE database_name = '"
                                + ATTACHED
                                + "' ORDER BY (schema_name = 'main' AND table_name = 'data') DESC"
                                + " LIMIT 2");
        boolean published = !tables.isEmpty() && tables.getFirst().equals(List.of("main", "data"));
        if (!published && tables.size() != 1) {
            throw new PgException(
                    SqlState.DATA_CORRUPTED,
                    "project table \"%s\" cannot be read: its file does not hold one table"
                            .formatted(table.name()));
        }
        return TableShape.read(
                engine,
                ATTACHED,
                String.valueOf(tables.getFirst().getFirst()),
                String.valueOf(tables.getFirst().get(1)));
    }

    private static void requireSame(TableFile table) {
        try {
            if (TableFile.versionOf(table.file()).equals(table.version())) {
                return;
            }
        } catch (IOException e) {
            // answered below: it is gone
        }
        throw AttachedTables.missing(table.name());
    }

    private EngineConnection connection() {
        EngineConnection open = connection;
        if (open != null) {
            return open;
        }
        EngineInstance opened =
                duckDb.open(
                        null,
                        Map.of(
                                "threads", "1",
                                "memory_limit", "256MB",
                                "autoinstall_known_extensions", "false",
                                "autoload_known_extensions", "false"));
        EngineConnection made = opened.connect();
        made.execute(
                "SET allowed_directories = ["
                        + SqlText.literal(data.root().toString())
                        + "]; SET allow_community_extensions = false;"
                        + " SET enable_external_access = false; SET lock_configuration = true");
        instance = opened;
        connection = made;
        return made;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            EngineInstance open = instance;
            instance = null;
            connection = null;
            if (open != null) {
                open.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
