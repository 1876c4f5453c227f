package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.functions.Operand.Kind;
import dev.duckspace.gateway.types.NumericScale;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/**
 * Functions that PostgreSQL has for double precision and for numeric: integers go to the first,
 * decimals to the second, and a result has the decimals that its value calls for.
 */
final class NumericFunction {
    private NumericFunction() {}

    /** On lists of decimals. */
    interface Exact extends Function<List<BigDecimal>, BigDecimal> {}

    static ResolvedFunction unary(
            String name, DoubleUnaryOperator real, Function<BigDecimal, BigDecimal> exact) {
        return new ResolvedFunction(
                name,
                List.of(ANY),
                arguments ->
                        isExact(name, arguments)
                                ? exact(arguments, list -> exact.apply(list.getFirst()))
                                : real(row -> real.applyAsDouble(Operand.real(row, 0))));
    }

    static ResolvedFunction binary(
            String name, DoubleBinaryOperator real, BinaryOperator<BigDecimal> exact) {
        return new ResolvedFunction(
                name, List.of(ANY, ANY), arguments -> binary(arguments, name, real, exact));
    }

    static Resolution binary(
            BoundArguments arguments,
            String name,
            DoubleBinaryOperator real,
            BinaryOperator<BigDecimal> exact) {
        return isExact(name, arguments)
                ? exact(arguments, list -> exact.apply(list.getFirst(), list.getLast()))
                : real(row -> real.applyAsDouble(Operand.real(row, 0), Operand.real(row, 1)));
    }

    private static Resolution real(RowFunction body) {
        return new Resolution(DOUBLE, body.strict());
    }

    /** Whether a numeric takes part, and no double. */
    private static boolean isExact(String name, BoundArguments arguments) {
        boolean numeric = false;
        boolean real = false;
        for (EngineType type : arguments.types()) {
            Kind kind = Operand.kind(type);
            if (!kind.isNumber() && kind != Kind.UNKNOWN) {
                throw FunctionErrors.undefined(name, arguments.types().toArray(new EngineType[0]));
            }
            numeric |= kind == Kind.NUMERIC;
            real |= kind.isFloat();
        }
        return numeric && !real;
    }

    /** Of constants the very result's type, of columns one that shows each value's decimals. */
    static Resolution exact(BoundArguments arguments, Exact function) {
        List<BigDecimal> constants = constants(arguments);
        if (constants.size() == arguments.count()) {
            BigDecimal value = function.apply(constants);
            EngineType.Decimal type = Operand.typeOf(value);
            if (type == null) {
                throw NumericMath.notStored();
            }
            return new Resolution(type, ((RowFunction) row -> value).strict());
        }
        int count = arguments.count();
        return new Resolution(
                Operand.quotient(),
                ((RowFunction)
                                row -> {
                                    BigDecimal[] values = new BigDecimal[count];
                                    for (int i = 0; i < count; i++) {
                                        values[i] = Operand.decimal(row, i);
                                    }
                                    return Operand.stored(function.apply(List.of(values)));
                                })
                        .strict());
    }

    /** The same value without zeros at its end. */
    static Resolution trimmed(BoundArguments arguments) {
        BigDecimal constant = Operand.constant(arguments.type(0), arguments.constant(0));
        if (constant != null) {
            BigDecimal value = NumericScale.TRIMMED.shown(constant);
            EngineType.Decimal type = Operand.typeOf(value);
            if (type != null) {
                return new Resolution(type, ((RowFunction) row -> value).strict());
            }
        }
        return new Resolution(
                Operand.of(NumericScale.TRIMMED),
                ((RowFunction) row -> Operand.stored(row.decimal(0), NumericScale.TRIMMED))
                        .strict());
    }

    /** All arguments, when all are constants that are not NULL; else fewer. */
    private static List<BigDecimal> constants(BoundArguments arguments) {
        List<BigDecimal> values = new ArrayList<>();
        for (int i = 0; i < arguments.count(); i++) {
            BigDecimal value = Operand.constant(arguments.type(i), arguments.constant(i));
            if (value == null) {
                return List.of();
            }
            values.add(value);
        }
        return List.copyOf(values);
    }
}
