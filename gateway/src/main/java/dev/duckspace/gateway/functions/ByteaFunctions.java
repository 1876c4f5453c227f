package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BYTEA;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.function;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Functions of bytea that the engine has for strings only. */
final class ByteaFunctions {
    private ByteaFunctions() {}

    static List<EngineFunction> all() {
        List<EngineFunction> functions = new ArrayList<>();
        functions.add(function("length", INT, List.of(BYTEA), row -> row.bytes(0).length));
        functions.add(function("bit_length", INT, List.of(BYTEA), row -> 8 * row.bytes(0).length));
        for (String name : List.of("substring", "substr")) {
            functions.add(
                    function(
                            name,
                            BYTEA,
                            List.of(BYTEA, INT),
                            row -> slice(row.bytes(0), row.integer(1), Integer.MAX_VALUE)));
            functions.add(
                    function(
                            name,
                            BYTEA,
                            List.of(BYTEA, INT, INT),
                            row -> slice(row.bytes(0), row.integer(1), row.integer(2))));
        }
        functions.add(
                function(
                        "get_byte",
                        INT,
                        List.of(BYTEA, INT),
                        row -> row.bytes(0)[index(row.bytes(0).length, row.integer(1))] & 0xFF));
        functions.add(
                function(
                        "set_byte",
                        BYTEA,
                        List.of(BYTEA, INT, INT),
                        row -> {
                            byte[] bytes = row.bytes(0);
                            bytes[index(bytes.length, row.integer(1))] = (byte) row.integer(2);
                            return bytes;
                        }));
        EngineType bigint = Definitions.BIGINT;
        functions.add(
                function(
                        "get_bit",
                        INT,
                        List.of(BYTEA, bigint),
                        row -> {
                            byte[] bytes = row.bytes(0);
                            int at = index(bytes.length * 8, row.number(1));
                            return (bytes[at >> 3] >> (at & 7)) & 1;
                        }));
        return functions;
    }

    private static byte[] slice(byte[] bytes, int from, int length) {
        if (length < 0) {
            throw new PgException(
                    SqlState.SUBSTRING_ERROR, "negative substring length not allowed");
        }
        long start = Math.max(1, from);
        long end = Math.min(bytes.length + 1L, (long) from + length);
        return end <= start
                ? new byte[0]
                : Arrays.copyOfRange(bytes, (int) start - 1, (int) end - 1);
    }

    private static int index(int length, long index) {
        if (index < 0 || index >= length) {
            throw new PgException(
                    SqlState.ARRAY_ELEMENT_ERROR,
                    "index %d out of valid range, 0..%d".formatted(index, length - 1));
        }
        return (int) index;
    }
}
