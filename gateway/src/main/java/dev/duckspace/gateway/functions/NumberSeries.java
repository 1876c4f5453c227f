package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.decimal;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.FunctionBody;
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

    static SeriesParts.Kind kind(BoundArguments arguments) {
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
            return new SeriesParts.Kind(
                    large ? BIGINT : INT, BIGINT, IntegerSeries.closed(), IntegerSeries.parts());
        }
        int scale =
                arguments.types().stream()
                        .mapToInt(type -> type instanceof EngineType.Decimal of ? of.scale() : 0)
                        .max()
                        .orElse(0);
        EngineType decimal = decimal(38, scale);
        RowFunction whole = row -> Decimals.of(row).values(scale);
        RowFunction parts = row -> Decimals.of(row).parts(row);
        return new SeriesParts.Kind(decimal, decimal, whole.strict(), parts.strict());
    }

    /** The values of one part. */
    static FunctionBody part(EngineType element) {
        if (!(element instanceof EngineType.Decimal decimal)) {
            return IntegerSeries.part();
        }
        RowFunction body =
                row -> {
                    List<EngineValue> fields = SeriesParts.fields(row);
                    return new Decimals(
                                    exact(fields.getFirst()),
                                    exact(fields.get(1)),
                                    exact(fields.get(2)))
                            .values(decimal.scale());
                };
        return body.strict();
    }

    private static BigDecimal exact(EngineValue value) {
        return ((EngineValue.Decimal) value).value();
    }

    private record Decimals(BigDecimal from, BigDecimal to, BigDecimal step) {
        static Decimals of(Row row) {
            return new Decimals(
                    row.decimal(0),
                    row.decimal(1),
                    row.count() > 2 ? row.decimal(2) : BigDecimal.ONE);
        }

        Decimals {
            requireStep(step.signum() != 0);
        }

        private boolean reaches(BigDecimal at) {
            return step.signum() > 0 ? at.compareTo(to) <= 0 : at.compareTo(to) >= 0;
        }

        List<BigDecimal> values(int scale) {
            List<BigDecimal> series = new ArrayList<>();
            for (BigDecimal at = from; reaches(at); at = at.add(step)) {
                Sizes.requireElements(series.size() + 1L);
                series.add(at.setScale(scale));
            }
            return series;
        }

        List<List<BigDecimal>> parts(Row row) {
            List<List<BigDecimal>> parts = new ArrayList<>();
            BigDecimal within = step.multiply(BigDecimal.valueOf(SeriesParts.LENGTH - 1L));
            for (BigDecimal at = from; reaches(at); ) {
                BigDecimal last = at.add(within);
                SeriesParts.require(parts.size() + 1L);
                parts.add(List.of(at, reaches(last) ? last : to, step));
                SeriesParts.requireNoCancel(row);
                at = last.add(step);
            }
            return parts;
        }
    }

    private static void requireStep(boolean present) {
        if (!present) {
            throw new PgException(SqlState.INVALID_PARAMETER_VALUE, "step size cannot equal zero");
        }
    }
}
