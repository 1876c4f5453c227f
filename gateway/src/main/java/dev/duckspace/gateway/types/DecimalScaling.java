package dev.duckspace.gateway.types;

import java.math.BigInteger;

/**
 * Powers of ten as 126-bit fractions, for finding the shortest decimal of a binary floating-point
 * number (R. Giulietti, "The Schubfach way to render doubles").
 *
 * <p>For each k the table holds g = floor(10^-k / 2^r) + 1 with 2^125 <= g < 2^126, split into two
 * halves of 63 bits.
 */
final class DecimalScaling {
    static final int MIN_EXPONENT = -324;
    static final int MAX_EXPONENT = 292;

    private static final long MASK_63 = (1L << 63) - 1;
    private static final long[] HALVES = computeHalves();

    private DecimalScaling() {}

    /** floor(log10(2^exponent)), for |exponent| below 2,000. */
    static int floorLog10OfPow2(int exponent) {
        return (int) ((exponent * 661_971_961_083L) >> 41);
    }

    /** floor(log10(3/4 * 2^exponent)), for |exponent| below 2,000. */
    static int floorLog10OfThreeQuartersPow2(int exponent) {
        return (int) ((exponent * 661_971_961_083L - 274_743_187_321L) >> 41);
    }

    /** floor(log2(10^exponent)), for |exponent| below 400. */
    static int floorLog2OfPow10(int exponent) {
        return (int) ((exponent * 913_124_641_741L) >> 38);
    }

    static long upperHalf(int k) {
        return HALVES[(k - MIN_EXPONENT) << 1];
    }

    static long lowerHalf(int k) {
        return HALVES[((k - MIN_EXPONENT) << 1) + 1];
    }

    /** floor(g * scaled / 2^127), the lowest bit set when anything was cut off. */
    static long scale(long upper, long lower, long scaled) {
        long carry = ((upper * scaled) >>> 1) + Math.multiplyHigh(lower, scaled);
        long whole = Math.multiplyHigh(upper, scaled) + (carry >>> 63);
        return whole | (((carry & MASK_63) + MASK_63) >>> 63);
    }

    private static long[] computeHalves() {
        long[] halves = new long[(MAX_EXPONENT - MIN_EXPONENT + 1) << 1];
        BigInteger mask = BigInteger.valueOf(MASK_63);
        for (int k = MIN_EXPONENT; k <= MAX_EXPONENT; k++) {
            BigInteger g = fraction(-k);
            int slot = (k - MIN_EXPONENT) << 1;
            halves[slot] = g.shiftRight(63).longValueExact();
            halves[slot + 1] = g.and(mask).longValueExact();
        }
        return halves;
    }

    private static BigInteger fraction(int exponent) {
        int shift = 125 - floorLog2OfPow10(exponent);
        BigInteger power = BigInteger.TEN.pow(Math.abs(exponent));
        BigInteger floor =
                exponent >= 0
                        ? (shift >= 0 ? power.shiftLeft(shift) : power.shiftRight(-shift))
                        : BigInteger.ONE.shiftLeft(shift).divide(power);
        return floor.add(BigInteger.ONE);
    }
}
