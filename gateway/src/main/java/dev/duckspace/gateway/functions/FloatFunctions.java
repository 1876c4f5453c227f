package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.REAL;
import static dev.duckspace.gateway.functions.Definitions.function;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Arithmetic and trigonometry of double precision. */
final class FloatFunctions {
    private FloatFunctions() {}

    private static final double RADIANS_IN_DEGREE = 0.017453292519943295;

    static List<EngineFunction> all() {
        List<EngineFunction> functions = new ArrayList<>();
        arithmetic(functions, "+", Floats::add);
        arithmetic(functions, "-", Floats::subtract);
        arithmetic(functions, "*", Floats::multiply);
        singles(functions, "+", Floats::add);
        singles(functions, "-", Floats::subtract);
        singles(functions, "*", Floats::multiply);
        functions.add(unary("degrees", value -> Floats.divide(value, RADIANS_IN_DEGREE)));
        functions.add(unary("radians", value -> Floats.multiply(value, RADIANS_IN_DEGREE)));
        functions.add(unary("sind", Degrees::sin));
        functions.add(unary("cosd", Degrees::cos));
        functions.add(unary("tand", Degrees::tan));
        functions.add(unary("cotd", Degrees::cot));
        functions.add(unary("asind", value -> Degrees.arcSin(inUnit(value))));
        functions.add(unary("acosd", value -> Degrees.arcCos(inUnit(value))));
        functions.add(unary("atand", Degrees::arcTan));
        functions.add(
                function(
                        "atan2d",
                        DOUBLE,
                        List.of(DOUBLE, DOUBLE),
                        row -> Degrees.arcTan(row.real(0), row.real(1))));
        return functions;
    }

    /** Of doubles; a real beside an integer or a double is a double as well. */
    private static void arithmetic(
            List<EngineFunction> functions, String name, DoubleBinaryOperator operator) {
        for (List<EngineType> types :
                List.of(
                        List.of(DOUBLE, DOUBLE),
                        List.of(REAL, DOUBLE),
                        List.of(DOUBLE, REAL),
                        List.of(REAL, INT),
                        List.of(INT, REAL))) {
            functions.add(
                    function(
                            name,
                            DOUBLE,
                            types,
                            row ->
                                    operator.applyAsDouble(
                                            Operand.real(row, 0), Operand.real(row, 1))));
        }
    }

    private static void singles(
            List<EngineFunction> functions, String name, DoubleBinaryOperator operator) {
        functions.add(
                function(
                        name,
                        REAL,
                        List.of(REAL, REAL),
                        row -> {
                            double a = row.real(0);
                            double b = row.real(1);
                            // Exact as a double but for the last rounding, or rounded harmlessly.
                            return Floats.single(operator.applyAsDouble(a, b), a, b);
                        }));
    }

    private static EngineFunction unary(String name, DoubleUnaryOperator operator) {
        return function(name, DOUBLE, List.of(DOUBLE), row -> operator.applyAsDouble(row.real(0)));
    }

    private static double inUnit(double value) {
        if (value < -1 || value > 1) {
            throw new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "input is out of range");
        }
        return value;
    }
}
