package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EngineInstance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens database files read-only, one after the other, to see whether the engine takes them and
 * what is in them. Files are not changed; a log beside one is replayed in memory. On a platform
 * thread.
 */
public final class FileProbe implements AutoCloseable {
    /** As what a probed file is attached. */
    static final String PROBED = "probed";

    private final EngineInstance instance;
    private final EngineConnection engine;

    public FileProbe(DuckDb duckDb) {
        this.instance =
                duckDb.open(
                        null,
                        Map.of(
                                "threads", "1",
                                "memory_limit", "512MB",
                                "autoinstall_known_extensions", "false",
                                "autoload_known_extensions", "false"));
        this.engine = instance.connect();
    }

    /** Something in a file: {@code table} or {@code view}. */
    public record Content(String schema, String name, boolean view) {}

    /** Why the engine does not take the file; empty when it does. */
    public Optional<String> problem(Path file) {
        try {
            contents(file);
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(reason(e));
        }
    }

    /**
     * The tables and views of a file.
     *
     * @throws EngineException when it is damaged, in use or no database
     */
    public List<Content> contents(Path file) {
        return attached(
                file,
                () ->
                        engine
                                .queryText(
                                        """
                                        SELECT schema_name, table_name, 'table' FROM system.main.duckdb_tables()
                                        WHERE database_name = 'probed' AND NOT internal
                                        UNION ALL
                                        SELECT schema_name, view_name, 'view' FROM system.main.duckdb_views()
                                        WHERE database_name = 'probed' AND NOT internal
                                            AND NOT starts_with(view_name, '__duckspace')
                                        ORDER BY 1, 2""")
                                .stream()
                                .map(FileProbe::content)
                                .toList());
    }

    /** Does something while this process holds the file against writers. */
    <T> T attached(Path file, java.util.function.Supplier<T> work) {
        engine.execute(
                "ATTACH %s AS %s (READ_ONLY)"
                        .formatted(SqlText.literal(file.toAbsolutePath().toString()), PROBED));
        try {
            return work.get();
        } finally {
            engine.execute("DETACH " + PROBED);
        }
    }

    private static Content content(List<@Nullable String> row) {
        return new Content(
                String.valueOf(row.get(0)), String.valueOf(row.get(1)), "view".equals(row.get(2)));
    }

    /** The engine's reason in one line, for the operator: paths are his own. */
    public static String reason(EngineException e) {
        String text = e.rawMessage().lines().findFirst().orElse("");
        return text.contains("Could not set lock") || text.contains("Conflicting lock")
                ? "another process has it open; stop that first"
                : text;
    }

    @Override
    public void close() {
        instance.close();
    }
}
