package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.INTERVAL;
import static dev.duckspace.gateway.functions.Definitions.TIMETZ;
import static dev.duckspace.gateway.functions.Definitions.functionOfNulls;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.functions.time.Intervals;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * greatest and least of types whose order is not that of their parts: the engine's own compare the
 * stored parts, so that a day is more than 36 hours.
 */
final class ExtremeFunctions {
    private static final Comparator<EngineValue> BY_LENGTH =
            Comparator.comparing(value -> Intervals.length((EngineValue.Interval) value));

    private static final long MICROS_PER_SECOND = 1_000_000;

    private static final Comparator<EngineValue> BY_INSTANT =
            Comparator.<EngineValue>comparingLong(ExtremeFunctions::instant)
                    .thenComparing(
                            value -> ((EngineValue.TimeTz) value).offsetSeconds(),
                            Comparator.reverseOrder());

    private ExtremeFunctions() {}

    static List<EngineFunction> all() {
        return List.of(
                of("greatest", INTERVAL, BY_LENGTH.reversed()),
                of("least", INTERVAL, BY_LENGTH),
                of("greatest", TIMETZ, BY_INSTANT.reversed()),
                of("least", TIMETZ, BY_INSTANT));
    }

    private static long instant(EngineValue value) {
        EngineValue.TimeTz time = (EngineValue.TimeTz) value;
        return time.micros() - time.offsetSeconds() * MICROS_PER_SECOND;
    }

    private static EngineFunction of(
            String name, EngineType type, Comparator<EngineValue> firstWins) {
        return functionOfNulls(name, type, List.of(type), row -> first(row, firstWins))
                .withVarargs(type);
    }

    /** NULLs do not take part. */
    private static @Nullable EngineValue first(Row row, Comparator<EngineValue> order) {
        EngineValue first = null;
        for (int i = 0; i < row.count(); i++) {
            EngineValue value = row.isNull(i) ? null : row.value(i);
            if (value != null && (first == null || order.compare(value, first) < 0)) {
                first = value;
            }
        }
        return first;
    }
}
