package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.SMALLINT;
import static dev.duckspace.gateway.functions.Definitions.function;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;

/** Operators on the bits of integers. */
final class BitFunctions {
    /** What {@code #} is to the engine, which cannot read it. */
    private static final String XOR = "|&|";

    private BitFunctions() {}

    static List<EngineFunction> all() {
        List<EngineFunction> functions = new ArrayList<>();
        for (EngineType type : List.of(SMALLINT, INT, BIGINT)) {
            functions.add(
                    function(XOR, type, List.of(type, type), row -> row.number(0) ^ row.number(1)));
        }
        functions.add(
                function(
                        "-",
                        SMALLINT,
                        List.of(SMALLINT),
                        row -> {
                            if (row.number(0) == Short.MIN_VALUE) {
                                throw new PgException(
                                        SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                                        "smallint out of range");
                            }
                            return -row.number(0);
                        }));
        // Shifts are by an integer, of which the hardware looks at the lowest bits.
        functions.add(
                function(
                        "<<",
                        SMALLINT,
                        List.of(SMALLINT, INT),
                        row -> (short) ((int) row.number(0) << row.integer(1))));
        functions.add(
                function(
                        ">>",
                        SMALLINT,
                        List.of(SMALLINT, INT),
                        row -> (short) ((int) row.number(0) >> row.integer(1))));
        functions.add(
                function("<<", INT, List.of(INT, INT), row -> row.integer(0) << row.integer(1)));
        functions.add(
                function(">>", INT, List.of(INT, INT), row -> row.integer(0) >> row.integer(1)));
        functions.add(
                function(
                        "<<",
                        BIGINT,
                        List.of(BIGINT, INT),
                        row -> row.number(0) << row.integer(1)));
        functions.add(
                function(
                        ">>",
                        BIGINT,
                        List.of(BIGINT, INT),
                        row -> row.number(0) >> row.integer(1)));
        return functions;
    }
}
