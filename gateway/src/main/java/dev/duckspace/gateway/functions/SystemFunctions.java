package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.TIMESTAMPTZ;
import static dev.duckspace.gateway.functions.Definitions.function;
import static dev.duckspace.gateway.functions.Definitions.functionOfNulls;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.FunctionBody;
import dev.duckspace.gateway.engine.FunctionError;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions about the server, and those that no client may call here. */
final class SystemFunctions {
    private static final Pattern SIZE =
            Pattern.compile(
                    "\\s*([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)\\s*([A-Za-z]*)\\s*");
    private static final List<String> UNITS = List.of("bytes", "kb", "mb", "gb", "tb", "pb");

    /** What reaches for files, other servers or the server's own state. */
    static final Set<String> FORBIDDEN =
            Set.of(
                    "pg_read_file",
                    "pg_read_binary_file",
                    "pg_stat_file",
                    "pg_ls_dir",
                    "pg_ls_logdir",
                    "pg_ls_waldir",
                    "pg_ls_tmpdir",
                    "pg_ls_archive_statusdir",
                    "lo_import",
                    "lo_export",
                    "dblink",
                    "dblink_connect",
                    "dblink_exec",
                    "pg_reload_conf",
                    "pg_rotate_logfile",
                    "pg_promote",
                    "pg_switch_wal",
                    "pg_create_restore_point",
                    "pg_backup_start",
                    "pg_backup_stop",
                    "pg_wal_replay_pause",
                    "pg_wal_replay_resume",
                    "pg_log_backend_memory_contexts",
                    "pg_stat_reset",
                    "pg_file_write",
                    "pg_file_unlink",
                    "pg_current_logfile");

    /** What the engine has no object for. */
    private static final List<String> UNSUPPORTED =
            List.of(
                    "pg_export_snapshot",
                    "lo_create",
                    "lo_creat",
                    "lo_open",
                    "lo_unlink",
                    "lo_from_bytea",
                    "lo_get",
                    "lo_put",
                    "pg_current_wal_lsn",
                    "pg_current_wal_insert_lsn",
                    "pg_current_wal_flush_lsn",
                    "pg_wal_lsn_diff",
                    "pg_walfile_name",
                    "pg_create_physical_replication_slot",
                    "pg_create_logical_replication_slot",
                    "pg_drop_replication_slot",
                    "pg_logical_emit_message",
                    "pg_replication_origin_create");

    private static final long STARTED = now();

    private SystemFunctions() {}

    private static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    static List<EngineFunction> all() {
        List<EngineFunction> all = new ArrayList<>();
        FORBIDDEN.forEach(
                name ->
                        refuse(
                                all,
                                name,
                                TEXT,
                                SqlState.INSUFFICIENT_PRIVILEGE,
                                "permission denied for function " + name));
        UNSUPPORTED.forEach(
                name ->
                        refuse(
                                all,
                                name,
                                TEXT,
                                SqlState.FEATURE_NOT_SUPPORTED,
                                name + "() is not supported"));
        refuse(
                all,
                "pg_is_wal_replay_paused",
                BOOL,
                SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
                "recovery is not in progress");
        all.add(function("pg_size_bytes", BIGINT, List.of(TEXT), row -> bytes(row.text(0))));
        all.add(
                function(
                        "pg_encoding_name",
                        TEXT,
                        List.of(INT),
                        row -> CharacterSets.name(row.integer(0))));
        all.add(
                function(
                        "pg_char_to_encoding",
                        INT,
                        List.of(TEXT),
                        row -> CharacterSets.number(row.text(0))));
        all.add(function("clock_timestamp", TIMESTAMPTZ, List.of(), row -> now()).asVolatile());
        for (String name : List.of("pg_postmaster_start_time", "pg_conf_load_time")) {
            all.add(function(name, TIMESTAMPTZ, List.of(), row -> STARTED));
        }
        all.add(
                function(
                                "pg_domain_violated",
                                BOOL,
                                List.of(TEXT, TEXT, TEXT),
                                SystemFunctions::violated)
                        .asVolatile());
        all.add(
                new ResolvedFunction(
                        "pg_column_size",
                        List.of(ANY),
                        arguments -> columnSize(arguments.type(0))));
        return all;
    }

    /** Of a schema, a domain in it, and a check of that; without one of NOT NULL. */
    private static boolean violated(Row row) {
        String domain = row.text(1);
        String check = row.text(2);
        throw check.isEmpty()
                ? new PgException(
                        SqlState.NOT_NULL_VIOLATION,
                        "domain " + domain + " does not allow null values")
                : new PgException(
                        SqlState.CHECK_VIOLATION,
                        "value for domain %s violates check constraint \"%s\""
                                .formatted(domain, check));
    }

    private static void refuse(
            List<EngineFunction> all,
            String name,
            EngineType result,
            SqlState state,
            String message) {
        all.add(
                functionOfNulls(
                                name,
                                result,
                                List.of(),
                                row -> {
                                    throw new PgException(state, message);
                                })
                        .withVarargs(ANY));
    }

    /** Bytes of the value in PostgreSQL when it is not compressed. */
    private static ResolvedFunction.Resolution columnSize(EngineType type) {
        int width =
                switch (type.id()) {
                    case BOOLEAN, TINYINT -> 1;
                    case SMALLINT, UTINYINT -> 2;
                    case INTEGER, USMALLINT, FLOAT, DATE -> 4;
                    case BIGINT, UINTEGER, DOUBLE, TIME, TIMESTAMP, TIMESTAMPTZ -> 8;
                    case TIMETZ -> 12;
                    case UUID, INTERVAL -> 16;
                    default -> 0;
                };
        boolean bytes =
                switch (type.id()) {
                    case VARCHAR, BLOB, STRING_LITERAL -> true;
                    default -> false;
                };
        if (width == 0 && !bytes) {
            throw new FunctionError(
                    "0A000",
                    "pg_column_size() of type %s is not supported"
                            .formatted(ArgumentNames.of(type)));
        }
        FunctionBody body =
                call -> {
                    for (int row = 0; row < call.rows(); row++) {
                        if (call.hasNull(row)) {
                            call.result().setNull(row);
                        } else {
                            call.result()
                                    .setInt(
                                            row,
                                            bytes ? 4 + call.argument(0).stringLength(row) : width);
                        }
                    }
                };
        return new ResolvedFunction.Resolution(INT, body);
    }

    /** {@code 1.5 kB}. */
    private static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE, "invalid size: \"%s\"".formatted(text));
        }
        String unit = matcher.group(2).toLowerCase(java.util.Locale.ROOT);
        int power = unit.isEmpty() || unit.equals("b") ? 0 : UNITS.indexOf(unit);
        if (power < 0) {
            throw new PgException(
                    dev.duckspace.gateway.protocol.ErrorInfo.error(
                                    SqlState.INVALID_PARAMETER_VALUE,
                                    "invalid size: \"%s\"".formatted(text))
                            .withDetail("Invalid size unit: \"%s\".".formatted(matcher.group(2)))
                            .withHint(
                                    "Valid units are \"bytes\", \"B\", \"kB\", \"MB\", \"GB\","
                                            + " \"TB\", and \"PB\"."));
        }
        BigDecimal size =
                new BigDecimal(matcher.group(1))
                        .multiply(BigDecimal.valueOf(1L << (10 * power)))
                        .setScale(0, RoundingMode.HALF_UP);
        if (size.precision() > 19 || size.toBigInteger().bitLength() > 63) {
            throw new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "bigint out of range");
        }
        return size.longValueExact();
    }
}
