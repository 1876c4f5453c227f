package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How an instance is configured and then locked. The order matters: see docs of the engine facts.
 */
final class InstanceSettings {
    /** What sessions, or the gateway for them, change under the lock. */
    private static final String SESSION_SETTINGS =
            "['TimeZone','search_path','errors_as_json','enable_progress_bar','enable_progress_bar_print','progress_bar_time']";

    private InstanceSettings() {}

    /** What must hold before the file is read: its log is replayed as it opens. */
    static Map<String, String> options(WorkspaceLimits limits) {
        return Map.of(
                "threads", Integer.toString(limits.threads()),
                "memory_limit", limits.memoryBytes() + "B",
                "autoinstall_known_extensions", "false",
                "autoload_known_extensions", "false",
                "allow_unsigned_extensions", "false");
    }

    /**
     * @param spill a directory of the instance's own for temporary files
     * @param attachable directories from which files may be attached
     */
    static void apply(
            EngineConnection connection,
            WorkspaceLimits limits,
            Path spill,
            List<Path> attachable) {
        set(connection, "temp_directory", SqlText.literal(spill.toString()));
        set(connection, "max_temp_directory_size", "'" + limits.spillBytes() + "B'");
        set(connection, "memory_limit", "'" + limits.memoryBytes() + "B'");
        set(connection, "threads", Integer.toString(limits.threads()));
        set(connection, "async_threads", "0");
        set(connection, "max_expression_depth", Integer.toString(limits.expressionDepthMax()));
        set(connection, "allowed_directories", directories(attachable));
        set(connection, "allow_extension_repositories", "'forbidden'");
        set(connection, "allow_community_extensions", "false");
        set(connection, "allow_persistent_secrets", "false");
        asPostgres(connection);
        set(connection, "allowed_configs", SESSION_SETTINGS);
        set(connection, "enable_external_access", "false");
        set(connection, "lock_configuration", "true");
    }

    /** Global, so that every connection has them without a statement of its own. */
    private static void asPostgres(EngineConnection connection) {
        set(connection, "errors_as_json", "true");
        set(connection, "integer_division", "true");
        set(connection, "ieee_floating_point_ops", "false");
        set(connection, "default_null_order", "'nulls_last_on_asc_first_on_desc'");
        set(connection, "scalar_subquery_error_on_multiple_rows", "true");
        // Unquoted names are folded to lower case.
        set(connection, "preserve_identifier_case", "false");
        set(connection, "TimeZone", "'UTC'");
        // A name that is missing, or a table that must be attached first, ends no transaction.
        set(
                connection,
                "default_transaction_invalidation_policy",
                "'SYNTACTIC_ERRORS_DO_NOT_INVALIDATE'");
    }

    private static void set(EngineConnection connection, String name, String value) {
        connection.execute("SET GLOBAL " + name + " = " + value);
    }

    private static String directories(List<Path> directories) {
        return directories.stream()
                .map(directory -> SqlText.literal(directory.toString()))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
