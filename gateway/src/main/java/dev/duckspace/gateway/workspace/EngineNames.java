package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineConnection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names that the engine itself has, in lower case. They are those of the build, the same for every
 * instance, and asking takes longer than all else in opening one.
 */
record EngineNames(Set<String> tableFunctions, Set<String> settings) {

    static EngineNames of(EngineConnection connection) {
        return new EngineNames(
                names(
                        connection,
                        "SELECT DISTINCT function_name FROM duckdb_functions()"
                                + " WHERE function_type = 'table'"),
                names(connection, "SELECT name FROM duckdb_settings()"));
    }

    private static Set<String> names(EngineConnection connection, String query) {
        return connection.queryText(query).stream()
                .map(row -> String.valueOf(row.getFirst()).toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
