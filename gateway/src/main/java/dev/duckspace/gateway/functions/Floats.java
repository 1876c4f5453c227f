package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** Arithmetic of real and double precision that fails where a finite value has no result. */
final class Floats {
    private Floats() {}

    static double divide(double dividend, double divisor) {
        if (divisor == 0 && !Double.isNaN(dividend)) {
            throw NumericMath.divisionByZero();
        }
        return product(
                dividend / divisor, dividend, divisor, dividend == 0 || Double.isInfinite(divisor));
    }

    static float divide(float dividend, float divisor) {
        if (divisor == 0 && !Float.isNaN(dividend)) {
            throw NumericMath.divisionByZero();
        }
        float result = dividend / divisor;
        requireInRange(
                result,
                Float.isFinite(dividend) && Float.isFinite(divisor),
                dividend == 0 || Float.isInfinite(divisor));
        return result;
    }

    static double add(double a, double b) {
        return checked(a + b, a, b);
    }

    static double subtract(double a, double b) {
        return checked(a - b, a, b);
    }

    static double multiply(double a, double b) {
        return product(a * b, a, b, a == 0 || b == 0);
    }

    /** A result of reals, whose product is exact in double precision. */
    static float single(double result, double a, double b) {
        float single = (float) result;
        requireInRange(single, Double.isFinite(a) && Double.isFinite(b), result == 0);
        return single;
    }

    private static double checked(double result, double a, double b) {
        if (Double.isInfinite(result) && Double.isFinite(a) && Double.isFinite(b)) {
            throw overflow();
        }
        return result;
    }

    private static double product(double result, double a, double b, boolean zeroIsRight) {
        requireInRange(result, Double.isFinite(a) && Double.isFinite(b), zeroIsRight);
        return result;
    }

    private static void requireInRange(double result, boolean finite, boolean zeroIsRight) {
        if (Double.isInfinite(result) && finite) {
            throw overflow();
        }
        if (result == 0 && !zeroIsRight) {
            throw new PgException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: underflow");
        }
    }

    /** Of a function's result, whose argument was finite. */
    static double result(double result, double argument) {
        if (Double.isInfinite(result) && Double.isFinite(argument)) {
            throw overflow();
        }
        return result;
    }

    static PgException overflow() {
        return new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
    }
}
