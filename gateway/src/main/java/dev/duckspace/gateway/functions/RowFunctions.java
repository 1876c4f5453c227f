package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.functionOfNulls;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.List;

/** {@code IS NULL} and {@code IS NOT NULL} of rows: a row is NULL when all its fields are. */
final class RowFunctions {
    private RowFunctions() {}

    static List<EngineFunction> all() {
        return List.of(
                once(),
                test("pg_row_is_null", row -> fields(row).stream().allMatch(RowFunctions::isNull)),
                test(
                        "pg_row_is_not_null",
                        row -> fields(row).stream().noneMatch(RowFunctions::isNull)));
    }

    /** Of how often a key stands among the rows of an INSERT, and one of which a part is NULL. */
    private static EngineFunction once() {
        return functionOfNulls(
                "pg_once",
                BOOL,
                List.of(BIGINT, BIGINT),
                row -> {
                    if (!row.isNull(1) && row.number(1) > 1) {
                        throw PgException.notSupported(
                                "ON CONFLICT of rows with the same key, of which a column is NULL,"
                                        + " is not supported",
                                "Insert such rows one by one, or without ON CONFLICT.");
                    }
                    if (!row.isNull(0) && row.number(0) > 1) {
                        throw new PgException(
                                ErrorInfo.error(
                                                SqlState.CARDINALITY_VIOLATION,
                                                "ON CONFLICT DO UPDATE command cannot affect row a"
                                                        + " second time")
                                        .withHint(
                                                "Ensure that no rows proposed for insertion within"
                                                        + " the same command have duplicate"
                                                        + " constrained values."));
                    }
                    return true;
                });
    }

    private static ResolvedFunction test(String name, RowFunction test) {
        return new ResolvedFunction(
                        name, List.of(ANY), arguments -> new Resolution(BOOL, test.withNulls()))
                .seeingNulls();
    }

    /** What is no row stands for itself. */
    private static List<EngineValue> fields(Row row) {
        if (row.isNull(0)) {
            return List.of(new EngineValue.Null());
        }
        EngineValue value = row.value(0);
        return value instanceof EngineValue.StructOf struct ? struct.values() : List.of(value);
    }

    private static boolean isNull(EngineValue value) {
        return value instanceof EngineValue.Null;
    }
}
