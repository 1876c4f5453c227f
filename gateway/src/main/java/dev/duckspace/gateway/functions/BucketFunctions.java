package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.INT;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** width_bucket, and counts of NULLs. */
final class BucketFunctions {
    private BucketFunctions() {}

    static List<EngineFunction> all() {
        return List.of(
                new ResolvedFunction(
                        "width_bucket",
                        List.of(ANY, ANY, ANY, INT),
                        arguments -> {
                            boolean real = false;
                            for (int i = 0; i < 3; i++) {
                                Operand.Kind kind = Operand.kind(arguments.type(i));
                                real |= kind.isFloat();
                                if (!kind.isNumber()) {
                                    throw FunctionErrors.undefined(
                                            "width_bucket",
                                            arguments.types().toArray(new EngineType[0]));
                                }
                            }
                            RowFunction body =
                                    real ? BucketFunctions::ofReals : BucketFunctions::ofNumerics;
                            return new Resolution(INT, body.strict());
                        }),
                counting("num_nulls", true),
                counting("num_nonnulls", false));
    }

    private static ResolvedFunction counting(String name, boolean nulls) {
        RowFunction body =
                row -> {
                    int count = 0;
                    for (int i = 0; i < row.count(); i++) {
                        count += row.isNull(i) == nulls ? 1 : 0;
                    }
                    return count;
                };
        return new ResolvedFunction(
                        name, List.of(ANY), arguments -> new Resolution(INT, body.withNulls()))
                .withVarargs(ANY)
                .seeingNulls();
    }

    private static int ofNumerics(Row row) {
        BigDecimal value = Operand.decimal(row, 0);
        BigDecimal low = Operand.decimal(row, 1);
        BigDecimal high = Operand.decimal(row, 2);
        int count = count(row);
        int direction = high.compareTo(low);
        if (direction == 0) {
            throw invalid("lower bound cannot equal upper bound");
        }
        if (direction > 0 ? value.compareTo(low) < 0 : value.compareTo(low) > 0) {
            return 0;
        }
        if (direction > 0 ? value.compareTo(high) >= 0 : value.compareTo(high) <= 0) {
            return Math.addExact(count, 1);
        }
        return value.subtract(low)
                        .multiply(BigDecimal.valueOf(count))
                        .divide(high.subtract(low), 0, RoundingMode.DOWN)
                        .intValueExact()
                + 1;
    }

    private static int ofReals(Row row) {
        double value = Operand.real(row, 0);
        double low = Operand.real(row, 1);
        double high = Operand.real(row, 2);
        int count = count(row);
        if (Double.isNaN(value) || Double.isNaN(low) || Double.isNaN(high)) {
            throw invalid("operand, lower bound, and upper bound cannot be NaN");
        }
        if (Double.isInfinite(low) || Double.isInfinite(high)) {
            throw invalid("lower and upper bounds must be finite");
        }
        if (low == high) {
            throw invalid("lower bound cannot equal upper bound");
        }
        boolean up = low < high;
        if (up ? value < low : value > low) {
            return 0;
        }
        if (up ? value >= high : value <= high) {
            return Math.addExact(count, 1);
        }
        double part = up ? (value - low) / (high - low) : (low - value) / (low - high);
        return Math.min((int) (count * part), count - 1) + 1;
    }

    private static int count(Row row) {
        int count = row.integer(3);
        if (count <= 0) {
            throw invalid("count must be greater than zero");
        }
        return count;
    }

    private static PgException invalid(String message) {
        return new PgException(SqlState.INVALID_ARGUMENT_FOR_WIDTH_BUCKET_FUNCTION, message);
    }
}
