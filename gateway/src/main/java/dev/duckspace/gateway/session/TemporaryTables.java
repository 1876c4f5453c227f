package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.sql.Effects.OnCommit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What ON COMMIT says of the session's temporary tables; the session's own thread. */
final class TemporaryTables {
    private static final String NAMES =
            "SELECT table_name FROM system.main.duckdb_tables() WHERE database_name = 'temp'";

    private final Map<String, Boolean> dropped = new LinkedHashMap<>();

    boolean isEmpty() {
        return dropped.isEmpty();
    }

    void add(List<OnCommit> tables) {
        tables.forEach(table -> dropped.put(table.table(), table.drop()));
    }

    /** On an engine thread, before the transaction commits. Forgets the tables that are gone. */
    void transactionEnds(EngineConnection connection) {
        Set<String> present =
                connection.queryText(NAMES).stream()
                        .map(row -> String.valueOf(row.getFirst()))
                        .collect(Collectors.toSet());
        dropped.keySet().retainAll(present);
        dropped.forEach(
                (name, drop) ->
                        connection.execute((drop ? "DROP TABLE " : "DELETE FROM ") + quoted(name)));
        dropped.values().removeIf(drop -> drop);
    }

    private static String quoted(String name) {
        return "temp.main.\"" + name.replace("\"", "\"\"") + '"';
    }
}
