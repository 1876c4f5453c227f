package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.HUGEINT;
import static dev.duckspace.gateway.functions.Definitions.INTERVAL;
import static dev.duckspace.gateway.functions.Definitions.REAL;
import static dev.duckspace.gateway.functions.Definitions.decimal;

import dev.duckspace.gateway.engine.AggregateFunction;
import dev.duckspace.gateway.engine.AggregateFunction.Resolution;
import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.FunctionCall;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.types.NumericScale;
import dev.duckspace.gateway.types.StoredTypes;
import java.util.List;

/**
 * sum with PostgreSQL's types: of integers a bigint, of bigints a numeric.
 *
 * <p>{@code pg_total} gives that type to what the engine has summed, which is quicker where there
 * are many groups; its second argument is a NULL of the type that was summed.
 */
final class SumFunction {
    private static final int BIGINT_DIGITS = 19;

    /** As many rows as no table has. */
    private static final int DIGITS_OF_ROWS = 10;

    /** Kept in 128 bits, as the state is. */
    private static final int NARROWEST = 19;

    private static final EngineType MONEY = StoredTypes.MONEY.engineType();

    private SumFunction() {}

    static AggregateFunction function() {
        return new AggregateFunction(
                "pg_sum", List.of(ANY), true, arguments -> resolve(arguments.type(0)));
    }

    static ResolvedFunction total() {
        return new ResolvedFunction(
                "pg_total", List.of(ANY, ANY), null, true, false, SumFunction::total);
    }

    private static ResolvedFunction.Resolution total(BoundArguments arguments) {
        EngineType summed = arguments.type(1);
        if (!EngineSum.isExact(summed) || !(resolve(summed).body() instanceof WideSum sum)) {
            throw EngineSum.refused("sum", summed);
        }
        return new ResolvedFunction.Resolution(sum.result(), call -> total(sum, call));
    }

    private static void total(WideSum sum, FunctionCall call) {
        ColumnVector sums = call.argument(0);
        for (int row = 0; row < call.rows(); row++) {
            if (sums.isNull(row)) {
                call.result().setNull(row);
            } else {
                sum.set(call.result(), row, sums.lowLongAt(row), sums.highLongAt(row));
            }
        }
    }

    private static Resolution resolve(EngineType type) {
        return switch (type) {
            case EngineType.Decimal of when of.alias() == null -> wide(sum(of.width(), of.scale()));
            case EngineType.Decimal of when Operand.kind(of) == Operand.Kind.NUMERIC -> wide(of);
            case EngineType.Scalar of when of.equals(MONEY) ->
                    new Resolution(MONEY, new MoneySum());
            case EngineType.Scalar of when of.alias() == null || TimeTypeCasts.isPrecise(of) ->
                    switch (of.id()) {
                        case TINYINT, SMALLINT, INTEGER, UTINYINT, USMALLINT ->
                                new Resolution(BIGINT, new WideSum(BIGINT));
                        case BIGINT, UINTEGER -> wide(sum(BIGINT_DIGITS, 0));
                        case UBIGINT, HUGEINT -> wide(HUGEINT);
                        case FLOAT -> new Resolution(REAL, new FloatSum(REAL));
                        case DOUBLE -> new Resolution(DOUBLE, new FloatSum(DOUBLE));
                        case INTERVAL -> new Resolution(INTERVAL, new IntervalSum());
                        case SQLNULL -> throw FunctionErrors.notUnique("sum", type);
                        default -> throw FunctionErrors.undefined("sum", type);
                    };
            default -> throw FunctionErrors.undefined("sum", type);
        };
    }

    /** No wider than need be: beside other decimals a type of 38 digits would lose theirs. */
    private static EngineType sum(int width, int scale) {
        return decimal(Math.clamp(width + DIGITS_OF_ROWS, NARROWEST, NumericScale.WIDTH), scale);
    }

    private static Resolution wide(EngineType result) {
        return new Resolution(result, new WideSum(result));
    }
}
