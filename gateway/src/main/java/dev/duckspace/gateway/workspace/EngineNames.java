package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineConnection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names that the engine itself has, in lower case. They are those of the build, the same for every
 * instance, and asking takes longer than all else in opening one.
 *
 * @param functions of all kinds but pragmas, before the gateway adds its own
 */
record EngineNames(
        Set<String> functions,
        Set<String> tableFunctions,
        Set<String> relations,
        Set<String> settings) {
    private static final Set<String> ALLOWED = WordList.read("functions-allowed.txt");
    private static final Pattern COLLATION = Pattern.compile("(?:icu_)?collate_\\w+");

    /** Synonyms of operators that nothing of the gateway's own calls. */
    private static final Set<String> FREE = Set.of("add", "subtract", "multiply", "divide");

    static EngineNames of(EngineConnection connection) {
        return new EngineNames(
                names(
                        connection,
                        "SELECT DISTINCT function_name FROM system.main.duckdb_functions()"
                                + " WHERE internal AND function_type <> 'pragma'"
                                + " AND NOT contains(function_name, ' ')"),
                names(
                        connection,
                        "SELECT DISTINCT function_name FROM system.main.duckdb_functions()"
                                + " WHERE function_type = 'table'"),
                names(
                        connection,
                        "SELECT DISTINCT view_name FROM system.main.duckdb_views()"
                                + " WHERE internal AND schema_name <> 'information_schema'"),
                names(connection, "SELECT name FROM system.main.duckdb_settings()"));
    }

    private static Set<String> names(EngineConnection connection, String query) {
        return connection.queryText(query).stream()
                .map(row -> String.valueOf(row.getFirst()).toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether clients may call it, if it is the engine's: one that nobody has judged is not. */
    static boolean isAllowed(String function) {
        return ALLOWED.contains(function) || COLLATION.matcher(function).matches();
    }

    /** The engine's own, and nobody may call it. */
    boolean isRefused(String function) {
        return functions.contains(function) && !isAllowed(function);
    }

    /** Whether a user's function of this name would answer in the engine's place. */
    boolean isTaken(String function) {
        return functions.contains(function) && !FREE.contains(function);
    }
}
