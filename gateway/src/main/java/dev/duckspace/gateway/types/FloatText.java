package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.NativeMemory;

/**
 * double precision and real as PostgreSQL prints them with extra_float_digits of 1 or more: the
 * fewest digits that read back as the same number, {@code 1e+15}, {@code 0.0001}, {@code -0}.
 *
 * <p>The shortest digits are found as in R. Giulietti's paper "The Schubfach way to render
 * doubles", but the ends of the rounding interval never count as inside, as in PostgreSQL: 1e23 is
 * 9.999999999999999e+22.
 */
final class FloatText {
    /** The longest text is {@code -2.2250738585072014e-308}. */
    static final int MAX_LENGTH = 24;

    private static final int DOUBLE_FIXED_DIGITS = 15;
    private static final int FLOAT_FIXED_DIGITS = 6;

    /**
     * Below this a number of at most four decimals has at most 15 digits. No two such decimals are
     * the same double, so what divides back to the value is its shortest form.
     */
    private static final double SHORT_FRACTION_LIMIT = 1e11;

    private static final long NAN = characters("NaN");
    private static final long INFINITY = characters("Infinity");

    private FloatText() {}

    static long write(long at, double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponentBits = (int) (bits >>> 52) & 0x7FF;
        if (exponentBits == 0x7FF) {
            return writeSpecial(at, Double.isNaN(value), bits < 0);
        }
        long end = at;
        if (bits < 0) {
            NativeMemory.putByte(end++, (byte) '-');
        }
        double magnitude = Math.abs(value);
        if (magnitude < SHORT_FRACTION_LIMIT) {
            long tenThousandths = (long) (magnitude * 1e4 + 0.5);
            if (tenThousandths / 1e4 == magnitude) {
                return writeTenThousandths(end, tenThousandths);
            }
        }
        long fraction = bits & ((1L << 52) - 1);
        return exponentBits == 0
                ? writeShortest(end, fraction, -1074, false, DOUBLE_FIXED_DIGITS)
                : writeShortest(
                        end,
                        fraction | (1L << 52),
                        exponentBits - 1075,
                        fraction == 0 && exponentBits > 1,
                        DOUBLE_FIXED_DIGITS);
    }

    static long write(long at, float value) {
        int bits = Float.floatToRawIntBits(value);
        int exponentBits = (bits >>> 23) & 0xFF;
        if (exponentBits == 0xFF) {
            return writeSpecial(at, Float.isNaN(value), bits < 0);
        }
        long end = at;
        if (bits < 0) {
            NativeMemory.putByte(end++, (byte) '-');
        }
        int fraction = bits & ((1 << 23) - 1);
        if (exponentBits == 0) {
            if (fraction == 0) {
                return Digits.writeUnsigned(end, 0);
            }
            return writeShortest(end, fraction, -149, false, FLOAT_FIXED_DIGITS);
        }
        return writeShortest(
                end,
                fraction | (1 << 23),
                exponentBits - 150,
                fraction == 0 && exponentBits > 1,
                FLOAT_FIXED_DIGITS);
    }

    private static long writeSpecial(long at, boolean nan, boolean negative) {
        if (nan) {
            Digits.putLanes(at, NAN);
            return at + 3;
        }
        if (negative) {
            NativeMemory.putByte(at, (byte) '-');
        }
        long start = negative ? at + 1 : at;
        Digits.putLanes(start, INFINITY);
        return start + 8;
    }

    private static long writeTenThousandths(long at, long value) {
        long integer = value / 10_000;
        int fraction = (int) (value - integer * 10_000);
        long end = Digits.writeUnsigned(at, integer);
        if (fraction == 0) {
            return end;
        }
        long lanes = Digits.lanes(fraction * 10_000);
        NativeMemory.putByte(end, (byte) '.');
        Digits.putLanes(end + 1, lanes + Digits.ZEROS);
        return end + 9 - Digits.trailingZeros(lanes);
    }

    /**
     * Writes the shortest decimal inside the rounding interval of significand * 2^exponent.
     *
     * @param narrowBelow whether the neighbour below is only half as far away as the one above
     */
    private static long writeShortest(
            long at, long significand, int exponent, boolean narrowBelow, int fixedDigits) {
        int k =
                narrowBelow
                        ? DecimalScaling.floorLog10OfThreeQuartersPow2(exponent)
                        : DecimalScaling.floorLog10OfPow2(exponent);
        int shift = exponent + DecimalScaling.floorLog2OfPow10(-k) + 2;
        long upper = DecimalScaling.upperHalf(k);
        long lower = DecimalScaling.lowerHalf(k);
        long quarters = significand << 2;
        long value = DecimalScaling.scale(upper, lower, quarters << shift);
        long low =
                1 + DecimalScaling.scale(upper, lower, (quarters - (narrowBelow ? 1 : 2)) << shift);
        long high = DecimalScaling.scale(upper, lower, (quarters + 2) << shift) - 1;

        long floor = value >> 2;
        long tensBelow = floor / 10 * 10;
        boolean belowFits = low <= (tensBelow << 2);
        boolean aboveFits = ((tensBelow + 10) << 2) <= high;
        if (belowFits != aboveFits) {
            return FloatLayout.write(at, belowFits ? tensBelow : tensBelow + 10, k, fixedDigits);
        }
        boolean floorFits = low <= (floor << 2);
        boolean ceilingFits = ((floor + 1) << 2) <= high;
        long nearest = floor + oneIfNearerAbove(value, floor);
        return FloatLayout.write(
                at,
                floorFits == ceilingFits ? nearest : floorFits ? floor : floor + 1,
                k,
                fixedDigits);
    }

    /** Half-way goes to the even one. No branch: it would be a coin toss. */
    private static long oneIfNearerAbove(long value, long floor) {
        long twiceTheDifference = (value << 1) - ((floor + floor + 1) << 2);
        return -(twiceTheDifference + (floor & 1)) >>> 63;
    }

    private static long characters(String text) {
        long word = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            word = (word << 8) | text.charAt(i);
        }
        return word;
    }
}
