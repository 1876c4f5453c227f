package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.decimal;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.FunctionBody;
import dev.duckspace.gateway.engine.FunctionCall;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.functions.time.Extraction;
import dev.duckspace.gateway.functions.time.Extraction.Source;
import dev.duckspace.gateway.functions.time.Local;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.ZoneOffsets;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** EXTRACT, which gives numeric, and date_part, which gives double precision. */
final class ExtractFunctions {
    private static final int MAX_OFFSET_SECONDS = 16 * 3_600 - 1;

    private ExtractFunctions() {}

    static List<EngineFunction> all() {
        return List.of(
                new ResolvedFunction("pg_extract", List.of(TEXT, ANY), ExtractFunctions::extract),
                new ResolvedFunction(
                        "pg_date_part", List.of(TEXT, ANY), ExtractFunctions::datePart));
    }

    private static Resolution extract(BoundArguments arguments) {
        Source source = source("extract", arguments);
        String unit = arguments.constant(0);
        if (unit == null) {
            throw new PgException(SqlState.INVALID_PARAMETER_VALUE, "EXTRACT takes a field's name");
        }
        Extraction field = Extraction.of(unit, source);
        if (field.isIntervalEpoch()) {
            return new Resolution(
                    decimal(22, 6),
                    ((RowFunction)
                                    row ->
                                            BigDecimal.valueOf(
                                                            Extraction.epochSeconds(
                                                                    row.interval(1)))
                                                    .add(
                                                            BigDecimal.valueOf(
                                                                    row.interval(1).micros(), 6)))
                            .strict());
        }
        EngineType type =
                field.isJulianTime() ? decimal(38, 20) : decimal(width(field), field.scale());
        return new Resolution(type, call -> run(call, (each, row) -> write(each, field, row)));
    }

    private static int width(Extraction field) {
        return field.scale() == 0 ? 18 : 20;
    }

    private static Resolution datePart(BoundArguments arguments) {
        Source source = source("date_part", arguments);
        String unit = arguments.constant(0);
        // Of a date it is that of the timestamp at its midnight.
        Source taken = source == Source.DATE ? Source.TIMESTAMP : source;
        if (unit != null) {
            Extraction field = Extraction.of(unit, taken);
            return new Resolution(DOUBLE, doubles(row -> field));
        }
        return new Resolution(
                DOUBLE,
                call ->
                        doubles(row -> Extraction.of(call.argument(0).textAt(row), taken))
                                .run(call));
    }

    private static Source source(String function, BoundArguments arguments) {
        EngineType type = arguments.type(1);
        return switch (type.id()) {
            case DATE -> Source.DATE;
            case TIMESTAMP, TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_NS -> Source.TIMESTAMP;
            case TIMESTAMPTZ -> Source.TIMESTAMPTZ;
            case TIME -> Source.TIME;
            case TIMETZ -> Source.TIMETZ;
            case INTERVAL -> Source.INTERVAL;
            default -> throw FunctionErrors.undefined(function, arguments.type(0), type);
        };
    }

    /** Which field a row asks for. */
    @FunctionalInterface
    private interface Fields {
        Extraction of(int row);
    }

    @FunctionalInterface
    private interface RowResult {
        void write(FunctionCall call, int row);
    }

    private static void run(FunctionCall call, RowResult result) {
        for (int row = 0; row < call.rows(); row++) {
            if (call.hasNull(row)) {
                call.result().setNull(row);
            } else {
                result.write(call, row);
            }
        }
    }

    private static void write(FunctionCall call, Extraction field, int row) {
        int infinity = infinity(call.argument(1), row);
        if (infinity != 0) {
            if (field.growsForever()) {
                throw new PgException(
                        SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                        "infinite values of type numeric are not supported");
            }
            call.result().setNull(row);
        } else if (field.isJulianTime()) {
            BigInteger days = Extraction.julian(local(call, row)).unscaledValue();
            call.result().setLongs(row, days.longValue(), days.shiftRight(64).longValue());
        } else {
            long unscaled = unscaled(call, field, row);
            if (width(field) == 18) {
                call.result().setUnscaled(row, unscaled);
            } else {
                call.result().setLongs(row, unscaled, unscaled >> 63);
            }
        }
    }

    private static FunctionBody doubles(Fields fields) {
        return call ->
                run(
                        call,
                        (each, row) -> {
                            Extraction field = fields.of(row);
                            Double value = real(each, field, row);
                            if (value == null) {
                                each.result().setNull(row);
                            } else {
                                each.result().setDouble(row, value);
                            }
                        });
    }

    private static @Nullable Double real(FunctionCall call, Extraction field, int row) {
        int infinity = infinity(call.argument(1), row);
        if (infinity != 0) {
            return field.growsForever()
                    ? infinity > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY
                    : null;
        }
        if (field.isIntervalEpoch()) {
            return Extraction.epochDouble(interval(call.argument(1), row));
        }
        return field.isJulianTime()
                ? Extraction.julianDouble(local(call, row))
                : field.asDouble(unscaled(call, field, row));
    }

    private static EngineValue.Interval interval(ColumnVector vector, int row) {
        long low = vector.lowLongAt(row);
        return new EngineValue.Interval(
                (int) low, (int) (low >> Integer.SIZE), vector.highLongAt(row));
    }

    /** 1, -1 or 0 for finite ones. */
    private static int infinity(ColumnVector vector, int row) {
        return switch (vector.type().id()) {
            case DATE -> {
                int days = vector.intAt(row);
                yield Local.isInfinite(days) ? Integer.signum(days) : 0;
            }
            case TIMESTAMP, TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_NS, TIMESTAMPTZ -> {
                long micros = vector.longAt(row);
                yield Local.isInfinite(micros) ? Long.signum(micros) : 0;
            }
            default -> 0;
        };
    }

    private static long unscaled(FunctionCall call, Extraction field, int row) {
        if (call.argument(1).type().id() == TypeId.INTERVAL) {
            EngineValue.Interval value = (EngineValue.Interval) call.argument(1).valueAt(row);
            return field.unscaled(value.months(), value.days(), value.micros());
        }
        return field.unscaled(local(call, row), offset(call, row));
    }

    private static Local local(FunctionCall call, int row) {
        ColumnVector vector = call.argument(1);
        return switch (vector.type().id()) {
            case DATE -> new Local(vector.intAt(row), 0);
            case TIMESTAMP -> Local.ofTimestamp(vector.longAt(row));
            case TIMESTAMP_S -> Local.ofTimestamp(vector.longAt(row) * 1_000_000);
            case TIMESTAMP_MS -> Local.ofTimestamp(vector.longAt(row) * 1_000);
            case TIMESTAMP_NS -> Local.ofTimestamp(Math.floorDiv(vector.longAt(row), 1_000L));
            case TIMESTAMPTZ -> Local.ofInstant(vector.longAt(row), zone(call));
            case TIME -> new Local(0, vector.longAt(row));
            default -> new Local(0, vector.longAt(row) >>> 24);
        };
    }

    /** Seconds east of UTC. */
    private static int offset(FunctionCall call, int row) {
        ColumnVector vector = call.argument(1);
        return switch (vector.type().id()) {
            case TIMESTAMPTZ -> Local.offset(vector.longAt(row), zone(call));
            case TIMETZ -> MAX_OFFSET_SECONDS - (int) (vector.longAt(row) & 0xFF_FFFF);
            default -> 0;
        };
    }

    private static ZoneOffsets zone(FunctionCall call) {
        return call.kept(() -> new ZoneOffsets(SessionText.of(call).zone()));
    }
}
