package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.cast;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.CastFunction;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.functions.Operand.Kind;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.types.NumericScale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Operators and functions on numerics whose decimals follow from their values: the engine's own do
 * not know these types. Named types have no casts to others but explicit ones.
 */
final class QuotientOperators {
    private record Operator(BinaryOperator<BigDecimal> exact, DoubleBinaryOperator real) {}

    private static final Map<String, Operator> BINARY =
            Map.of(
                    "+", new Operator(BigDecimal::add, Floats::add),
                    "-", new Operator(BigDecimal::subtract, Floats::subtract),
                    "*", new Operator(BigDecimal::multiply, Floats::multiply),
                    "%", new Operator(NumericMath::mod, (a, b) -> a % b),
                    "mod", new Operator(NumericMath::mod, (a, b) -> a % b));

    private static final Map<String, UnaryOperator<BigDecimal>> UNARY =
            Map.of(
                    "-", BigDecimal::negate,
                    "+", value -> value,
                    "abs", BigDecimal::abs,
                    "@", BigDecimal::abs);

    /** Results without decimals. */
    private static final Map<String, UnaryOperator<BigDecimal>> WHOLE =
            Map.of(
                    "round", value -> value.setScale(0, RoundingMode.HALF_UP),
                    "trunc", value -> value.setScale(0, RoundingMode.DOWN),
                    "ceil", value -> value.setScale(0, RoundingMode.CEILING),
                    "ceiling", value -> value.setScale(0, RoundingMode.CEILING),
                    "floor", value -> value.setScale(0, RoundingMode.FLOOR),
                    "sign", value -> BigDecimal.valueOf(value.signum()));

    /** More than any cast of the engine's to a type that fits better. */
    private static final long TO_DOUBLE = 1_000;

    private static final long TO_QUOTIENT = 1;

    /** The others are operands as quotients: each overload makes an instance's opening longer. */
    private static final List<NumericScale> OPERANDS =
            List.of(NumericScale.QUOTIENT, NumericScale.TRIMMED);

    private QuotientOperators() {}

    static List<EngineFunction> all() {
        List<EngineFunction> functions = new ArrayList<>();
        for (NumericScale scale : OPERANDS) {
            EngineType type = Operand.of(scale);
            BINARY.forEach((name, operator) -> binary(functions, name, operator, type));
            UNARY.forEach((name, operator) -> functions.add(unary(name, type, type, operator)));
            WHOLE.forEach(
                    (name, operator) ->
                            functions.add(unary(name, type, Operand.rounded(type, 0), operator)));
            functions.add(rounding("round", type, RoundingMode.HALF_UP));
            functions.add(rounding("trunc", type, RoundingMode.DOWN));
        }
        for (NumericScale scale : NumericScale.values()) {
            EngineType type = Operand.of(scale);
            functions.add(cast(type, TEXT, row -> Operand.decimal(row, 0).toPlainString()));
            // As PostgreSQL does for its functions of double precision alone.
            functions.add(
                    new CastFunction(
                            type,
                            DOUBLE,
                            TO_DOUBLE,
                            ((RowFunction) row -> row.decimal(0).doubleValue()).each()));
        }
        for (NumericScale scale : List.of(NumericScale.VARIANCE, NumericScale.DEVIATION)) {
            functions.add(
                    new CastFunction(
                            Operand.of(scale),
                            Operand.quotient(),
                            TO_QUOTIENT,
                            ((RowFunction) row -> row.decimal(0)).each()));
        }
        functions.add(
                cast(Operand.UNCONSTRAINED, TEXT, row -> Operand.decimal(row, 0).toPlainString()));
        return functions;
    }

    private static void binary(
            List<EngineFunction> functions, String name, Operator operator, EngineType type) {
        ResolvedFunction.Resolver resolver = arguments -> resolve(name, operator, arguments);
        functions.add(new ResolvedFunction(name, List.of(type, ANY), resolver));
        functions.add(new ResolvedFunction(name, List.of(ANY, type), resolver));
        for (NumericScale other : OPERANDS) {
            functions.add(new ResolvedFunction(name, List.of(type, Operand.of(other)), resolver));
        }
    }

    private static Resolution resolve(String name, Operator operator, BoundArguments arguments) {
        Kind a = Operand.kind(arguments.type(0));
        Kind b = Operand.kind(arguments.type(1));
        for (int i = 0; i < 2; i++) {
            Kind kind = i == 0 ? a : b;
            if (kind == Kind.TEXT && arguments.constant(i) != null) {
                return quoted(operator, arguments, i);
            }
            if (!kind.isNumber() && kind != Kind.UNKNOWN) {
                throw FunctionErrors.undefinedOperator(name, arguments.type(0), arguments.type(1));
            }
        }
        if (a.isFloat() || b.isFloat()) {
            return new Resolution(
                    DOUBLE,
                    ((RowFunction)
                                    row ->
                                            operator.real()
                                                    .applyAsDouble(
                                                            Operand.real(row, 0),
                                                            Operand.real(row, 1)))
                            .strict());
        }
        NumericScale scale = Operand.result(arguments.type(0), arguments.type(1));
        return new Resolution(
                Operand.of(scale),
                ((RowFunction)
                                row ->
                                        Operand.stored(
                                                operator.exact()
                                                        .apply(
                                                                Operand.decimal(row, 0),
                                                                Operand.decimal(row, 1)),
                                                scale))
                        .strict());
    }

    private static Resolution quoted(Operator operator, BoundArguments arguments, int at) {
        BigDecimal value = QuotedNumber.numeric(String.valueOf(arguments.constant(at)));
        NumericScale scale = Operand.result(arguments.type(0), arguments.type(1));
        return new Resolution(
                Operand.of(scale),
                ((RowFunction)
                                row ->
                                        Operand.stored(
                                                operator.exact()
                                                        .apply(
                                                                at == 0
                                                                        ? value
                                                                        : Operand.decimal(row, 0),
                                                                at == 1
                                                                        ? value
                                                                        : Operand.decimal(row, 1))))
                        .strict());
    }

    private static EngineFunction unary(
            String name, EngineType type, EngineType result, UnaryOperator<BigDecimal> operator) {
        return new ResolvedFunction(
                name,
                List.of(type),
                arguments ->
                        new Resolution(
                                result,
                                ((RowFunction) row -> operator.apply(Operand.decimal(row, 0)))
                                        .strict()));
    }

    private static EngineFunction rounding(String name, EngineType type, RoundingMode mode) {
        return new ResolvedFunction(
                name, List.of(type, INT), arguments -> rounding(arguments, mode));
    }

    /** With a constant number of decimals, as rounding to a type needs it. */
    static Resolution rounding(BoundArguments arguments, RoundingMode mode) {
        String constant = arguments.constant(1);
        if (constant == null) {
            throw PgException.notSupported(
                    "rounding a numeric to a number of decimals that is not constant",
                    "Round to a constant number of decimals, or cast to numeric(precision, scale).");
        }
        int decimals = Integer.parseInt(constant);
        int scale = Math.clamp(decimals, 0, NumericScale.WIDTH - 1);
        return new Resolution(
                Operand.rounded(arguments.type(0), scale),
                ((RowFunction)
                                row ->
                                        Operand.decimal(row, 0)
                                                .setScale(Math.min(decimals, scale), mode)
                                                .setScale(scale))
                        .strict());
    }
}
