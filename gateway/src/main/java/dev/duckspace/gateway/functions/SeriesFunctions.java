package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.function;
import static dev.duckspace.gateway.functions.Definitions.listOf;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;

/** Series of integers as lists of integers: the engine's own are of bigints only. */
final class SeriesFunctions {
    private static final String NAME = "generate_series";

    private SeriesFunctions() {}

    static List<EngineFunction> all() {
        return List.of(
                function(
                        NAME,
                        listOf(INT),
                        List.of(INT, INT),
                        row -> series(row.number(0), row.number(1), 1)),
                function(
                        NAME,
                        listOf(INT),
                        List.of(INT, INT, INT),
                        row -> series(row.number(0), row.number(1), row.number(2))));
    }

    private static List<Long> series(long from, long to, long step) {
        if (step == 0) {
            throw new PgException(SqlState.INVALID_PARAMETER_VALUE, "step size cannot equal zero");
        }
        List<Long> series = new ArrayList<>();
        for (long value = from; step > 0 ? value <= to : value >= to; value += step) {
            series.add(value);
        }
        return series;
    }
}
