package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;

import dev.duckspace.gateway.engine.AggregateFunction;
import dev.duckspace.gateway.engine.AggregateFunction.Resolution;
import dev.duckspace.gateway.engine.AggregateRows;
import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ObjectStates;
import dev.duckspace.gateway.engine.WritableVector;
import dev.duckspace.gateway.types.NumericScale;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Variances and standard deviations, exact for integers and numerics. */
final class VarianceFunctions {
    /** What is asked of the values. */
    private record Question(boolean sample, boolean root) {}

    private VarianceFunctions() {}

    static List<AggregateFunction> all() {
        return List.of(
                function("pg_stddev", "stddev", true, true),
                function("pg_stddev_samp", "stddev_samp", true, true),
                function("pg_stddev_pop", "stddev_pop", false, true),
                function("pg_variance", "variance", true, false),
                function("pg_var_samp", "var_samp", true, false),
                function("pg_var_pop", "var_pop", false, false));
    }

    private static AggregateFunction function(
            String name, String shown, boolean sample, boolean root) {
        Question question = new Question(sample, root);
        return new AggregateFunction(
                name,
                List.of(ANY),
                true,
                arguments -> {
                    EngineType type = arguments.type(0);
                    return switch (Operand.kind(type)) {
                        case INT2, INT4, INT8, NUMERIC ->
                                new Resolution(
                                        Operand.of(
                                                root
                                                        ? NumericScale.DEVIATION
                                                        : NumericScale.VARIANCE),
                                        new Exact(type, question));
                        case FLOAT4, FLOAT8 -> new Resolution(DOUBLE, new Real(type, question));
                        case UNKNOWN -> throw FunctionErrors.notUnique(shown, type);
                        case TEXT, OTHER -> throw FunctionErrors.undefined(shown, type);
                    };
                });
    }

    /** Count, sum and sum of squares of unscaled values; small ones are gathered in longs. */
    static final class Moments {
        private static final long SMALL = 1L << 20;
        private static final int MOST_SMALL = 1 << 20;

        private long count;
        private BigInteger sum = BigInteger.ZERO;
        private BigInteger squares = BigInteger.ZERO;
        private long smallSum;
        private long smallSquares;
        private int small;
        private double realCount;
        private double realSum;
        private double realSquares;

        private void add(long value) {
            count++;
            if (value < SMALL && value > -SMALL) {
                smallSum += value;
                smallSquares += value * value;
                if (++small == MOST_SMALL) {
                    gather();
                }
            } else {
                addWide(BigInteger.valueOf(value));
            }
        }

        private void add(BigInteger value) {
            count++;
            addWide(value);
        }

        private void addWide(BigInteger value) {
            sum = sum.add(value);
            squares = squares.add(value.multiply(value));
        }

        private void gather() {
            sum = sum.add(BigInteger.valueOf(smallSum));
            squares = squares.add(BigInteger.valueOf(smallSquares));
            smallSum = 0;
            smallSquares = 0;
            small = 0;
        }
    }

    private static final class Exact extends ObjectStates<Moments> {
        private final EngineType type;
        private final Question question;

        Exact(EngineType type, Question question) {
            this.type = type;
            this.question = question;
        }

        @Override
        protected Moments create() {
            return new Moments();
        }

        @Override
        protected void add(Moments state, AggregateRows rows, int row) {
            ColumnVector column = rows.argument(0);
            if (column.isNull(row)) {
                return;
            }
            switch (type.id()) {
                case TINYINT -> state.add(column.byteAt(row));
                case UTINYINT -> state.add(column.byteAt(row) & 0xFF);
                case SMALLINT -> state.add(column.shortAt(row));
                case USMALLINT -> state.add(column.shortAt(row) & 0xFFFF);
                case INTEGER -> state.add(column.intAt(row));
                case UINTEGER -> state.add(column.intAt(row) & 0xFFFF_FFFFL);
                case BIGINT -> state.add(column.longAt(row));
                case DECIMAL -> {
                    if (Numbers.bytes(type) <= Long.BYTES) {
                        state.add(column.unscaledLongAt(row));
                    } else {
                        state.add(column.bigIntegerAt(row));
                    }
                }
                default -> state.add(column.bigIntegerAt(row));
            }
        }

        @Override
        protected void merge(Moments source, Moments target) {
            target.count += source.count;
            target.sum = target.sum.add(source.sum).add(BigInteger.valueOf(source.smallSum));
            target.squares =
                    target.squares.add(source.squares).add(BigInteger.valueOf(source.smallSquares));
        }

        @Override
        protected void result(Moments state, WritableVector result, int row) {
            if (state.count < (question.sample() ? 2 : 1)) {
                result.setNull(row);
                return;
            }
            BigInteger count = BigInteger.valueOf(state.count);
            BigInteger sum = state.sum.add(BigInteger.valueOf(state.smallSum));
            BigInteger squares = state.squares.add(BigInteger.valueOf(state.smallSquares));
            BigInteger spread = squares.multiply(count).subtract(sum.multiply(sum));
            if (spread.signum() <= 0) {
                WideResult.set(result, row, BigDecimal.ZERO);
                return;
            }
            BigInteger divisor =
                    count.multiply(question.sample() ? count.subtract(BigInteger.ONE) : count);
            WideResult.set(result, row, Operand.stored(spread(spread, new BigDecimal(divisor))));
        }

        private BigDecimal spread(BigInteger unscaled, BigDecimal divisor) {
            int scale = type instanceof EngineType.Decimal decimal ? decimal.scale() : 0;
            BigDecimal spread = new BigDecimal(unscaled, 2 * scale);
            if (type.alias() != null || type.equals(Operand.UNCONSTRAINED)) {
                spread = NumericScale.TRIMMED.shown(spread);
            }
            BigDecimal variance = NumericMath.divide(spread, divisor);
            return question.root() ? NumericMath.root(variance, variance.scale()) : variance;
        }
    }

    private static final class Real extends ObjectStates<Moments> {
        private final EngineType type;
        private final Question question;

        Real(EngineType type, Question question) {
            this.type = type;
            this.question = question;
        }

        @Override
        protected Moments create() {
            return new Moments();
        }

        @Override
        protected void add(Moments state, AggregateRows rows, int row) {
            ColumnVector column = rows.argument(0);
            if (column.isNull(row)) {
                return;
            }
            double value =
                    type.id().width() == Float.BYTES ? column.floatAt(row) : column.doubleAt(row);
            state.realCount++;
            state.realSum = Floats.add(state.realSum, value);
            if (state.realCount > 1) {
                double difference = value * state.realCount - state.realSum;
                state.realSquares +=
                        difference * difference / (state.realCount * (state.realCount - 1));
            } else if (!Double.isFinite(value)) {
                state.realSquares = Double.NaN;
            }
        }

        @Override
        protected void merge(Moments source, Moments target) {
            if (source.realCount == 0) {
                return;
            }
            if (target.realCount == 0) {
                target.realCount = source.realCount;
                target.realSum = source.realSum;
                target.realSquares = source.realSquares;
                return;
            }
            double count = source.realCount + target.realCount;
            double difference =
                    target.realSum / target.realCount - source.realSum / source.realCount;
            target.realSquares +=
                    source.realSquares
                            + source.realCount * target.realCount * difference * difference / count;
            target.realSum = Floats.add(target.realSum, source.realSum);
            target.realCount = count;
        }

        @Override
        protected void result(Moments state, WritableVector result, int row) {
            if (state.realCount < (question.sample() ? 2 : 1)) {
                result.setNull(row);
                return;
            }
            double variance =
                    state.realSquares / (question.sample() ? state.realCount - 1 : state.realCount);
            result.setDouble(row, question.root() ? Math.sqrt(variance) : variance);
        }
    }
}
