package dev.duckspace.gateway.types;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floating-point numbers rounded to a fixed number of significant digits, as PostgreSQL prints them
 * with extra_float_digits of 0 or less: C's {@code %.15g}. Slow and seldom asked for.
 */
final class FloatPrecision {
    private static final int DOUBLE_DIGITS = 15;
    private static final int FLOAT_DIGITS = 6;

    private FloatPrecision() {}

    static String text(double value, int extraFloatDigits) {
        return rounded(value, Math.max(1, DOUBLE_DIGITS + extraFloatDigits));
    }

    static String text(float value, int extraFloatDigits) {
        return rounded((double) value, Math.max(1, FLOAT_DIGITS + extraFloatDigits));
    }

    private static String rounded(double value, int digits) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        if (Double.isInfinite(value)) {
            return sign + "Infinity";
        }
        if (value == 0) {
            return sign + "0";
        }
        BigDecimal rounded =
                new BigDecimal(Math.abs(value))
                        .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                        .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return sign
                + (exponent < -4 || exponent >= digits
                        ? scientific(rounded.unscaledValue().toString(), exponent)
                        : rounded.toPlainString());
    }

    private static String scientific(String digits, int exponent) {
        String mantissa =
                digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        int magnitude = Math.abs(exponent);
        return mantissa + (exponent < 0 ? "e-" : "e+") + (magnitude < 10 ? "0" : "") + magnitude;
    }
}
