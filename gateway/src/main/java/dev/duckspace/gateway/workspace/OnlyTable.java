package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the tables in a file. A hidden database lists none, so the file is shown for a moment. */
final class OnlyTable {
    private OnlyTable() {}

    /** Schema and name of up to three tables in the file. */
    static List<List<@Nullable String>> find(
            EngineConnection steward, AttachedTables attached, TableFile table) {
        String name = "inspected_" + table.version();
        steward.execute(
                "ATTACH %s AS %s (READ_ONLY)"
                        .formatted(
                                SqlText.literal(attached.path(table.alias()).toString()),
                                SqlText.identifier(name)));
        try {
            return steward.queryText(
                    "SELECT schema_name, table_name FROM system.main.duckdb_tables() WHERE database_name = "
                            + SqlText.literal(name)
                            + " ORDER BY ALL LIMIT 3");
        } finally {
            detach(steward, name);
        }
    }

    private static void detach(EngineConnection steward, String name) {
        try {
            steward.execute("DETACH " + SqlText.identifier(name));
        } catch (EngineException e) {
            throw new IllegalStateException("Cannot detach an inspected file", e);
        }
    }
}
