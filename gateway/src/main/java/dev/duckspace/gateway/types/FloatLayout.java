package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.NativeMemory;

/**
 * Lays the digits of a floating-point number out as PostgreSQL does: fixed notation where the
 * decimal exponent lies between -4 and a limit, else {@code d.ddde+xx}.
 *
 * <p>The digits stay in registers, left-justified in the lanes of two longs and one more digit.
 */
final class FloatLayout {
    private static final long TEN_TO_15 = 1_000_000_000_000_000L;
    private static final long TEN_TO_16 = 10_000_000_000_000_000L;
    private static final long ZERO_POINT_ZEROS = (Digits.ZEROS & ~0xFF00L) | ('.' << 8);

    private FloatLayout() {}

    /**
     * Writes digits * 10^k without the digits' trailing zeros.
     *
     * @param digits positive, at most 17 decimal digits
     * @param fixedDigits digits before the point up to which the notation is fixed
     */
    static long write(long at, long digits, int k, int fixedDigits) {
        if (digits >= TEN_TO_15) {
            boolean seventeen = digits >= TEN_TO_16;
            return writeSeventeen(
                    at, seventeen ? digits : digits * 10, k + (seventeen ? 17 : 16), fixedDigits);
        }
        long high = digits / Digits.TEN_TO_8;
        long lowLanes = Digits.lanes((int) (digits - high * Digits.TEN_TO_8));
        long highLanes = Digits.lanes((int) high);
        if (highLanes == 0) {
            int skip = Digits.leadingZeros(lowLanes);
            return write(at, lowLanes >>> (skip << 3), 0, 0, 8 - skip + k, fixedDigits);
        }
        int skip = Digits.leadingZeros(highLanes);
        int shift = skip << 3;
        return write(
                at,
                (highLanes >>> shift) | (lowLanes << 8 << (56 - shift)),
                lowLanes >>> shift,
                0,
                16 - skip + k,
                fixedDigits);
    }

    private static long writeSeventeen(long at, long digits, int point, int fixedDigits) {
        long high = digits / Digits.TEN_TO_8;
        long lowLanes = Digits.lanes((int) (digits - high * Digits.TEN_TO_8));
        int top = (int) high / Digits.TEN_TO_8;
        long highLanes = Digits.lanes((int) high - top * Digits.TEN_TO_8);
        return write(
                at,
                (highLanes << 8) | top,
                (lowLanes << 8) | (highLanes >>> 56),
                (int) (lowLanes >>> 56),
                point,
                fixedDigits);
    }

    /** The value is 0.d1d2d3... * 10^point; d1 is the lowest byte of {@code first}. */
    private static long write(
            long at, long first, long second, int last, int point, int fixedDigits) {
        int count = significant(first, second, last);
        long firstText = first + Digits.ZEROS;
        long secondText = second + Digits.ZEROS;
        if (point > fixedDigits || point < -3) {
            putDigits(at + 1, firstText, secondText, last);
            NativeMemory.putByte(at, (byte) firstText);
            return writeExponent(at, count, point - 1);
        }
        if (point <= 0) {
            Digits.putLanes(at, ZERO_POINT_ZEROS);
            long start = at + 2 - point;
            putDigits(start, firstText, secondText, last);
            return start + count;
        }
        if (count <= point) {
            putDigits(at, firstText, secondText, last);
            return at + point;
        }
        putDigits(at + 1, firstText, secondText, last);
        if (point < 8) {
            Digits.putLanes(at, insertPoint(firstText, point));
        } else {
            Digits.putLanes(at, firstText);
            Digits.putLanes(at + 8, insertPoint(secondText, point - 8));
        }
        return at + 1 + count;
    }

    private static int significant(long first, long second, int last) {
        if (last != 0) {
            return 17;
        }
        return second != 0 ? 16 - Digits.trailingZeros(second) : 8 - Digits.trailingZeros(first);
    }

    private static void putDigits(long at, long firstText, long secondText, int last) {
        Digits.putLanes(at, firstText);
        Digits.putLanes(at + 8, secondText);
        NativeMemory.putByte(at + 16, (byte) ('0' + last));
    }

    /** The word with a point at {@code index} (0..7), what stood there and behind moved up. */
    private static long insertPoint(long word, int index) {
        int shift = index << 3;
        long from = -1L << shift;
        return (word & ~from) | ((long) '.' << shift) | ((word << 8) & (from << 8));
    }

    private static long writeExponent(long at, int count, int exponent) {
        long end = at + 1;
        if (count > 1) {
            NativeMemory.putByte(end, (byte) '.');
            end += count;
        }
        NativeMemory.putByte(end, (byte) 'e');
        NativeMemory.putByte(end + 1, (byte) (exponent < 0 ? '-' : '+'));
        int magnitude = Math.abs(exponent);
        return magnitude < 100
                ? Digits.writeTwo(end + 2, magnitude)
                : Digits.writeShort(end + 2, magnitude);
    }
}
