package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The temporary tables, views and sequences of one session. */
final class TemporaryObjects {
    private static final String NAMES =
            """
            SELECT 'VIEW', schema_name, view_name FROM system.main.duckdb_views()
            WHERE temporary AND NOT internal
            UNION ALL
            SELECT 'TABLE', schema_name, table_name FROM system.main.duckdb_tables() WHERE temporary
            UNION ALL
            SELECT 'SEQUENCE', schema_name, sequence_name FROM system.main.duckdb_sequences() WHERE temporary
            """;

    private TemporaryObjects() {}

    /** On an engine thread, in a transaction that the caller ends. */
    static void drop(EngineConnection connection) {
        for (List<@Nullable String> row : connection.queryText(NAMES)) {
            connection.execute(
                    "DROP %s temp.%s.%s CASCADE"
                            .formatted(row.get(0), quoted(row.get(1)), quoted(row.get(2))));
        }
    }

    private static String quoted(@Nullable String name) {
        return '"' + String.valueOf(name).replace("\"", "\"\"") + '"';
    }
}
