package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.BYTEA;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.listOf;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.FunctionCall;
import dev.duckspace.gateway.engine.ScalarFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Series as lists, and repeated strings. The engine's own series are of bigints only, and its own
 * functions make as much as they are told to, past every limit of memory.
 */
final class SeriesFunctions {
    private SeriesFunctions() {}

    static List<EngineFunction> all() {
        List<EngineFunction> all = new ArrayList<>();
        for (EngineType type : List.of(INT, BIGINT)) {
            for (int arguments = 2; arguments <= 3; arguments++) {
                all.add(series("generate_series", type, arguments));
            }
        }
        for (int arguments = 1; arguments <= 3; arguments++) {
            all.add(series("range", BIGINT, arguments));
        }
        for (EngineType type : List.of(TEXT, BYTEA)) {
            all.add(
                    new ScalarFunction(
                            "repeat", type, List.of(type, BIGINT), SeriesFunctions::repeat));
        }
        return all;
    }

    private static ScalarFunction series(String name, EngineType type, int arguments) {
        return new ScalarFunction(
                name,
                listOf(type),
                List.copyOf(Collections.nCopies(arguments, type)),
                name.equals("range") ? IntegerSeries.open() : IntegerSeries.closed());
    }

    private static void repeat(FunctionCall call) {
        Sizes sizes = new Sizes();
        for (int row = 0; row < call.rows(); row++) {
            if (call.hasNull(row)) {
                call.result().setNull(row);
                continue;
            }
            byte[] once = call.argument(0).bytesAt(row);
            long times = once.length == 0 ? 0 : Math.max(0, call.argument(1).longAt(row));
            byte[] whole = new byte[sizes.takeText(total(once.length, times))];
            for (int at = 0; at < whole.length; at += once.length) {
                System.arraycopy(once, 0, whole, at, once.length);
            }
            call.result().setString(row, whole, 0, whole.length);
        }
    }

    private static long total(int length, long times) {
        return times > Integer.MAX_VALUE ? Long.MAX_VALUE : length * times;
    }
}
