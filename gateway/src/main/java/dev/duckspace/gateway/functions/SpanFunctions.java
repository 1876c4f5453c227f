package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.INT;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.functions.time.Intervals;
import dev.duckspace.gateway.functions.time.Local;
import dev.duckspace.gateway.functions.time.Overlaps;
import dev.duckspace.gateway.functions.time.Steps;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OVERLAPS, and times rounded to a precision. */
final class SpanFunctions {
    private static final long MICROS_PER_DAY = Local.MICROS_PER_DAY;

    private SpanFunctions() {}

    static List<EngineFunction> all() {
        return List.of(
                new ResolvedFunction(
                                "pg_overlaps",
                                List.of(ANY, ANY, ANY, ANY),
                                SpanFunctions::overlapping)
                        .seeingNulls(),
                TimeAliases.intervalOf(),
                new ResolvedFunction("pg_plain", List.of(ANY), SpanFunctions::plain).seeingNulls(),
                new ResolvedFunction("pg_round_time", List.of(ANY, INT), SpanFunctions::rounded));
    }

    /** A value itself, of the plain type where its own has a precision. */
    private static Resolution plain(BoundArguments arguments) {
        EngineType type = arguments.type(0);
        return new Resolution(
                TimeTypeCasts.isPrecise(type) ? new EngineType.Scalar(type.id()) : type,
                call -> call.result().become(call.argument(0)));
    }

    private static Resolution overlapping(BoundArguments arguments) {
        boolean zoned =
                arguments.types().stream().anyMatch(type -> type.id() == TypeId.TIMESTAMPTZ);
        for (EngineType type : arguments.types()) {
            switch (type.id()) {
                case DATE,
                        TIMESTAMP,
                        TIMESTAMP_S,
                        TIMESTAMP_MS,
                        TIMESTAMP_NS,
                        TIMESTAMPTZ,
                        TIME,
                        TIMETZ,
                        INTERVAL,
                        SQLNULL -> {}
                default ->
                        throw FunctionErrors.undefined(
                                "pg_catalog.overlaps",
                                arguments.types().toArray(EngineType[]::new));
            }
        }
        RowFunction body =
                row -> {
                    ZoneId zone = zoned ? Session.zone(row) : null;
                    Long start1 = moment(row, 0, zone);
                    Long start2 = moment(row, 2, zone);
                    return Overlaps.of(
                            start1, end(row, 1, start1, zone), start2, end(row, 3, start2, zone));
                };
        return new Resolution(BOOL, body.withNulls());
    }

    /** Microseconds; null for NULL. */
    private static @Nullable Long moment(Row row, int argument, @Nullable ZoneId zone) {
        if (row.isNull(argument)) {
            return null;
        }
        return switch (row.type(argument).id()) {
            case DATE -> inZone(Local.midnight(row.integer(argument)), zone);
            case TIMESTAMP, TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_NS ->
                    inZone(timestamp(row, argument), zone);
            case TIMETZ -> {
                EngineValue.TimeTz time = (EngineValue.TimeTz) row.value(argument);
                yield time.micros() - time.offsetSeconds() * Local.MICROS_PER_SECOND;
            }
            default -> row.number(argument);
        };
    }

    private static long timestamp(Row row, int argument) {
        return TimestampUnits.micros(row.type(argument).id(), row.number(argument));
    }

    private static long inZone(long timestamp, @Nullable ZoneId zone) {
        return zone == null ? timestamp : Local.instant(timestamp, zone);
    }

    /** An interval is counted from the start. */
    private static @Nullable Long end(
            Row row, int argument, @Nullable Long start, @Nullable ZoneId zone) {
        if (row.isNull(argument) || row.type(argument).id() != TypeId.INTERVAL) {
            return moment(row, argument, zone);
        }
        if (start == null) {
            return null;
        }
        EngineValue.Interval length = row.interval(argument);
        return row.type(argument - 1).id() == TypeId.TIME
                ? (Long) Math.floorMod(start + length.micros(), MICROS_PER_DAY)
                : (Long) Steps.plus(start, length, zone);
    }

    /** The same type, to so many decimals of a second. */
    private static Resolution rounded(BoundArguments arguments) {
        EngineType type = arguments.type(0);
        RowFunction body =
                switch (type.id()) {
                    case TIME, TIMESTAMP, TIMESTAMPTZ ->
                            row -> rounded(row.number(0), row.integer(1));
                    case TIMETZ ->
                            row -> {
                                EngineValue.TimeTz time = (EngineValue.TimeTz) row.value(0);
                                return new EngineValue.TimeTz(
                                        rounded(time.micros(), row.integer(1)),
                                        time.offsetSeconds());
                            };
                    case INTERVAL -> row -> Intervals.round(row.interval(0), row.integer(1));
                    default -> throw FunctionErrors.undefined("pg_round_time", type, INT);
                };
        return new Resolution(type, body.strict());
    }

    private static long rounded(long micros, int decimals) {
        return Local.isInfinite(micros)
                ? micros
                : Intervals.roundMicros(micros, Math.min(decimals, 6));
    }
}
