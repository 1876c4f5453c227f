package dev.duckspace.gateway.functions;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Exponential and logarithm of decimals, to any number of decimals and some more. */
final class Transcendental {
    private static final int GUARD = 12;
    private static final int HALVINGS = 16;
    private static final double LOG10_E = 0.4343;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private Transcendental() {}

    /**
     * @param scale decimals of the result that are right
     */
    static BigDecimal exp(BigDecimal value, int scale) {
        double digits = value.doubleValue() * LOG10_E;
        if (digits < -(scale + GUARD)) {
            return BigDecimal.ZERO;
        }
        if (value.signum() < 0) {
            // The series of a negative value loses digits between its terms of both signs.
            MathContext context = new MathContext(scale + GUARD, RoundingMode.HALF_EVEN);
            return BigDecimal.ONE.divide(exp(value.negate(), scale + GUARD), context);
        }
        int whole = (int) digits + 1;
        MathContext context =
                new MathContext(scale + whole + GUARD + HALVINGS, RoundingMode.HALF_EVEN);
        BigDecimal small = value.divide(TWO.pow(HALVINGS), context);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        BigDecimal enough = BigDecimal.ONE.movePointLeft(context.getPrecision() + 1);
        for (int i = 1; term.abs().compareTo(enough) > 0; i++) {
            term = term.multiply(small, context).divide(BigDecimal.valueOf(i), context);
            sum = sum.add(term, context);
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.multiply(sum, context);
        }
        return sum;
    }

    /** Of a positive value. */
    static BigDecimal ln(BigDecimal value, int scale) {
        if (value.compareTo(BigDecimal.ONE) == 0) {
            return BigDecimal.ZERO;
        }
        // Near one the result is small: digits are counted from its first.
        int small = Math.max(0, value.subtract(BigDecimal.ONE).scale());
        MathContext context = new MathContext(scale + GUARD + 8 + small, RoundingMode.HALF_EVEN);
        int tens = value.precision() - value.scale() - 1;
        BigDecimal mantissa = value;
        BigDecimal sum = BigDecimal.ZERO;
        if (Math.abs(tens) > 0) {
            mantissa = value.movePointLeft(tens);
            sum = lnOfTen(context).multiply(BigDecimal.valueOf(tens), context);
        }
        int roots = 0;
        while (mantissa.subtract(BigDecimal.ONE).abs().compareTo(new BigDecimal("0.05")) > 0) {
            mantissa = mantissa.sqrt(context);
            roots++;
        }
        BigDecimal part = lnNearOne(mantissa, context);
        return sum.add(part.multiply(new BigDecimal(BigInteger.TWO.pow(roots)), context), context);
    }

    private static BigDecimal lnOfTen(MathContext context) {
        BigDecimal root = BigDecimal.TEN;
        int roots = 0;
        while (root.subtract(BigDecimal.ONE).compareTo(new BigDecimal("0.05")) > 0) {
            root = root.sqrt(context);
            roots++;
        }
        return lnNearOne(root, context)
                .multiply(new BigDecimal(BigInteger.TWO.pow(roots)), context);
    }

    /** Twice the series of the area tangent of (x - 1) / (x + 1). */
    private static BigDecimal lnNearOne(BigDecimal value, MathContext context) {
        BigDecimal ratio =
                value.subtract(BigDecimal.ONE).divide(value.add(BigDecimal.ONE), context);
        BigDecimal square = ratio.multiply(ratio, context);
        BigDecimal power = ratio;
        BigDecimal sum = ratio;
        BigDecimal enough = BigDecimal.ONE.movePointLeft(context.getPrecision() + 1);
        for (int i = 3; power.abs().compareTo(enough) > 0; i += 2) {
            power = power.multiply(square, context);
            sum = sum.add(power.divide(BigDecimal.valueOf(i), context), context);
        }
        return sum.multiply(TWO, context);
    }
}
