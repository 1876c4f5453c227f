package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.NumericScale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * PostgreSQL's arithmetic on numeric: results with its number of decimals, rounded half away from
 * zero. Scales of arguments are the decimals that they are shown with.
 */
final class NumericMath {
    private static final int MIN_DIGITS = 16;
    private static final int MAX_SCALE = 1000;
    private static final int STEP = 4;
    private static final double LOG10_E = 0.434294481903252;
    private static final double LN_10 = 2.302585092994046;

    private NumericMath() {}

    static PgException divisionByZero() {
        return new PgException(SqlState.DIVISION_BY_ZERO, "division by zero");
    }

    /** The decimals of a quotient. */
    static int divisionScale(BigDecimal dividend, BigDecimal divisor) {
        int weight = NumericScale.weight(dividend) - NumericScale.weight(divisor);
        if (firstDigit(dividend) <= firstDigit(divisor)) {
            weight--;
        }
        return within(MIN_DIGITS - STEP * weight, dividend, divisor);
    }

    private static int within(int scale, BigDecimal... arguments) {
        int result = Math.max(0, scale);
        for (BigDecimal argument : arguments) {
            result = Math.max(result, argument.scale());
        }
        return Math.min(result, MAX_SCALE);
    }

    /** To the base of 10,000. */
    private static int firstDigit(BigDecimal value) {
        return value.movePointLeft(STEP * NumericScale.weight(value)).abs().intValue();
    }

    static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw divisionByZero();
        }
        return dividend.divide(divisor, divisionScale(dividend, divisor), RoundingMode.HALF_UP);
    }

    /** The integer part of a quotient. */
    static BigDecimal div(BigDecimal dividend, BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw divisionByZero();
        }
        return dividend.divide(divisor, 0, RoundingMode.DOWN);
    }

    static BigDecimal mod(BigDecimal dividend, BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw divisionByZero();
        }
        BigDecimal whole = dividend.divide(divisor, 0, RoundingMode.DOWN);
        return dividend.subtract(whole.multiply(divisor))
                .setScale(Math.max(dividend.scale(), divisor.scale()), RoundingMode.UNNECESSARY);
    }

    static BigDecimal sqrt(BigDecimal value) {
        if (value.signum() < 0) {
            throw new PgException(
                    SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION,
                    "cannot take square root of a negative number");
        }
        int weight = (NumericScale.weight(value) + 1) * STEP / 2 - 1;
        return root(value, within(MIN_DIGITS - weight, value));
    }

    /** The square root with so many decimals. */
    static BigDecimal root(BigDecimal value, int scale) {
        int digits = Math.max(1, (value.precision() - value.scale()) / 2 + 1 + scale + 3);
        return value.sqrt(new MathContext(digits, RoundingMode.DOWN))
                .setScale(scale, RoundingMode.HALF_UP);
    }

    static BigDecimal exp(BigDecimal value) {
        double digits = value.doubleValue() * LOG10_E;
        digits = Math.max(-MAX_SCALE, Math.min(MAX_SCALE, digits));
        int scale = within(MIN_DIGITS - (int) digits, value);
        if (digits > 40) {
            throw notStored();
        }
        if (digits <= -MAX_SCALE) {
            return BigDecimal.ZERO.setScale(MAX_SCALE);
        }
        return Transcendental.exp(value, scale).setScale(scale, RoundingMode.HALF_UP);
    }

    static BigDecimal ln(BigDecimal value) {
        requirePositive(value);
        int scale = within(MIN_DIGITS - lnWeight(value), value);
        return Transcendental.ln(value, scale).setScale(scale, RoundingMode.HALF_UP);
    }

    static BigDecimal log(BigDecimal base, BigDecimal value) {
        requirePositive(base);
        requirePositive(value);
        int scale = within(MIN_DIGITS - (lnWeight(value) - lnWeight(base)), base, value);
        BigDecimal divisor = Transcendental.ln(base, scale + 12);
        if (divisor.signum() == 0) {
            throw divisionByZero();
        }
        return Transcendental.ln(value, scale + 12).divide(divisor, scale, RoundingMode.HALF_UP);
    }

    private static void requirePositive(BigDecimal value) {
        if (value.signum() == 0) {
            throw new PgException(
                    SqlState.INVALID_ARGUMENT_FOR_LOG, "cannot take logarithm of zero");
        }
        if (value.signum() < 0) {
            throw new PgException(
                    SqlState.INVALID_ARGUMENT_FOR_LOG,
                    "cannot take logarithm of a negative number");
        }
    }

    /** An estimate of the decimal weight of the natural logarithm. */
    private static int lnWeight(BigDecimal value) {
        if (value.compareTo(new BigDecimal("0.9")) >= 0
                && value.compareTo(new BigDecimal("1.1")) <= 0) {
            BigDecimal difference = value.subtract(BigDecimal.ONE);
            return difference.signum() == 0
                    ? 0
                    : NumericScale.weight(difference) * STEP
                            + (int) Math.log10(firstDigit(difference));
        }
        int weight = NumericScale.weight(value);
        double digits = firstDigit(value);
        int power = weight * STEP;
        if (value.stripTrailingZeros().scale() > -STEP * weight) {
            digits = value.movePointLeft(STEP * (weight - 1)).intValue();
            power -= STEP;
        }
        return (int) Math.log10(Math.abs(Math.log(digits) + power * LN_10));
    }

    static BigDecimal power(BigDecimal base, BigDecimal exponent) {
        if (base.signum() == 0 && exponent.signum() < 0) {
            throw new PgException(
                    SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION,
                    "zero raised to a negative power is undefined");
        }
        BigDecimal whole = exponent.stripTrailingZeros();
        if (whole.scale() <= 0 && whole.abs().compareTo(BigDecimal.valueOf(1_000_000)) < 0) {
            return power(base, whole.intValueExact());
        }
        if (base.signum() < 0) {
            throw new PgException(
                    SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION,
                    "a negative number raised to a non-integer power yields a complex result");
        }
        if (base.signum() == 0) {
            return BigDecimal.ZERO.setScale(MIN_DIGITS);
        }
        double digits = Math.log10(base.doubleValue()) * exponent.doubleValue();
        if (digits > 40) {
            throw notStored();
        }
        if (digits < -MAX_SCALE) {
            return BigDecimal.ZERO.setScale(MAX_SCALE);
        }
        int scale = within(MIN_DIGITS - (int) digits, base, exponent);
        BigDecimal logarithm = Transcendental.ln(base, scale + 20).multiply(exponent);
        return Transcendental.exp(logarithm, scale).setScale(scale, RoundingMode.HALF_UP);
    }

    private static BigDecimal power(BigDecimal base, int exponent) {
        int scale = within(MIN_DIGITS, base);
        if (base.signum() != 0
                && Math.log10(base.abs().doubleValue()) * exponent > NumericScale.WIDTH + 2) {
            throw notStored();
        }
        MathContext precise = new MathContext(NumericScale.WIDTH * 3);
        BigDecimal power = base.pow(Math.abs(exponent), precise);
        return exponent >= 0
                ? power.setScale(scale, RoundingMode.HALF_UP)
                : BigDecimal.ONE.divide(power, scale, RoundingMode.HALF_UP);
    }

    /** A result that PostgreSQL has, but no decimal of the engine. */
    static PgException notStored() {
        return PgException.notSupported(
                "a numeric of more than 38 digits cannot be stored",
                "Cast an argument to double precision, or round the result.");
    }
}
