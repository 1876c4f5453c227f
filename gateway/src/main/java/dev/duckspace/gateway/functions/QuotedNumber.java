package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.SMALLINT;
import static dev.duckspace.gateway.functions.Definitions.TEXT;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.functions.Operand.Kind;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;

/** A quoted literal as an operand: {@code '6' / 2} is of integers, {@code '6' / 2.0} not. */
final class QuotedNumber {
    private static final Map<String, BinaryOperator<BigDecimal>> OPERATORS =
            Map.of(
                    "+", BigDecimal::add,
                    "-", BigDecimal::subtract,
                    "*", BigDecimal::multiply,
                    "%", NumericMath::mod);

    private QuotedNumber() {}

    /** {@code 1 + '1'}: the engine finds several operators for it, PostgreSQL the number's. */
    static List<EngineFunction> operators() {
        List<EngineFunction> functions = new ArrayList<>();
        OPERATORS.forEach(
                (name, operator) -> {
                    for (EngineType type : List.of(SMALLINT, INT, BIGINT)) {
                        functions.add(operator(name, operator, type, 1, List.of(type, TEXT)));
                        functions.add(operator(name, operator, type, 0, List.of(TEXT, type)));
                    }
                });
        return functions;
    }

    private static EngineFunction operator(
            String name,
            BinaryOperator<BigDecimal> operator,
            EngineType type,
            int at,
            List<EngineType> parameters) {
        return new ResolvedFunction(
                name,
                parameters,
                arguments -> {
                    String text = arguments.constant(at);
                    if (text == null) {
                        throw FunctionErrors.undefinedOperator(
                                name, arguments.type(0), arguments.type(1));
                    }
                    BigDecimal value = parse(text, Operand.kind(type));
                    return new Resolution(
                            type,
                            ((RowFunction)
                                            row ->
                                                    inRange(
                                                            type,
                                                            operator.apply(
                                                                    at == 0 ? value : other(row, 0),
                                                                    at == 1
                                                                            ? value
                                                                            : other(row, 1))))
                                    .strict());
                });
    }

    private static long inRange(EngineType type, BigDecimal value) {
        int bits = type.id().width() * Byte.SIZE;
        if (value.toBigInteger().bitLength() >= bits) {
            throw new PgException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                    FunctionErrors.name(type) + " out of range");
        }
        return value.longValue();
    }

    static Resolution division(BoundArguments arguments, int at, String text, Kind other) {
        if (other.isFloat()) {
            double value = parse(text, other).doubleValue();
            return new Resolution(
                    DOUBLE,
                    ((RowFunction)
                                    row ->
                                            Floats.divide(
                                                    at == 0 ? value : Operand.real(row, 0),
                                                    at == 1 ? value : Operand.real(row, 1)))
                            .strict());
        }
        BigDecimal value = parse(text, other);
        if (other == Kind.NUMERIC) {
            return new Resolution(
                    Operand.quotient(),
                    ((RowFunction)
                                    row ->
                                            Operand.stored(
                                                    NumericMath.divide(
                                                            at == 0 ? value : other(row, 0),
                                                            at == 1 ? value : other(row, 1))))
                            .strict());
        }
        EngineType type =
                switch (other) {
                    case INT2 -> SMALLINT;
                    case INT4 -> INT;
                    default -> BIGINT;
                };
        return new Resolution(
                type,
                ((RowFunction)
                                row ->
                                        NumericMath.div(
                                                        at == 0 ? value : other(row, 0),
                                                        at == 1 ? value : other(row, 1))
                                                .toBigInteger())
                        .strict());
    }

    /** Also refuses what is no number but one of PostgreSQL's numerics. */
    static BigDecimal numeric(String text) {
        switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "nan", "inf", "infinity", "+inf", "+infinity", "-inf", "-infinity" ->
                    throw PgException.notSupported(
                            "a numeric that is infinite or not a number cannot be stored",
                            "Use double precision.");
            default -> {}
        }
        return parse(text, Kind.NUMERIC);
    }

    private static BigDecimal other(Row row, int argument) {
        return Operand.decimal(row, argument);
    }

    private static BigDecimal parse(String text, Kind kind) {
        try {
            BigDecimal value = new BigDecimal(text.strip());
            if (kind.isInteger() && (value.scale() != 0 || text.strip().matches(".*[.eE].*"))) {
                throw invalid(text, kind);
            }
            return value;
        } catch (NumberFormatException e) {
            throw invalid(text, kind);
        }
    }

    private static PgException invalid(String text, Kind kind) {
        String type =
                switch (kind) {
                    case INT2 -> "smallint";
                    case INT4 -> "integer";
                    case INT8 -> "bigint";
                    case FLOAT4 -> "real";
                    case FLOAT8 -> "double precision";
                    default -> "numeric";
                };
        return new PgException(
                SqlState.INVALID_TEXT_REPRESENTATION,
                "invalid input syntax for type " + type + ": \"" + text + '"');
    }
}
