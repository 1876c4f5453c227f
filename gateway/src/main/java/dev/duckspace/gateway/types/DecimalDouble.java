package dev.duckspace.gateway.types;

import java.math.BigInteger;

/**
 * The double that is nearest to a decimal number of up to 19 digits, by one multiplication or two
 * of 64 by 128 bits: the digits times a power of five that is kept with its first 128 bits. These
 * are always enough to tell how such a number rounds (Lemire, "Number Parsing at a Gigabyte per
 * Second"; Mushtak and Lemire, "Fast Number Parsing Without Fallback").
 */
final class DecimalDouble {
    /** What is too small or too great for a normal number is left to others. */
    static final double NONE = Double.NaN;

    private static final int MIN_POWER = -342;
    private static final int MAX_POWER = 308;
    private static final int MIN_ROUNDED_POWER = -27;
    private static final int WIDTH = 128;
    private static final int FRACTION_BITS = 52;
    private static final int EXPONENT_BIAS = 1023;
    private static final int EXPONENT_MAX = 0x7FF;
    private static final long BELOW_FRACTION = -1L >>> (FRACTION_BITS + 3);

    // A tie between two doubles is an exact product, which only these powers can give.
    private static final int MIN_TIE_POWER = -4;
    private static final int MAX_TIE_POWER = 23;

    private static final long[] HIGH = new long[MAX_POWER - MIN_POWER + 1];
    private static final long[] LOW = new long[HIGH.length];

    static {
        BigInteger five = BigInteger.valueOf(5);
        for (int power = MIN_POWER; power <= MAX_POWER; power++) {
            BigInteger whole = five.pow(Math.abs(power));
            BigInteger bits = power < 0 ? reciprocal(whole, power) : leading(whole);
            HIGH[power - MIN_POWER] = bits.shiftRight(Long.SIZE).longValue();
            LOW[power - MIN_POWER] = bits.longValue();
        }
    }

    private DecimalDouble() {}

    private static BigInteger leading(BigInteger value) {
        int excess = value.bitLength() - WIDTH;
        return excess > 0 ? value.shiftRight(excess) : value.shiftLeft(-excess);
    }

    /** Where a product can be exact, rounded up; else cut off, as {@link #leading} does. */
    private static BigInteger reciprocal(BigInteger value, int power) {
        int bits = value.subtract(BigInteger.ONE).bitLength();
        int shift = power >= MIN_ROUNDED_POWER ? bits + WIDTH - 1 : 2 * bits + WIDTH;
        BigInteger result = BigInteger.ONE.shiftLeft(shift).divide(value).add(BigInteger.ONE);
        return leading(result);
    }

    /**
     * {@code digits} times ten to the {@code power}.
     *
     * @param digits without a sign, of 64 bits
     * @return {@link #NONE} when it is no normal number
     */
    static double of(long digits, int power) {
        if (digits == 0) {
            return 0;
        }
        if (power < MIN_POWER || power > MAX_POWER) {
            return NONE;
        }
        int leadingZeros = Long.numberOfLeadingZeros(digits);
        long factor = digits << leadingZeros;
        long high = Math.unsignedMultiplyHigh(factor, HIGH[power - MIN_POWER]);
        long low = factor * HIGH[power - MIN_POWER];
        if ((high & BELOW_FRACTION) == BELOW_FRACTION) {
            long more = Math.unsignedMultiplyHigh(factor, LOW[power - MIN_POWER]);
            low += more;
            if (Long.compareUnsigned(more, low) > 0) {
                high++;
            }
        }
        int upper = (int) (high >>> (Long.SIZE - 1));
        int shift = upper + Long.SIZE - FRACTION_BITS - 3;
        long fraction = high >>> shift;
        int exponent = binaryExponent(power) + upper - leadingZeros + EXPONENT_BIAS;
        if (exponent <= 0) {
            return NONE;
        }
        boolean isTie =
                Long.compareUnsigned(low, 1) <= 0
                        && power >= MIN_TIE_POWER
                        && power <= MAX_TIE_POWER
                        && (fraction & 3) == 1
                        && fraction << shift == high;
        if (isTie) {
            fraction &= ~1L;
        }
        fraction = (fraction + (fraction & 1)) >>> 1;
        if (fraction >= 2L << FRACTION_BITS) {
            fraction = 1L << FRACTION_BITS;
            exponent++;
        }
        return exponent >= EXPONENT_MAX
                ? NONE
                : Double.longBitsToDouble(
                        ((long) exponent << FRACTION_BITS) | (fraction & ~(1L << FRACTION_BITS)));
    }

    /** Of ten to a power, and 63: its logarithm to the base of two, rounded down. */
    private static int binaryExponent(int power) {
        return ((217_706 * power) >> 16) + Long.SIZE - 1;
    }
}
