package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.DOUBLE;

import dev.duckspace.gateway.engine.AggregateBody;
import dev.duckspace.gateway.engine.AggregateFunction;
import dev.duckspace.gateway.engine.AggregateFunction.Resolution;
import dev.duckspace.gateway.engine.AggregateRows;
import dev.duckspace.gateway.engine.NativeMemory;
import dev.duckspace.gateway.engine.WritableVector;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Correlation, covariance and linear regression of (y, x), in PostgreSQL's way of summing. */
final class RegressionFunctions {
    private static final int FIELDS = 6;

    private RegressionFunctions() {}

    /** What has been summed up; the last three are about the means. */
    private record Sums(double n, double sx, double sy, double sxx, double syy, double sxy) {
        static Sums at(long state) {
            return new Sums(
                    NativeMemory.doubleAt(state),
                    NativeMemory.doubleAt(state + 8),
                    NativeMemory.doubleAt(state + 16),
                    NativeMemory.doubleAt(state + 24),
                    NativeMemory.doubleAt(state + 32),
                    NativeMemory.doubleAt(state + 40));
        }

        void put(long state) {
            NativeMemory.putDouble(state, n);
            NativeMemory.putDouble(state + 8, sx);
            NativeMemory.putDouble(state + 16, sy);
            NativeMemory.putDouble(state + 24, sxx);
            NativeMemory.putDouble(state + 32, syy);
            NativeMemory.putDouble(state + 40, sxy);
        }

        Sums with(double y, double x) {
            double count = n + 1;
            double sumX = sx + x;
            double sumY = sy + y;
            if (n == 0) {
                return new Sums(count, sumX, sumY, 0, 0, 0);
            }
            double dx = x * count - sumX;
            double dy = y * count - sumY;
            double scale = 1 / (count * n);
            return new Sums(
                    count,
                    sumX,
                    sumY,
                    sxx + dx * dx * scale,
                    syy + dy * dy * scale,
                    sxy + dx * dy * scale);
        }

        Sums plus(Sums other) {
            if (n == 0 || other.n == 0) {
                return n == 0 ? other : this;
            }
            double count = n + other.n;
            double dx = sx / n - other.sx / other.n;
            double dy = sy / n - other.sy / other.n;
            double scale = n * other.n / count;
            return new Sums(
                    count,
                    sx + other.sx,
                    sy + other.sy,
                    sxx + other.sxx + scale * dx * dx,
                    syy + other.syy + scale * dy * dy,
                    sxy + other.sxy + scale * dx * dy);
        }
    }

    static List<AggregateFunction> all() {
        return List.of(
                function("pg_corr", 1, s -> s.sxx == 0 || s.syy == 0 ? none() : correlation(s)),
                function("pg_covar_pop", 1, s -> s.sxy / s.n),
                function("pg_covar_samp", 2, s -> s.sxy / (s.n - 1)),
                function("pg_regr_avgx", 1, s -> s.sx / s.n),
                function("pg_regr_avgy", 1, s -> s.sy / s.n),
                function("pg_regr_sxx", 1, s -> s.sxx),
                function("pg_regr_syy", 1, s -> s.syy),
                function("pg_regr_sxy", 1, s -> s.sxy),
                function("pg_regr_slope", 1, s -> s.sxx == 0 ? none() : s.sxy / s.sxx),
                function(
                        "pg_regr_intercept",
                        1,
                        s -> s.sxx == 0 ? none() : (s.sy - s.sx * s.sxy / s.sxx) / s.n),
                function("pg_regr_r2", 1, RegressionFunctions::determination));
    }

    private static double correlation(Sums s) {
        return s.sxy / Math.sqrt(s.sxx * s.syy);
    }

    private static double determination(Sums s) {
        if (s.sxx == 0) {
            return none();
        }
        return s.syy == 0 ? 1 : s.sxy * s.sxy / (s.sxx * s.syy);
    }

    /** No value; of finite numbers nothing else is not a number. */
    private static double none() {
        return Double.longBitsToDouble(NO_VALUE);
    }

    private static final long NO_VALUE = 0x7FF8_0000_0000_0D5DL;

    private static AggregateFunction function(
            String name, int least, ToDoubleFunction<Sums> answer) {
        return new AggregateFunction(
                name,
                List.of(DOUBLE, DOUBLE),
                arguments -> new Resolution(DOUBLE, new Body(least, answer)));
    }

    private record Body(int least, ToDoubleFunction<Sums> answer) implements AggregateBody {
        @Override
        public int stateBytes() {
            return FIELDS * Double.BYTES;
        }

        @Override
        public void update(AggregateRows rows) {
            for (int row = 0; row < rows.rows(); row++) {
                if (!rows.isNull(row)) {
                    long state = rows.state(row);
                    Sums.at(state)
                            .with(rows.argument(0).doubleAt(row), rows.argument(1).doubleAt(row))
                            .put(state);
                }
            }
        }

        @Override
        public void combine(long source, long target) {
            Sums.at(target).plus(Sums.at(source)).put(target);
        }

        @Override
        public void finish(long state, WritableVector result, int row) {
            Sums sums = Sums.at(state);
            if (sums.n < least) {
                result.setNull(row);
                return;
            }
            double value = answer.applyAsDouble(sums);
            if (Double.doubleToRawLongBits(value) == NO_VALUE) {
                result.setNull(row);
            } else {
                result.setDouble(row, value);
            }
        }
    }
}
