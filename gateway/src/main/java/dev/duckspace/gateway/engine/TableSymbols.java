package dev.duckspace.gateway.engine;

import static dev.duckspace.gateway.engine.NativeLibrary.call;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** C functions that register a {@link TableFunction} and that its callbacks ask. */
final class TableSymbols {
    static final NativeCall CREATE = call("duckdb_create_table_function", JAVA_LONG);
    static final NativeCall DESTROY = call("duckdb_destroy_table_function", null, JAVA_LONG);
    static final NativeCall NAME =
            call("duckdb_table_function_set_name", null, JAVA_LONG, JAVA_LONG);
    static final NativeCall PARAMETER =
            call("duckdb_table_function_add_parameter", null, JAVA_LONG, JAVA_LONG);
    static final NativeCall EXTRA =
            call("duckdb_table_function_set_extra_info", null, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall BIND =
            call("duckdb_table_function_set_bind", null, JAVA_LONG, JAVA_LONG);
    static final NativeCall INIT =
            call("duckdb_table_function_set_init", null, JAVA_LONG, JAVA_LONG);
    static final NativeCall FUNCTION =
            call("duckdb_table_function_set_function", null, JAVA_LONG, JAVA_LONG);
    static final NativeCall PROJECTION =
            call("duckdb_table_function_supports_projection_pushdown", null, JAVA_LONG, JAVA_BYTE);
    static final NativeCall REGISTER =
            call("duckdb_register_table_function", JAVA_INT, JAVA_LONG, JAVA_LONG);

    static final NativeCall BIND_EXTRA = call("duckdb_bind_get_extra_info", JAVA_LONG, JAVA_LONG);
    static final NativeCall BIND_ARGUMENT =
            call("duckdb_bind_get_parameter", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall BIND_CONTEXT =
            call("duckdb_table_function_get_client_context", null, JAVA_LONG, JAVA_LONG);
    static final NativeCall BIND_COLUMN =
            call("duckdb_bind_add_result_column", null, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall BIND_DATA =
            call("duckdb_bind_set_bind_data", null, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall BIND_ROWS =
            call("duckdb_bind_set_cardinality", null, JAVA_LONG, JAVA_LONG, JAVA_BYTE);
    static final NativeCall BIND_ERROR = call("duckdb_bind_set_error", null, JAVA_LONG, JAVA_LONG);

    static final NativeCall INIT_BIND_DATA =
            call("duckdb_init_get_bind_data", JAVA_LONG, JAVA_LONG);
    static final NativeCall INIT_COLUMNS =
            call("duckdb_init_get_column_count", JAVA_LONG, JAVA_LONG);
    static final NativeCall INIT_COLUMN =
            call("duckdb_init_get_column_index", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall INIT_DATA =
            call("duckdb_init_set_init_data", null, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall INIT_ERROR = call("duckdb_init_set_error", null, JAVA_LONG, JAVA_LONG);

    static final NativeCall SCAN_DATA = call("duckdb_function_get_init_data", JAVA_LONG, JAVA_LONG);
    static final NativeCall SCAN_ERROR =
            call("duckdb_function_set_error", null, JAVA_LONG, JAVA_LONG);

    static final NativeCall IS_NULL = call("duckdb_is_null_value", JAVA_BYTE, JAVA_LONG);
    static final NativeCall LIST_RESERVE =
            call("duckdb_list_vector_reserve", JAVA_INT, JAVA_LONG, JAVA_LONG);
    static final NativeCall LIST_SET_SIZE =
            call("duckdb_list_vector_set_size", JAVA_INT, JAVA_LONG, JAVA_LONG);

    private TableSymbols() {}

    /** Links every call. */
    static void initialize() {}
}
