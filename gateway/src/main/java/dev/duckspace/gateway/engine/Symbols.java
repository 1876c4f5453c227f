package dev.duckspace.gateway.engine;

import static dev.duckspace.gateway.engine.NativeLibrary.call;
import static dev.duckspace.gateway.engine.NativeLibrary.instant;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;

/** Every C function in use, by its layouts. Pointers, handles and {@code idx_t} are longs. */
final class Symbols {
    static final StructLayout RESULT =
            MemoryLayout.structLayout(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final StructLayout PROGRESS =
            MemoryLayout.structLayout(JAVA_DOUBLE, JAVA_LONG, JAVA_LONG);
    static final StructLayout HUGEINT = MemoryLayout.structLayout(JAVA_LONG, JAVA_LONG);
    static final StructLayout DECIMAL =
            MemoryLayout.structLayout(
                    JAVA_BYTE, JAVA_BYTE, MemoryLayout.paddingLayout(6), JAVA_LONG, JAVA_LONG);
    static final StructLayout INTERVAL = MemoryLayout.structLayout(JAVA_INT, JAVA_INT, JAVA_LONG);
    static final StructLayout BYTES = MemoryLayout.structLayout(JAVA_LONG, JAVA_LONG);
    static final StructLayout BIGNUM =
            MemoryLayout.structLayout(
                    JAVA_LONG, JAVA_LONG, JAVA_BYTE, MemoryLayout.paddingLayout(7));

    // The library, instances, connections.
    static final NativeCall LIBRARY_VERSION = call("duckdb_library_version", JAVA_LONG);
    static final NativeCall MALLOC = call("duckdb_malloc", JAVA_LONG, JAVA_LONG);
    static final NativeCall FREE = call("duckdb_free", null, JAVA_LONG);
    static final NativeCall CREATE_CONFIG = call("duckdb_create_config", JAVA_INT, JAVA_LONG);
    static final NativeCall SET_CONFIG =
            call("duckdb_set_config", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall DESTROY_CONFIG = call("duckdb_destroy_config", null, JAVA_LONG);
    static final NativeCall OPEN_EXT =
            call("duckdb_open_ext", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall CLOSE = call("duckdb_close", null, JAVA_LONG);
    static final NativeCall CONNECT = call("duckdb_connect", JAVA_INT, JAVA_LONG, JAVA_LONG);
    static final NativeCall DISCONNECT = call("duckdb_disconnect", null, JAVA_LONG);
    static final NativeCall INTERRUPT = call("duckdb_interrupt", null, JAVA_LONG);
    static final NativeCall QUERY_PROGRESS = call("duckdb_query_progress", PROGRESS, JAVA_LONG);
    static final NativeCall GET_TABLE_NAMES =
            call("duckdb_get_table_names", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_BYTE);

    // Statements.
    static final NativeCall EXTRACT_STATEMENTS =
            call("duckdb_extract_statements", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall EXTRACT_ERROR =
            call("duckdb_extract_statements_error", JAVA_LONG, JAVA_LONG);
    static final NativeCall DESTROY_EXTRACTED = call("duckdb_destroy_extracted", null, JAVA_LONG);
    static final NativeCall PREPARE_EXTRACTED =
            call(
                    "duckdb_prepare_extracted_statement",
                    JAVA_INT,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG);
    static final NativeCall PREPARE_ERROR = call("duckdb_prepare_error", JAVA_LONG, JAVA_LONG);
    static final NativeCall DESTROY_PREPARE = call("duckdb_destroy_prepare", null, JAVA_LONG);
    static final NativeCall NPARAMS = call("duckdb_nparams", JAVA_LONG, JAVA_LONG);
    static final NativeCall PARAM_TYPE =
            call("duckdb_param_logical_type", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall STATEMENT_TYPE =
            call("duckdb_prepared_statement_type", JAVA_INT, JAVA_LONG);
    static final NativeCall STATEMENT_COLUMN_COUNT =
            call("duckdb_prepared_statement_column_count", JAVA_LONG, JAVA_LONG);
    static final NativeCall STATEMENT_COLUMN_NAME =
            call("duckdb_prepared_statement_column_name", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall STATEMENT_COLUMN_TYPE =
            call("duckdb_prepared_statement_column_logical_type", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall BIND_VALUE =
            call("duckdb_bind_value", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall CLEAR_BINDINGS = call("duckdb_clear_bindings", JAVA_INT, JAVA_LONG);
    static final NativeCall PENDING_STREAMING =
            call("duckdb_pending_prepared_streaming", JAVA_INT, JAVA_LONG, JAVA_LONG);
    static final NativeCall PENDING_TASK = call("duckdb_pending_execute_task", JAVA_INT, JAVA_LONG);
    static final NativeCall PENDING_ERROR = call("duckdb_pending_error", JAVA_LONG, JAVA_LONG);
    static final NativeCall EXECUTE_PENDING =
            call("duckdb_execute_pending", JAVA_INT, JAVA_LONG, JAVA_LONG);
    static final NativeCall DESTROY_PENDING = call("duckdb_destroy_pending", null, JAVA_LONG);
    static final NativeCall QUERY = call("duckdb_query", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    // Results, chunks, vectors.
    static final NativeCall DESTROY_RESULT = call("duckdb_destroy_result", null, JAVA_LONG);
    static final NativeCall RESULT_ERROR = call("duckdb_result_error", JAVA_LONG, JAVA_LONG);
    static final NativeCall RESULT_RETURN_TYPE =
            call("duckdb_result_return_type", JAVA_INT, RESULT);
    static final NativeCall COLUMN_COUNT = call("duckdb_column_count", JAVA_LONG, JAVA_LONG);
    static final NativeCall COLUMN_NAME =
            call("duckdb_column_name", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall COLUMN_TYPE =
            call("duckdb_column_logical_type", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall FETCH_CHUNK = call("duckdb_fetch_chunk", JAVA_LONG, RESULT);
    static final NativeCall DESTROY_CHUNK = call("duckdb_destroy_data_chunk", null, JAVA_LONG);
    static final NativeCall CHUNK_SIZE =
            instant("duckdb_data_chunk_get_size", JAVA_LONG, JAVA_LONG);
    static final NativeCall CHUNK_VECTOR =
            instant("duckdb_data_chunk_get_vector", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall VECTOR_DATA = instant("duckdb_vector_get_data", JAVA_LONG, JAVA_LONG);
    static final NativeCall VECTOR_VALIDITY =
            instant("duckdb_vector_get_validity", JAVA_LONG, JAVA_LONG);
    static final NativeCall LIST_CHILD =
            instant("duckdb_list_vector_get_child", JAVA_LONG, JAVA_LONG);
    static final NativeCall LIST_SIZE =
            instant("duckdb_list_vector_get_size", JAVA_LONG, JAVA_LONG);
    static final NativeCall STRUCT_CHILD =
            instant("duckdb_struct_vector_get_child", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall ARRAY_CHILD =
            instant("duckdb_array_vector_get_child", JAVA_LONG, JAVA_LONG);

    // Logical types.
    static final NativeCall DESTROY_TYPE = call("duckdb_destroy_logical_type", null, JAVA_LONG);
    static final NativeCall TYPE_ID = call("duckdb_get_type_id", JAVA_INT, JAVA_LONG);
    static final NativeCall TYPE_ALIAS =
            call("duckdb_logical_type_get_alias", JAVA_LONG, JAVA_LONG);
    static final NativeCall DECIMAL_WIDTH = call("duckdb_decimal_width", JAVA_BYTE, JAVA_LONG);
    static final NativeCall DECIMAL_SCALE = call("duckdb_decimal_scale", JAVA_BYTE, JAVA_LONG);
    static final NativeCall ENUM_SIZE = call("duckdb_enum_dictionary_size", JAVA_INT, JAVA_LONG);
    static final NativeCall ENUM_LABEL =
            call("duckdb_enum_dictionary_value", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall LIST_TYPE_CHILD =
            call("duckdb_list_type_child_type", JAVA_LONG, JAVA_LONG);
    static final NativeCall ARRAY_TYPE_CHILD =
            call("duckdb_array_type_child_type", JAVA_LONG, JAVA_LONG);
    static final NativeCall ARRAY_TYPE_SIZE =
            call("duckdb_array_type_array_size", JAVA_LONG, JAVA_LONG);
    static final NativeCall MAP_TYPE_KEY = call("duckdb_map_type_key_type", JAVA_LONG, JAVA_LONG);
    static final NativeCall MAP_TYPE_VALUE =
            call("duckdb_map_type_value_type", JAVA_LONG, JAVA_LONG);
    static final NativeCall STRUCT_TYPE_SIZE =
            call("duckdb_struct_type_child_count", JAVA_LONG, JAVA_LONG);
    static final NativeCall STRUCT_TYPE_NAME =
            call("duckdb_struct_type_child_name", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall STRUCT_TYPE_CHILD =
            call("duckdb_struct_type_child_type", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall UNION_TYPE_SIZE =
            call("duckdb_union_type_member_count", JAVA_LONG, JAVA_LONG);
    static final NativeCall UNION_TYPE_NAME =
            call("duckdb_union_type_member_name", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall UNION_TYPE_CHILD =
            call("duckdb_union_type_member_type", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_TYPE = call("duckdb_create_logical_type", JAVA_LONG, JAVA_INT);
    static final NativeCall CREATE_DECIMAL_TYPE =
            call("duckdb_create_decimal_type", JAVA_LONG, JAVA_BYTE, JAVA_BYTE);
    static final NativeCall CREATE_ENUM_TYPE =
            call("duckdb_create_enum_type", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_LIST_TYPE =
            call("duckdb_create_list_type", JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_ARRAY_TYPE =
            call("duckdb_create_array_type", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_MAP_TYPE =
            call("duckdb_create_map_type", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_STRUCT_TYPE =
            call("duckdb_create_struct_type", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_UNION_TYPE =
            call("duckdb_create_union_type", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    // Values.
    static final NativeCall DESTROY_VALUE = call("duckdb_destroy_value", null, JAVA_LONG);
    static final NativeCall CREATE_NULL = call("duckdb_create_null_value", JAVA_LONG);
    static final NativeCall CREATE_BOOL = call("duckdb_create_bool", JAVA_LONG, JAVA_BYTE);
    static final NativeCall CREATE_INT8 = call("duckdb_create_int8", JAVA_LONG, JAVA_BYTE);
    static final NativeCall CREATE_INT16 = call("duckdb_create_int16", JAVA_LONG, JAVA_SHORT);
    static final NativeCall CREATE_INT32 = call("duckdb_create_int32", JAVA_LONG, JAVA_INT);
    static final NativeCall CREATE_INT64 = call("duckdb_create_int64", JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_HUGEINT = call("duckdb_create_hugeint", JAVA_LONG, HUGEINT);
    static final NativeCall CREATE_UHUGEINT = call("duckdb_create_uhugeint", JAVA_LONG, HUGEINT);
    static final NativeCall CREATE_BIGNUM = call("duckdb_create_bignum", JAVA_LONG, BIGNUM);
    static final NativeCall CREATE_DECIMAL = call("duckdb_create_decimal", JAVA_LONG, DECIMAL);
    static final NativeCall CREATE_FLOAT = call("duckdb_create_float", JAVA_LONG, JAVA_FLOAT);
    static final NativeCall CREATE_DOUBLE = call("duckdb_create_double", JAVA_LONG, JAVA_DOUBLE);
    static final NativeCall CREATE_VARCHAR =
            call("duckdb_create_varchar_length", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_BLOB =
            call("duckdb_create_blob", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_BIT = call("duckdb_create_bit", JAVA_LONG, BYTES);
    static final NativeCall CREATE_UUID = call("duckdb_create_uuid", JAVA_LONG, HUGEINT);
    static final NativeCall CREATE_DATE = call("duckdb_create_date", JAVA_LONG, JAVA_INT);
    static final NativeCall CREATE_TIME = call("duckdb_create_time", JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_TIME_NS = call("duckdb_create_time_ns", JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_TIME_TZ =
            call("duckdb_create_time_tz_value", JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_TIMESTAMP =
            call("duckdb_create_timestamp", JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_TIMESTAMP_TZ =
            call("duckdb_create_timestamp_tz", JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_TIMESTAMP_NS =
            call("duckdb_create_timestamp_ns", JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_INTERVAL = call("duckdb_create_interval", JAVA_LONG, INTERVAL);
    static final NativeCall CREATE_LIST =
            call("duckdb_create_list_value", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_ARRAY =
            call("duckdb_create_array_value", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_STRUCT =
            call("duckdb_create_struct_value", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_MAP =
            call("duckdb_create_map_value", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    static final NativeCall LIST_VALUE_SIZE = call("duckdb_get_list_size", JAVA_LONG, JAVA_LONG);
    static final NativeCall LIST_VALUE_CHILD =
            call("duckdb_get_list_child", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall GET_VARCHAR = call("duckdb_get_varchar", JAVA_LONG, JAVA_LONG);

    // Appending.
    static final NativeCall APPENDER_CREATE =
            call(
                    "duckdb_appender_create_ext",
                    JAVA_INT,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG);
    static final NativeCall APPENDER_ADD_COLUMN =
            call("duckdb_appender_add_column", JAVA_INT, JAVA_LONG, JAVA_LONG);
    static final NativeCall APPENDER_COLUMN_COUNT =
            call("duckdb_appender_column_count", JAVA_LONG, JAVA_LONG);
    static final NativeCall APPENDER_COLUMN_TYPE =
            call("duckdb_appender_column_type", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall APPENDER_ERROR =
            call("duckdb_appender_error_data", JAVA_LONG, JAVA_LONG);
    static final NativeCall APPENDER_FLUSH = call("duckdb_appender_flush", JAVA_INT, JAVA_LONG);
    static final NativeCall APPENDER_CLEAR = call("duckdb_appender_clear", JAVA_INT, JAVA_LONG);
    static final NativeCall APPENDER_DESTROY = call("duckdb_appender_destroy", JAVA_INT, JAVA_LONG);
    static final NativeCall APPEND_CHUNK =
            call("duckdb_append_data_chunk", JAVA_INT, JAVA_LONG, JAVA_LONG);
    static final NativeCall ERROR_MESSAGE = call("duckdb_error_data_message", JAVA_LONG, JAVA_LONG);
    static final NativeCall ERROR_TYPE = call("duckdb_error_data_error_type", JAVA_INT, JAVA_LONG);
    static final NativeCall DESTROY_ERROR = call("duckdb_destroy_error_data", null, JAVA_LONG);
    static final NativeCall VALID_UTF8 =
            call("duckdb_valid_utf8_check", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_CHUNK =
            call("duckdb_create_data_chunk", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall RESET_CHUNK = call("duckdb_data_chunk_reset", null, JAVA_LONG);
    static final NativeCall SET_CHUNK_SIZE =
            call("duckdb_data_chunk_set_size", null, JAVA_LONG, JAVA_LONG);
    static final NativeCall WRITABLE_VALIDITY =
            instant("duckdb_vector_ensure_validity_writable", null, JAVA_LONG);
    static final NativeCall ASSIGN_STRING =
            instant(
                    "duckdb_unsafe_vector_assign_string_element_len",
                    null,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG);

    // Types and casts of an instance.
    static final NativeCall SET_TYPE_ALIAS =
            call("duckdb_logical_type_set_alias", null, JAVA_LONG, JAVA_LONG);
    static final NativeCall REGISTER_TYPE =
            call("duckdb_register_logical_type", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    static final NativeCall CREATE_CAST = call("duckdb_create_cast_function", JAVA_LONG);
    static final NativeCall CAST_SOURCE =
            call("duckdb_cast_function_set_source_type", null, JAVA_LONG, JAVA_LONG);
    static final NativeCall CAST_TARGET =
            call("duckdb_cast_function_set_target_type", null, JAVA_LONG, JAVA_LONG);
    static final NativeCall CAST_COST =
            call("duckdb_cast_function_set_implicit_cast_cost", null, JAVA_LONG, JAVA_LONG);
    static final NativeCall CAST_FUNCTION =
            call("duckdb_cast_function_set_function", null, JAVA_LONG, JAVA_LONG);
    static final NativeCall REGISTER_CAST =
            call("duckdb_register_cast_function", JAVA_INT, JAVA_LONG, JAVA_LONG);
    static final NativeCall DESTROY_CAST = call("duckdb_destroy_cast_function", null, JAVA_LONG);
    static final NativeCall REFERENCE_VECTOR =
            call("duckdb_vector_reference_vector", null, JAVA_LONG, JAVA_LONG);

    private Symbols() {}

    /** Links every call. */
    static void initialize() {}
}
