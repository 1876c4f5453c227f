package dev.duckspace.gateway.engine;

import static dev.duckspace.gateway.engine.NativeLibrary.call;
import static dev.duckspace.gateway.engine.NativeLibrary.instant;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.util.Arrays;

/**
 * C functions that register functions of ours and that their callbacks ask. The second half is of
 * the engine's newer API, whose calls return a code and take the error's place last; see
 * docs/engine-functions.md, 1.
 */
final class FunctionSymbols {
    // Scalar functions of fixed types.
    static final NativeCall CREATE_SCALAR = call("duckdb_create_scalar_function", JAVA_LONG);
    static final NativeCall DESTROY_SCALAR = nothing("duckdb_destroy_scalar_function", 1);
    static final NativeCall SCALAR_NAME = nothing("duckdb_scalar_function_set_name", 2);
    static final NativeCall SCALAR_PARAMETER = nothing("duckdb_scalar_function_add_parameter", 2);
    static final NativeCall SCALAR_VARARGS = nothing("duckdb_scalar_function_set_varargs", 2);
    static final NativeCall SCALAR_RESULT = nothing("duckdb_scalar_function_set_return_type", 2);
    static final NativeCall SCALAR_SEES_NULLS =
            nothing("duckdb_scalar_function_set_special_handling", 1);
    static final NativeCall SCALAR_VOLATILE = nothing("duckdb_scalar_function_set_volatile", 1);
    static final NativeCall SCALAR_EXTRA = nothing("duckdb_scalar_function_set_extra_info", 3);
    static final NativeCall SCALAR_FUNCTION = nothing("duckdb_scalar_function_set_function", 2);
    static final NativeCall SCALAR_BIND = nothing("duckdb_scalar_function_set_bind", 2);
    static final NativeCall CREATE_OVERLOADS =
            call("duckdb_create_scalar_function_set", JAVA_LONG, JAVA_LONG);
    static final NativeCall ADD_OVERLOAD =
            call("duckdb_add_scalar_function_to_set", JAVA_INT, JAVA_LONG, JAVA_LONG);
    static final NativeCall REGISTER_OVERLOADS =
            call("duckdb_register_scalar_function_set", JAVA_INT, JAVA_LONG, JAVA_LONG);
    static final NativeCall DESTROY_OVERLOADS = nothing("duckdb_destroy_scalar_function_set", 1);
    static final NativeCall CALL_EXTRA =
            instant("duckdb_scalar_function_get_extra_info", JAVA_LONG, JAVA_LONG);
    static final NativeCall CALL_BIND_DATA =
            instant("duckdb_scalar_function_get_bind_data", JAVA_LONG, JAVA_LONG);
    static final NativeCall CALL_ERROR = nothing("duckdb_scalar_function_set_error", 2);
    static final NativeCall CHUNK_COLUMNS =
            instant("duckdb_data_chunk_get_column_count", JAVA_LONG, JAVA_LONG);
    static final NativeCall BIND_CONTEXT = nothing("duckdb_scalar_function_get_client_context", 2);
    static final NativeCall BIND_DATA = nothing("duckdb_scalar_function_set_bind_data", 3);
    static final NativeCall BIND_DATA_COPY =
            nothing("duckdb_scalar_function_set_bind_data_copy", 2);
    static final NativeCall CONNECTION_CONTEXT = nothing("duckdb_connection_get_client_context", 2);
    static final NativeCall CONTEXT_CONNECTION_ID =
            call("duckdb_client_context_get_connection_id", JAVA_LONG, JAVA_LONG);
    static final NativeCall DESTROY_CONTEXT = nothing("duckdb_destroy_client_context", 1);

    // Casts.
    static final NativeCall CAST_EXTRA = nothing("duckdb_cast_function_set_extra_info", 3);
    static final NativeCall CASTING_EXTRA =
            call("duckdb_cast_function_get_extra_info", JAVA_LONG, JAVA_LONG);
    static final NativeCall CASTING_MODE =
            call("duckdb_cast_function_get_cast_mode", JAVA_INT, JAVA_LONG);
    static final NativeCall CASTING_ERROR = nothing("duckdb_cast_function_set_error", 2);
    static final NativeCall CASTING_ROW_ERROR = nothing("duckdb_cast_function_set_row_error", 4);

    // Writing lists and structs.
    static final NativeCall LIST_RESERVE =
            call("duckdb_list_vector_reserve", JAVA_INT, JAVA_LONG, JAVA_LONG);
    static final NativeCall LIST_SET_SIZE =
            call("duckdb_list_vector_set_size", JAVA_INT, JAVA_LONG, JAVA_LONG);

    // The newer API.
    static final NativeCall V2_CONNECT = v2("duckdb_v2_connection_create", 3);
    static final NativeCall V2_DISCONNECT = v2("duckdb_v2_connection_destroy", 1);
    static final NativeCall V2_FACTORY = v2("duckdb_v2_connection_get_factory", 3);
    static final NativeCall V2_TYPE_OF_ID = v2("duckdb_v2_factory_create_type_from_id", 7);
    static final NativeCall V2_DESTROY_TYPE = v2("duckdb_v2_logical_type_destroy", 1);
    static final NativeCall V2_PARAMETER = v2("duckdb_v2_function_signature_add_parameter", 6);
    static final NativeCall V2_RESULT = v2("duckdb_v2_function_signature_set_return_type", 3);
    static final NativeCall V2_ERROR_CODE = v2("duckdb_v2_error_info_set_code", 2);
    static final NativeCall V2_ERROR_TEXT = v2("duckdb_v2_error_info_set_text", 2);
    static final NativeCall V2_FLATTEN = v2("duckdb_v2_vector_flatten", 2);

    static final NativeCall V2_SCALAR = v2("duckdb_v2_scalar_function_create", 3);
    static final NativeCall V2_SCALAR_DESTROY = v2("duckdb_v2_scalar_function_destroy", 1);
    static final NativeCall V2_SCALAR_NAME = v2("duckdb_v2_scalar_function_set_name", 3);
    static final NativeCall V2_SCALAR_SIGNATURE = v2("duckdb_v2_scalar_function_get_signature", 3);
    static final NativeCall V2_SCALAR_RESOLVE =
            v2("duckdb_v2_scalar_function_set_resolve_types_callback", 3);
    static final NativeCall V2_SCALAR_BIND = v2("duckdb_v2_scalar_function_set_bind_callback", 3);
    static final NativeCall V2_SCALAR_EXEC = v2("duckdb_v2_scalar_function_set_exec_callback", 3);
    static final NativeCall V2_SCALAR_USER_DATA = v2("duckdb_v2_scalar_function_set_user_data", 3);
    static final NativeCall V2_SCALAR_PROPERTY = v2("duckdb_v2_scalar_function_set_property", 4);
    static final NativeCall V2_REGISTER_SCALAR =
            v2("duckdb_v2_connection_register_scalar_function", 3);
    static final NativeCall V2_RESOLVED =
            v2("duckdb_v2_scalar_function_resolve_types_set_return_type", 3);
    static final NativeCall V2_SET_BIND_DATA =
            v2("duckdb_v2_scalar_function_bind_set_bind_data", 3);
    static final NativeCall V2_ROWS = v2("duckdb_v2_scalar_function_exec_get_row_count", 3);
    static final NativeCall V2_ARGUMENT = v2("duckdb_v2_scalar_function_exec_get_arg", 4);
    static final NativeCall V2_OUTPUT = v2("duckdb_v2_scalar_function_exec_get_result", 3);
    static final NativeCall V2_BIND_DATA = v2("duckdb_v2_scalar_function_exec_get_bind_data", 3);

    static final NativeCall V2_BIND_COUNT = v2("duckdb_v2_function_bind_get_arg_count", 6);
    static final NativeCall V2_BIND_TYPE = v2("duckdb_v2_function_bind_get_arg_type", 4);
    static final NativeCall V2_BIND_VALUE = v2("duckdb_v2_function_bind_get_arg_value", 4);
    static final NativeCall V2_BIND_USER_DATA = v2("duckdb_v2_function_bind_get_user_data", 3);
    static final NativeCall V2_FUNCTION_BIND_DATA = v2("duckdb_v2_function_bind_set_bind_data", 3);
    static final NativeCall V2_VALUE_TEXT = v2("duckdb_v2_value_to_string", 5);
    static final NativeCall V2_VALUE_IS_NULL = v2("duckdb_v2_value_is_null", 3);
    static final NativeCall V2_VALUE_DESTROY = v2("duckdb_v2_value_destroy", 1);

    static final NativeCall V2_CAST = v2("duckdb_v2_cast_function_create", 3);
    static final NativeCall V2_CAST_DESTROY = v2("duckdb_v2_cast_function_destroy", 1);
    static final NativeCall V2_CAST_SOURCE = v2("duckdb_v2_cast_function_set_source_type", 3);
    static final NativeCall V2_CAST_TARGET = v2("duckdb_v2_cast_function_set_target_type", 3);
    static final NativeCall V2_CAST_COST = v2("duckdb_v2_cast_function_set_implicit_cast_cost", 3);
    static final NativeCall V2_CAST_USER_DATA = v2("duckdb_v2_cast_function_set_user_data", 3);
    static final NativeCall V2_CAST_EXEC = v2("duckdb_v2_cast_function_set_exec_callback", 3);
    static final NativeCall V2_REGISTER_CAST = v2("duckdb_v2_connection_register_cast_function", 3);
    static final NativeCall V2_CASTING_USER_DATA =
            v2("duckdb_v2_cast_function_exec_get_user_data", 3);
    static final NativeCall V2_CASTING_ROWS = v2("duckdb_v2_cast_function_exec_get_row_count", 3);
    static final NativeCall V2_CASTING_INPUT = v2("duckdb_v2_cast_function_exec_get_input", 3);
    static final NativeCall V2_CASTING_OUTPUT = v2("duckdb_v2_cast_function_exec_get_output", 3);
    static final NativeCall V2_CASTING_MODE = v2("duckdb_v2_cast_function_exec_get_mode", 3);

    static final NativeCall V2_AGGREGATE = v2("duckdb_v2_aggregate_function_create", 3);
    static final NativeCall V2_AGGREGATE_DESTROY = v2("duckdb_v2_aggregate_function_destroy", 1);
    static final NativeCall V2_AGGREGATE_NAME = v2("duckdb_v2_aggregate_function_set_name", 3);
    static final NativeCall V2_AGGREGATE_SIGNATURE =
            v2("duckdb_v2_aggregate_function_get_signature", 3);
    static final NativeCall V2_AGGREGATE_BIND = aggregate("set_bind_callback", 3);
    static final NativeCall V2_AGGREGATE_SIZE = aggregate("set_size_callback", 3);
    static final NativeCall V2_AGGREGATE_INIT = aggregate("set_init_callback", 3);
    static final NativeCall V2_AGGREGATE_UPDATE = aggregate("set_update_callback", 3);
    static final NativeCall V2_AGGREGATE_COMBINE = aggregate("set_combine_callback", 3);
    static final NativeCall V2_AGGREGATE_FINALIZE = aggregate("set_finalize_callback", 3);
    static final NativeCall V2_AGGREGATE_DESTROYER = aggregate("set_destroy_callback", 3);
    static final NativeCall V2_AGGREGATE_USER_DATA = aggregate("set_user_data", 3);
    static final NativeCall V2_AGGREGATE_PROPERTY = aggregate("set_property", 4);
    static final NativeCall V2_REGISTER_AGGREGATE =
            v2("duckdb_v2_connection_register_aggregate_function", 3);
    static final NativeCall V2_AGGREGATE_RESULT = aggregate("bind_set_return_type", 3);
    static final NativeCall V2_STATE_SIZE = aggregate("size_set_state_size", 3);
    static final NativeCall V2_SIZE_BIND_DATA = aggregate("size_get_bind_data", 3);
    static final NativeCall V2_INIT_STATES = aggregate("init_get_states", 3);
    static final NativeCall V2_INIT_COUNT = aggregate("init_get_state_count", 3);
    static final NativeCall V2_INIT_BIND_DATA = aggregate("init_get_bind_data", 3);
    static final NativeCall V2_UPDATE_ROWS = aggregate("update_get_row_count", 3);
    static final NativeCall V2_UPDATE_STATES = aggregate("update_get_states", 3);
    static final NativeCall V2_UPDATE_ARGUMENT = aggregate("update_get_arg", 4);
    static final NativeCall V2_UPDATE_BIND_DATA = aggregate("update_get_bind_data", 3);
    static final NativeCall V2_COMBINE_SOURCES = aggregate("combine_get_sources", 3);
    static final NativeCall V2_COMBINE_TARGETS = aggregate("combine_get_targets", 3);
    static final NativeCall V2_COMBINE_COUNT = aggregate("combine_get_state_count", 3);
    static final NativeCall V2_COMBINE_BIND_DATA = aggregate("combine_get_bind_data", 3);
    static final NativeCall V2_FINAL_STATES = aggregate("finalize_get_states", 3);
    static final NativeCall V2_FINAL_COUNT = aggregate("finalize_get_state_count", 3);
    static final NativeCall V2_FINAL_OUTPUT = aggregate("finalize_get_result", 3);
    static final NativeCall V2_FINAL_OFFSET = aggregate("finalize_get_result_offset", 3);
    static final NativeCall V2_FINAL_BIND_DATA = aggregate("finalize_get_bind_data", 3);
    static final NativeCall V2_DESTROY_STATES = aggregate("destroy_get_states", 3);
    static final NativeCall V2_DESTROY_COUNT = aggregate("destroy_get_state_count", 3);
    static final NativeCall V2_DESTROY_BIND_DATA = aggregate("destroy_get_bind_data", 3);

    private FunctionSymbols() {}

    private static NativeCall nothing(String symbol, int arguments) {
        return call(symbol, null, longs(arguments));
    }

    private static NativeCall v2(String symbol, int arguments) {
        return call(symbol, JAVA_LONG, longs(arguments));
    }

    private static NativeCall aggregate(String name, int arguments) {
        return v2("duckdb_v2_aggregate_function_" + name, arguments);
    }

    private static MemoryLayout[] longs(int count) {
        MemoryLayout[] layouts = new MemoryLayout[count];
        Arrays.fill(layouts, JAVA_LONG);
        return layouts;
    }

    /** Links every call. */
    static void initialize() {}
}
