package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.INTERVAL;

import dev.duckspace.gateway.engine.AggregateBody;
import dev.duckspace.gateway.engine.AggregateFunction;
import dev.duckspace.gateway.engine.AggregateFunction.Resolution;
import dev.duckspace.gateway.engine.AggregateRows;
import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.FunctionCall;
import dev.duckspace.gateway.engine.NativeMemory;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.engine.WritableVector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * avg: of integers and numerics a numeric, as exact as PostgreSQL's.
 *
 * <p>{@code pg_average} is that of what the engine has summed and counted; its third argument is a
 * NULL of the type that was summed.
 */
final class AverageFunction {
    private AverageFunction() {}

    static AggregateFunction function() {
        return new AggregateFunction(
                "pg_avg", List.of(ANY), arguments -> resolve(arguments.type(0)));
    }

    static ResolvedFunction ofSum() {
        return new ResolvedFunction(
                "pg_average", List.of(ANY, BIGINT, ANY), null, true, false, AverageFunction::ofSum);
    }

    private static ResolvedFunction.Resolution ofSum(BoundArguments arguments) {
        EngineType summed = arguments.type(2);
        if (!EngineSum.isExact(summed)) {
            throw EngineSum.refused("avg", summed);
        }
        return new ResolvedFunction.Resolution(Operand.quotient(), call -> ofSum(summed, call));
    }

    private static void ofSum(EngineType summed, FunctionCall call) {
        ColumnVector sums = call.argument(0);
        ColumnVector counts = call.argument(1);
        for (int row = 0; row < call.rows(); row++) {
            if (sums.isNull(row)) {
                call.result().setNull(row);
            } else {
                BigInteger total = Int128.of(sums.lowLongAt(row), sums.highLongAt(row));
                WideResult.set(call.result(), row, average(summed, total, counts.longAt(row)));
            }
        }
    }

    private static Resolution resolve(EngineType type) {
        return switch (Operand.kind(type)) {
            case INT2, INT4, INT8, NUMERIC ->
                    new Resolution(Operand.quotient(), new Exact(type, new WideSum(type)));
            case FLOAT4, FLOAT8 -> new Resolution(DOUBLE, new Real(type));
            case UNKNOWN -> throw FunctionErrors.notUnique("avg", type);
            case TEXT -> throw FunctionErrors.undefined("avg", type);
            case OTHER -> {
                if (type.equals(INTERVAL)
                        || (type.id() == TypeId.INTERVAL && TimeTypeCasts.isPrecise(type))) {
                    yield new Resolution(INTERVAL, new OfIntervals());
                }
                throw FunctionErrors.undefined("avg", type);
            }
        };
    }

    /** State: as the sum's. */
    private record Exact(EngineType type, WideSum sum) implements AggregateBody {
        @Override
        public int stateBytes() {
            return WideSum.STATE_BYTES;
        }

        @Override
        public void update(AggregateRows rows) {
            sum.update(rows);
        }

        @Override
        public void combine(long source, long target) {
            sum.combine(source, target);
        }

        @Override
        public void finish(long state, WritableVector target, int row) {
            long count = WideSum.count(state);
            if (count == 0) {
                target.setNull(row);
                return;
            }
            WideResult.set(target, row, average(type, Int128.at(state), count));
        }
    }

    /**
     * @param total the sum without its point
     */
    private static BigDecimal average(EngineType type, BigInteger total, long count) {
        int scale = type instanceof EngineType.Decimal decimal ? decimal.scale() : 0;
        BigDecimal sum = Operand.shown(type, new BigDecimal(total, scale));
        return Operand.stored(NumericMath.divide(sum, BigDecimal.valueOf(count)));
    }

    /** State: sum and count. */
    private record Real(EngineType type) implements AggregateBody {
        @Override
        public int stateBytes() {
            return 2 * Long.BYTES;
        }

        @Override
        public void update(AggregateRows rows) {
            ColumnVector column = rows.argument(0);
            boolean single = type.id().width() == Float.BYTES;
            for (int row = 0; row < rows.rows(); row++) {
                if (!column.isNull(row)) {
                    add(rows.state(row), single ? column.floatAt(row) : column.doubleAt(row), 1);
                }
            }
        }

        private static void add(long state, double value, long count) {
            NativeMemory.putDouble(state, Floats.add(NativeMemory.doubleAt(state), value));
            NativeMemory.putLong(state + 8, NativeMemory.longAt(state + 8) + count);
        }

        @Override
        public void combine(long source, long target) {
            add(target, NativeMemory.doubleAt(source), NativeMemory.longAt(source + 8));
        }

        @Override
        public void finish(long state, WritableVector target, int row) {
            long count = NativeMemory.longAt(state + 8);
            if (count == 0) {
                target.setNull(row);
            } else {
                target.setDouble(row, NativeMemory.doubleAt(state) / count);
            }
        }
    }

    /** State: as the sum's, whose last field counts. */
    private record OfIntervals() implements AggregateBody {
        private static final IntervalSum SUM = new IntervalSum();

        @Override
        public int stateBytes() {
            return SUM.stateBytes();
        }

        @Override
        public void update(AggregateRows rows) {
            SUM.update(rows);
        }

        @Override
        public void combine(long source, long target) {
            SUM.combine(source, target);
        }

        @Override
        public void finish(long state, WritableVector target, int row) {
            long count = IntervalSum.count(state);
            if (count == 0) {
                target.setNull(row);
                return;
            }
            EngineValue.Interval average =
                    DivisionFunctions.divide(IntervalSum.total(state), (double) count);
            target.setLongs(
                    row,
                    ((long) average.days() << 32) | (average.months() & 0xFFFF_FFFFL),
                    average.micros());
        }
    }
}
