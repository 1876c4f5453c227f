package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.HUGEINT;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.REAL;
import static dev.duckspace.gateway.functions.Definitions.SMALLINT;
import static dev.duckspace.gateway.functions.Definitions.decimal;
import static dev.duckspace.gateway.functions.Definitions.function;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.NativeMath;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.functions.Operand.Kind;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.NumericScale;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/** Functions of numbers with PostgreSQL's types and digits. */
final class MathFunctions {
    private static final int POWER_DECIMALS = 16;
    private static final BigInteger MAX_INT = BigInteger.valueOf(Integer.MAX_VALUE);

    private MathFunctions() {}

    static List<EngineFunction> all() {
        List<EngineFunction> functions = new ArrayList<>();
        roots(functions);
        rounding(functions);
        divisors(functions);
        scales(functions);
        functions.add(
                function("factorial", HUGEINT, List.of(BIGINT), row -> factorial(row.number(0))));
        return functions;
    }

    private static void roots(List<EngineFunction> functions) {
        functions.add(NumericFunction.unary("sqrt", MathFunctions::sqrt, NumericMath::sqrt));
        functions.add(NumericFunction.unary("exp", MathFunctions::exp, NumericMath::exp));
        functions.add(NumericFunction.unary("ln", MathFunctions::ln, NumericMath::ln));
        for (String name : List.of("log", "log10")) {
            functions.add(
                    NumericFunction.unary(
                            name, x -> log10(x), x -> NumericMath.log(BigDecimal.TEN, x)));
        }
        functions.add(logOfBase());
        for (String name : List.of("power", "pow", "^")) {
            functions.add(NumericFunction.binary(name, MathFunctions::power, NumericMath::power));
            functions.add(wholePower(name));
        }
        for (EngineType type : List.of(DOUBLE, INT, BIGINT)) {
            functions.add(
                    function("sqrt", DOUBLE, List.of(type), row -> sqrt(Operand.real(row, 0))));
            functions.add(function("exp", DOUBLE, List.of(type), row -> exp(Operand.real(row, 0))));
            functions.add(function("ln", DOUBLE, List.of(type), row -> ln(Operand.real(row, 0))));
            functions.add(
                    function("log", DOUBLE, List.of(type), row -> log10(Operand.real(row, 0))));
            functions.add(
                    function("log10", DOUBLE, List.of(type), row -> log10(Operand.real(row, 0))));
            for (String name : List.of("power", "pow", "^")) {
                functions.add(
                        function(
                                name,
                                DOUBLE,
                                List.of(type, type),
                                row -> power(Operand.real(row, 0), Operand.real(row, 1))));
            }
        }
        functions.add(function("|/", DOUBLE, List.of(DOUBLE), row -> sqrt(row.real(0))));
        functions.add(function("||/", DOUBLE, List.of(DOUBLE), row -> cbrt(row.real(0))));
        functions.add(function("cbrt", DOUBLE, List.of(DOUBLE), row -> cbrt(row.real(0))));
    }

    /** A whole power of a numeric has sixteen decimals, whatever its value. */
    private static ResolvedFunction wholePower(String name) {
        return new ResolvedFunction(
                name,
                List.of(ANY, INT),
                arguments -> {
                    EngineType base = arguments.type(0);
                    if (base instanceof EngineType.Decimal of
                            && of.alias() == null
                            && of.scale() <= POWER_DECIMALS) {
                        return new Resolution(
                                decimal(38, POWER_DECIMALS),
                                ((RowFunction)
                                                row ->
                                                        NumericMath.power(
                                                                Operand.decimal(row, 0),
                                                                row.decimal(1)))
                                        .strict());
                    }
                    return NumericFunction.binary(
                            arguments, name, MathFunctions::power, NumericMath::power);
                });
    }

    /** Both are taken for numeric, as there is no such function of doubles. */
    private static ResolvedFunction logOfBase() {
        return new ResolvedFunction(
                "log",
                List.of(ANY, ANY),
                arguments -> {
                    for (EngineType type : arguments.types()) {
                        Kind kind = Operand.kind(type);
                        if (kind.isFloat() || !(kind.isNumber() || kind == Kind.UNKNOWN)) {
                            throw FunctionErrors.undefined(
                                    "log", arguments.type(0), arguments.type(1));
                        }
                    }
                    return NumericFunction.exact(
                            arguments, list -> NumericMath.log(list.getFirst(), list.getLast()));
                });
    }

    private static double sqrt(double value) {
        if (value < 0) {
            throw new PgException(
                    SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION,
                    "cannot take square root of a negative number");
        }
        return Math.sqrt(value);
    }

    private static double cbrt(double value) {
        return NativeMath.cbrt(value);
    }

    private static double exp(double value) {
        double result = NativeMath.exp(value);
        if (result == 0 && !Double.isInfinite(value)) {
            throw new PgException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: underflow");
        }
        return Floats.result(result, value);
    }

    private static double ln(double value) {
        requirePositive(value);
        return NativeMath.log(value);
    }

    private static double log10(double value) {
        requirePositive(value);
        return NativeMath.log10(value);
    }

    private static void requirePositive(double value) {
        if (value <= 0) {
            throw new PgException(
                    SqlState.INVALID_ARGUMENT_FOR_LOG,
                    value == 0
                            ? "cannot take logarithm of zero"
                            : "cannot take logarithm of a negative number");
        }
    }

    private static double power(double base, double exponent) {
        if (base == 0 && exponent < 0) {
            throw new PgException(
                    SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION,
                    "zero raised to a negative power is undefined");
        }
        if (base < 0 && Math.rint(exponent) != exponent) {
            throw new PgException(
                    SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION,
                    "a negative number raised to a non-integer power yields a complex result");
        }
        if (base == 1 || exponent == 0) {
            return 1;
        }
        double result = NativeMath.pow(base, exponent);
        if (Double.isInfinite(result) && Double.isFinite(base) && Double.isFinite(exponent)) {
            throw Floats.overflow();
        }
        return result;
    }

    private static void rounding(List<EngineFunction> functions) {
        functions.add(function("round", DOUBLE, List.of(DOUBLE), row -> Math.rint(row.real(0))));
        functions.add(function("round", DOUBLE, List.of(REAL), row -> Math.rint(row.real(0))));
        functions.add(function("sign", DOUBLE, List.of(REAL), row -> sign(row.real(0))));
        for (String name : List.of("ceil", "ceiling")) {
            functions.add(function(name, DOUBLE, List.of(REAL), row -> Math.ceil(row.real(0))));
        }
        functions.add(function("floor", DOUBLE, List.of(REAL), row -> Math.floor(row.real(0))));
        functions.add(
                function(
                        "trunc",
                        DOUBLE,
                        List.of(REAL),
                        row -> row.real(0) < 0 ? Math.ceil(row.real(0)) : Math.floor(row.real(0))));
        for (EngineType type : List.of(SMALLINT, INT, BIGINT)) {
            for (String name : List.of("round", "trunc", "ceil", "ceiling", "floor")) {
                functions.add(function(name, DOUBLE, List.of(type), row -> (double) row.number(0)));
            }
            functions.add(
                    function("sign", DOUBLE, List.of(type), row -> Long.signum(row.number(0))));
            functions.add(
                    new ResolvedFunction(
                            "round",
                            List.of(type, INT),
                            a -> QuotientOperators.rounding(a, RoundingMode.HALF_UP)));
            functions.add(
                    new ResolvedFunction(
                            "trunc",
                            List.of(type, INT),
                            a -> QuotientOperators.rounding(a, RoundingMode.DOWN)));
        }
        functions.add(function("sign", DOUBLE, List.of(DOUBLE), row -> sign(row.real(0))));
        functions.add(
                new ResolvedFunction(
                        "sign",
                        List.of(ANY),
                        arguments -> {
                            if (Operand.kind(arguments.type(0)) != Kind.NUMERIC) {
                                throw FunctionErrors.undefined("sign", arguments.type(0));
                            }
                            return new Resolution(
                                    decimal(1, 0),
                                    ((RowFunction)
                                                    row ->
                                                            BigDecimal.valueOf(
                                                                    row.decimal(0).signum()))
                                            .strict());
                        }));
    }

    /** Of NaN zero, since it is neither above nor below it. */
    private static double sign(double value) {
        return value > 0 ? 1 : value < 0 ? -1 : 0;
    }

    private static void divisors(List<EngineFunction> functions) {
        for (List<EngineType> types :
                List.of(
                        List.of(SMALLINT, SMALLINT),
                        List.of(SMALLINT, INT),
                        List.of(INT, SMALLINT))) {
            functions.add(
                    function(
                            "gcd",
                            INT,
                            types,
                            row -> inRange(INT, row.integral(0).gcd(row.integral(1)))));
            functions.add(
                    function(
                            "lcm",
                            INT,
                            types,
                            row -> inRange(INT, lcm(row.integral(0), row.integral(1)))));
        }
        for (EngineType type : List.of(INT, BIGINT)) {
            functions.add(
                    function(
                            "gcd",
                            type,
                            List.of(type, type),
                            row -> inRange(type, row.integral(0).gcd(row.integral(1)))));
            functions.add(
                    function(
                            "lcm",
                            type,
                            List.of(type, type),
                            row -> inRange(type, lcm(row.integral(0), row.integral(1)))));
        }
        functions.add(exact("gcd", MathFunctions::gcd));
        functions.add(exact("lcm", MathFunctions::lcm));
        functions.add(
                new ResolvedFunction(
                        "div",
                        List.of(ANY, ANY),
                        arguments ->
                                new Resolution(
                                        quotient(arguments),
                                        ((RowFunction)
                                                        row ->
                                                                NumericMath.div(
                                                                        Operand.decimal(row, 0),
                                                                        Operand.decimal(row, 1)))
                                                .strict())));
    }

    /** Of constants as wide as it is. */
    private static EngineType quotient(BoundArguments arguments) {
        BigDecimal dividend = Operand.constant(arguments.type(0), arguments.constant(0));
        BigDecimal divisor = Operand.constant(arguments.type(1), arguments.constant(1));
        if (dividend != null && divisor != null && divisor.signum() != 0) {
            EngineType type = Operand.typeOf(NumericMath.div(dividend, divisor));
            return type == null ? decimal(38, 0) : type;
        }
        int decimals = arguments.type(1) instanceof EngineType.Decimal of ? of.scale() : 0;
        EngineType.Decimal whole = Operand.rounded(arguments.type(0), 0);
        return decimal(Math.min(38, whole.width() + decimals), 0);
    }

    private static ResolvedFunction exact(String name, BinaryOperator<BigDecimal> function) {
        return new ResolvedFunction(
                name,
                List.of(ANY, ANY),
                arguments -> {
                    for (EngineType type : arguments.types()) {
                        Kind kind = Operand.kind(type);
                        if (kind.isFloat() || !(kind.isNumber() || kind == Kind.UNKNOWN)) {
                            throw FunctionErrors.undefined(
                                    name, arguments.type(0), arguments.type(1));
                        }
                    }
                    return arguments.types().stream().allMatch(t -> Operand.kind(t).isInteger())
                            ? bigint(function)
                            : fixedScale(arguments, function);
                });
    }

    private static Resolution bigint(BinaryOperator<BigDecimal> function) {
        return new Resolution(
                BIGINT,
                ((RowFunction)
                                row ->
                                        inRange(
                                                BIGINT,
                                                function.apply(row.decimal(0), row.decimal(1))
                                                        .toBigInteger()))
                        .strict());
    }

    /** With as many decimals as the argument that has more. */
    private static Resolution fixedScale(
            BoundArguments arguments, BinaryOperator<BigDecimal> function) {
        BigDecimal a = Operand.constant(arguments.type(0), arguments.constant(0));
        BigDecimal b = Operand.constant(arguments.type(1), arguments.constant(1));
        EngineType exact = a == null || b == null ? null : Operand.typeOf(function.apply(a, b));
        int scale = 0;
        for (EngineType type : arguments.types()) {
            scale = Math.max(scale, type instanceof EngineType.Decimal of ? of.scale() : 0);
        }
        return new Resolution(
                exact != null ? exact : decimal(38, scale),
                ((RowFunction) row -> function.apply(row.decimal(0), row.decimal(1))).strict());
    }

    private static BigDecimal gcd(BigDecimal a, BigDecimal b) {
        int scale = Math.max(a.scale(), b.scale());
        return new BigDecimal(
                a.setScale(scale).unscaledValue().gcd(b.setScale(scale).unscaledValue()), scale);
    }

    private static BigDecimal lcm(BigDecimal a, BigDecimal b) {
        int scale = Math.max(a.scale(), b.scale());
        return new BigDecimal(
                lcm(a.setScale(scale).unscaledValue(), b.setScale(scale).unscaledValue()), scale);
    }

    private static BigInteger lcm(BigInteger a, BigInteger b) {
        return a.signum() == 0 || b.signum() == 0
                ? BigInteger.ZERO
                : a.divide(a.gcd(b)).multiply(b).abs();
    }

    private static BigInteger inRange(EngineType type, BigInteger value) {
        boolean fits =
                type.equals(INT) ? value.compareTo(MAX_INT) <= 0 : value.bitLength() < Long.SIZE;
        if (!fits) {
            throw new PgException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                    FunctionErrors.name(type) + " out of range");
        }
        return value;
    }

    private static BigInteger factorial(long n) {
        if (n < 0) {
            throw new PgException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                    "factorial of a negative number is undefined");
        }
        if (n > 33) {
            throw n > 32_177
                    ? new PgException(
                            SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format")
                    : NumericMath.notStored();
        }
        BigInteger product = BigInteger.ONE;
        for (long i = 2; i <= n; i++) {
            product = product.multiply(BigInteger.valueOf(i));
        }
        return product;
    }

    private static void scales(List<EngineFunction> functions) {
        functions.add(numeric("scale", INT, row -> Operand.decimal(row, 0).scale()));
        functions.add(
                numeric(
                        "min_scale",
                        INT,
                        row -> NumericScale.TRIMMED.shown(row.decimal(0)).scale()));
        functions.add(
                new ResolvedFunction(
                        "trim_scale",
                        List.of(ANY),
                        arguments -> {
                            requireExact("trim_scale", arguments);
                            return NumericFunction.trimmed(arguments);
                        }));
    }

    private static ResolvedFunction numeric(String name, EngineType result, RowFunction body) {
        return new ResolvedFunction(
                name,
                List.of(ANY),
                arguments -> {
                    requireExact(name, arguments);
                    return new Resolution(result, body.strict());
                });
    }

    private static void requireExact(String name, BoundArguments arguments) {
        Kind kind = Operand.kind(arguments.type(0));
        if (kind.isFloat() || !(kind.isNumber() || kind == Kind.UNKNOWN)) {
            throw FunctionErrors.undefined(name, arguments.type(0));
        }
    }
}
