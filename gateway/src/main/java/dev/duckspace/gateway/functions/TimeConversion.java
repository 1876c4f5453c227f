package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.DATE;
import static dev.duckspace.gateway.functions.Definitions.INTERVAL;
import static dev.duckspace.gateway.functions.Definitions.TIME;
import static dev.duckspace.gateway.functions.Definitions.TIMESTAMP;
import static dev.duckspace.gateway.functions.Definitions.TIMESTAMPTZ;
import static dev.duckspace.gateway.functions.Definitions.TIMETZ;
import static dev.duckspace.gateway.functions.Definitions.scalar;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.functions.time.Local;
import dev.duckspace.gateway.types.ZoneOffsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a time becomes one of another type.
 *
 * @param maker of the function that does it in the session's time zone
 */
record TimeConversion(EngineType from, EngineType to, Function<ZoneId, RowFunction> maker) {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int LAST_DAY = Integer.MAX_VALUE;

    static final List<TimeConversion> ALL =
            List.of(
                    always(DATE, TIMESTAMP, row -> Local.midnight(row.integer(0))),
                    always(TIMESTAMP, DATE, row -> day(row.number(0))),
                    always(TIMESTAMP, TIME, row -> timeOf(row.number(0))),
                    always(TIMETZ, TIME, row -> ((EngineValue.TimeTz) row.value(0)).micros()),
                    always(TIME, INTERVAL, row -> new EngineValue.Interval(0, 0, row.number(0))),
                    always(
                            INTERVAL,
                            TIME,
                            row -> Math.floorMod(row.interval(0).micros(), Local.MICROS_PER_DAY)),
                    always(
                            scalar(TypeId.TIMESTAMP_S),
                            TIMESTAMP,
                            row -> scaled(row.number(0), Local.MICROS_PER_SECOND)),
                    always(
                            scalar(TypeId.TIMESTAMP_MS),
                            TIMESTAMP,
                            row -> scaled(row.number(0), MICROS_PER_MILLI)),
                    always(
                            scalar(TypeId.TIMESTAMP_NS),
                            TIMESTAMP,
                            row ->
                                    Local.isInfinite(row.number(0))
                                            ? row.number(0)
                                            : Math.floorDiv(row.number(0), NANOS_PER_MICRO)),
                    new TimeConversion(
                            DATE,
                            TIMESTAMPTZ,
                            zone -> row -> Local.instant(Local.midnight(row.integer(0)), zone)),
                    new TimeConversion(
                            TIMESTAMP,
                            TIMESTAMPTZ,
                            zone -> row -> Local.instant(row.number(0), zone)),
                    ofInstant(TIMESTAMP, local -> local),
                    ofInstant(DATE, TimeConversion::day),
                    ofInstant(TIME, TimeConversion::timeOf),
                    new TimeConversion(
                            TIME,
                            TIMETZ,
                            zone -> {
                                int offset = TimeAliases.offset(zone, Instant.now());
                                return row -> new EngineValue.TimeTz(row.number(0), offset);
                            }),
                    new TimeConversion(
                            TIMESTAMPTZ,
                            TIMETZ,
                            zone -> row -> TimeAliases.timeOfDay(row.number(0), zone)));

    static Optional<TimeConversion> between(EngineType from, EngineType to) {
        return ALL.stream()
                .filter(each -> each.from.equals(from) && each.to.equals(to))
                .findFirst();
    }

    private static TimeConversion always(EngineType from, EngineType to, RowFunction function) {
        return new TimeConversion(from, to, zone -> function);
    }

    private static TimeConversion ofInstant(EngineType to, Function<Long, Object> ofLocal) {
        return new TimeConversion(
                TIMESTAMPTZ,
                to,
                zone -> {
                    ZoneOffsets offsets = new ZoneOffsets(zone);
                    return row -> ofLocal.apply(local(row, offsets));
                });
    }

    private static long local(Row row, ZoneOffsets zone) {
        long instant = row.number(0);
        return Local.isInfinite(instant) ? instant : Local.ofInstant(instant, zone).timestamp();
    }

    private static long scaled(long value, long factor) {
        return Local.isInfinite(value) ? value : Math.multiplyExact(value, factor);
    }

    private static Object day(long timestamp) {
        return Local.isInfinite(timestamp)
                ? timestamp > 0 ? LAST_DAY : -LAST_DAY
                : (int) Local.ofTimestamp(timestamp).day();
    }

    private static Object timeOf(long timestamp) {
        return Local.isInfinite(timestamp)
                ? new EngineValue.Null()
                : (Object) Local.ofTimestamp(timestamp).micros();
    }
}
