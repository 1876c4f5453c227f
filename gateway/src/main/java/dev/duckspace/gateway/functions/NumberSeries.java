package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.decimal;
import static dev.duckspace.gateway.functions.Definitions.listOf;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** generate_series of numbers. */
final class NumberSeries {
    private NumberSeries() {}

    static boolean isOfNumbers(BoundArguments arguments) {
        return arguments.types().stream().allMatch(NumberSeries::isNumber);
    }

    private static boolean isNumber(EngineType type) {
        return type instanceof EngineType.Decimal || isInteger(type);
    }

    private static boolean isInteger(EngineType type) {
        return switch (type.id()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, UTINYINT, USMALLINT, UINTEGER -> true;
            default -> false;
        };
    }

    static Resolution resolve(BoundArguments arguments) {
        if (!isOfNumbers(arguments)) {
            throw FunctionErrors.undefined(
                    "generate_series", arguments.types().toArray(EngineType[]::new));
        }
        if (arguments.types().stream().allMatch(NumberSeries::isInteger)) {
            boolean large =
                    arguments.types().stream()
                            .anyMatch(
                                    type ->
                                            type.id() == TypeId.BIGINT
                                                    || type.id() == TypeId.UINTEGER);
            return new Resolution(listOf(large ? BIGINT : INT), IntegerSeries.closed());
        }
        int scale =
                arguments.types().stream()
                        .mapToInt(type -> type instanceof EngineType.Decimal of ? of.scale() : 0)
                        .max()
                        .orElse(0);
        RowFunction body = row -> decimals(row, scale);
        return new Resolution(listOf(decimal(38, scale)), body.strict());
    }

    private static List<BigDecimal> decimals(Row row, int scale) {
        BigDecimal to = row.decimal(1);
        BigDecimal step = row.count() > 2 ? row.decimal(2) : BigDecimal.ONE;
        requireStep(step.signum() != 0);
        List<BigDecimal> series = new ArrayList<>();
        BigDecimal at = row.decimal(0);
        while (step.signum() > 0 ? at.compareTo(to) <= 0 : at.compareTo(to) >= 0) {
            add(series, at.setScale(scale));
            at = at.add(step);
        }
        return series;
    }

    private static void requireStep(boolean present) {
        if (!present) {
            throw new PgException(SqlState.INVALID_PARAMETER_VALUE, "step size cannot equal zero");
        }
    }

    private static void add(List<BigDecimal> series, BigDecimal value) {
        Sizes.requireElements(series.size() + 1L);
        series.add(value);
    }
}
