package dev.duckspace.benchmarks.servers;

import dev.duckspace.gateway.engine.Chunk;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.engine.EngineResult;
import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.workspace.WorkspaceLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB in this process, with the threads and the memory of a workspace and PostgreSQL's division
 * and order of NULLs, so that the same statement means the same. Only for platform threads.
 */
public final class LocalEngine implements AutoCloseable {
    private final EngineInstance instance;
    private final EngineConnection connection;

    private LocalEngine(EngineInstance instance) {
        this.instance = instance;
        this.connection = instance.connect();
    }

    public static LocalEngine open(Path file) {
        WorkspaceLimits limits = WorkspaceLimits.DEFAULT;
        LocalEngine engine =
                new LocalEngine(
                        DuckDb.load()
                                .open(
                                        file,
                                        Map.of(
                                                "threads",
                                                Integer.toString(limits.threads()),
                                                "memory_limit",
                                                limits.memoryBytes() + "B")));
        engine.execute("SET GLOBAL integer_division = true");
        engine.execute("SET GLOBAL default_null_order = 'nulls_last_on_asc_first_on_desc'");
        return engine;
    }

    public static String version() {
        return DuckDb.load().version();
    }

    public void execute(String sql) {
        connection.execute(sql);
    }

    /** All rows as texts. */
    public List<List<@Nullable String>> rows(String sql) {
        return connection.queryText(sql);
    }

    public EngineStatement prepare(String sql) {
        return connection.prepare(sql);
    }

    /** Runs a query and looks at all of its chunks, but not into them. */
    public long count(String sql) {
        try (EngineStatement statement = prepare(sql)) {
            return count(statement);
        }
    }

    public static long count(EngineStatement statement) {
        long rows = 0;
        try (EngineResult result = statement.execute()) {
            for (Chunk chunk = result.fetch(); chunk != null; chunk = result.fetch()) {
                rows += chunk.size();
            }
        }
        return rows;
    }

    @Override
    public void close() {
        connection.close();
        instance.close();
    }
}
