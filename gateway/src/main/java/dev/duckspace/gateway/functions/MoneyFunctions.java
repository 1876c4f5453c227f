package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.cast;
import static dev.duckspace.gateway.functions.Definitions.decimal;
import static dev.duckspace.gateway.functions.Definitions.function;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.MoneyForm;
import dev.duckspace.gateway.types.StoredTypes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Arithmetic of money, in cents. */
final class MoneyFunctions {
    private static final EngineType MONEY = StoredTypes.MONEY.engineType();

    private MoneyFunctions() {}

    static List<EngineFunction> all() {
        List<EngineFunction> functions = new ArrayList<>();
        List<EngineType> pair = List.of(MONEY, MONEY);
        functions.add(
                function(
                        "+",
                        MONEY,
                        pair,
                        row -> exact(big(cents(row, 0)).add(big(cents(row, 1))))));
        functions.add(
                function(
                        "-",
                        MONEY,
                        pair,
                        row -> exact(big(cents(row, 0)).subtract(big(cents(row, 1))))));
        for (String divide : List.of("/", "//")) {
            functions.add(
                    function(divide, DOUBLE, pair, row -> divided(cents(row, 0), cents(row, 1))));
        }
        for (EngineType integer : List.of(INT, BIGINT)) {
            functions.add(
                    function(
                            "*",
                            MONEY,
                            List.of(MONEY, integer),
                            row -> exact(big(cents(row, 0)).multiply(big(row.number(1))))));
            functions.add(
                    function(
                            "*",
                            MONEY,
                            List.of(integer, MONEY),
                            row -> exact(big(row.number(0)).multiply(big(cents(row, 1))))));
            functions.add(
                    function(
                            "//",
                            MONEY,
                            List.of(MONEY, integer),
                            row -> MoneyForm.stored(cents(row, 0) / divisor(row.number(1)))));
        }
        functions.add(
                function(
                        "*",
                        MONEY,
                        List.of(MONEY, DOUBLE),
                        row -> rounded(cents(row, 0) * row.real(1))));
        functions.add(
                function(
                        "*",
                        MONEY,
                        List.of(DOUBLE, MONEY),
                        row -> rounded(row.real(0) * cents(row, 1))));
        functions.add(
                function(
                        "//",
                        MONEY,
                        List.of(MONEY, DOUBLE),
                        row -> {
                            if (row.real(1) == 0) {
                                throw divisionByZero();
                            }
                            return rounded(cents(row, 0) / row.real(1));
                        }));
        casts(functions);
        return functions;
    }

    private static void casts(List<EngineFunction> functions) {
        for (EngineType number : numbers()) {
            functions.add(cast(MONEY, number, row -> BigDecimal.valueOf(cents(row, 0), 2)));
            functions.add(
                    cast(
                            number,
                            MONEY,
                            row ->
                                    exact(
                                            row.decimal(0)
                                                    .movePointRight(2)
                                                    .setScale(0, RoundingMode.HALF_UP))));
        }
        for (EngineType integer : List.of(INT, BIGINT)) {
            functions.add(cast(integer, MONEY, row -> exact(big(row.number(0)).movePointRight(2))));
        }
    }

    /** Of columns, and of literals as they are usually written. */
    private static List<EngineType> numbers() {
        List<EngineType> numbers = new ArrayList<>();
        for (int scale = 0; scale <= 4; scale++) {
            for (int width = Math.max(1, scale); width <= 12; width++) {
                numbers.add(decimal(width, scale));
            }
            numbers.add(decimal(38, scale));
        }
        numbers.add(decimal(38, 10));
        return numbers;
    }

    private static long cents(Row row, int argument) {
        return MoneyForm.cents(row.bytes(argument));
    }

    private static BigDecimal big(long value) {
        return BigDecimal.valueOf(value);
    }

    private static byte[] exact(BigDecimal cents) {
        try {
            return MoneyForm.stored(cents.longValueExact());
        } catch (ArithmeticException e) {
            throw new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "money out of range");
        }
    }

    private static byte[] rounded(double cents) {
        return exact(new BigDecimal(Math.rint(cents)));
    }

    private static double divided(long cents, long by) {
        return (double) cents / divisor(by);
    }

    private static long divisor(long by) {
        if (by == 0) {
            throw divisionByZero();
        }
        return by;
    }

    private static PgException divisionByZero() {
        return new PgException(SqlState.DIVISION_BY_ZERO, "division by zero");
    }
}
