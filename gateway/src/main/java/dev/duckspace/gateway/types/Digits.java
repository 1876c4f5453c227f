package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.NativeMemory;
import java.nio.ByteOrder;

/**
 * Decimal digits of integers, written at absolute addresses.
 *
 * <p>Eight digits are computed at once in the lanes of one long and stored in one go, also where
 * fewer are wanted: every write may touch up to {@link #SLACK} bytes behind the end it returns.
 */
final class Digits {
    /** Bytes behind the returned end that a write may overwrite. */
    static final int SLACK = 16;

    /** Eight characters '0'. */
    static final long ZEROS = 0x3030_3030_3030_3030L;

    static final int TEN_TO_8 = 100_000_000;
    private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final long TEN_TO_16 = 10_000_000_000_000_000L;
    private static final long[] POWERS_OF_TEN = powersOfTen();

    private Digits() {}

    /** 10 to the exponent, 0..18. */
    static long powerOfTen(int exponent) {
        return POWERS_OF_TEN[exponent];
    }

    /** The value of so many digits, nine at most; -1 when one is none. */
    static int read(byte[] bytes, int from, int count) {
        return (int) readLong(bytes, from, count);
    }

    /** As {@link #read}, of 18 digits at most. */
    static long readLong(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
    }

    /** The eight digits (0..9 each) of a value below 10^8, the first one in the lowest byte. */
    static long lanes(int value) {
        int high = value / 10_000;
        int low = value - high * 10_000;
        long fours = high | ((long) low << 32);
        long hundreds = ((fours * 10_486) >>> 20) & 0x0000_007F_0000_007FL;
        long twos = hundreds | ((fours - hundreds * 100) << 16);
        long tens = ((twos * 103) >>> 10) & 0x000F_000F_000F_000FL;
        return tens | ((twos - tens * 10) << 8);
    }

    /** Leading zeros among eight lanes, at most 7. */
    static int leadingZeros(long lanes) {
        return Long.numberOfTrailingZeros(lanes | (1L << 56)) >>> 3;
    }

    /** Trailing zeros among eight lanes, 8 when all are zero. */
    static int trailingZeros(long lanes) {
        return Long.numberOfLeadingZeros(lanes) >>> 3;
    }

    /** Stores eight bytes, the lowest one first in memory. */
    static void putLanes(long at, long bytes) {
        NativeMemory.putLong(at, LITTLE_ENDIAN ? bytes : Long.reverseBytes(bytes));
    }

    static long writeLong(long at, long value) {
        if (value < 0) {
            NativeMemory.putByte(at, (byte) '-');
            return writeUnsigned(at + 1, -value);
        }
        return writeUnsigned(at, value);
    }

    /** Digits of an unsigned 64-bit value without leading zeros. */
    static long writeUnsigned(long at, long value) {
        if (Long.compareUnsigned(value, TEN_TO_8) < 0) {
            return writeShort(at, (int) value);
        }
        if (Long.compareUnsigned(value, TEN_TO_16) < 0) {
            long high = value / TEN_TO_8;
            long end = writeShort(at, (int) high);
            return writeEight(end, (int) (value - high * TEN_TO_8));
        }
        long top = Long.divideUnsigned(value, TEN_TO_16);
        return writeSixteen(writeShort(at, (int) top), value - top * TEN_TO_16);
    }

    /** Digits of a value below 10^8 without leading zeros. */
    static long writeShort(long at, int value) {
        long lanes = lanes(value);
        int skip = leadingZeros(lanes);
        putLanes(at, (lanes + ZEROS) >>> (skip << 3));
        return at + 8 - skip;
    }

    /** Exactly eight digits. */
    static long writeEight(long at, int value) {
        putLanes(at, lanes(value) + ZEROS);
        return at + 8;
    }

    /** Exactly sixteen digits of a value below 10^16. */
    static long writeSixteen(long at, long value) {
        long high = value / TEN_TO_8;
        return writeEight(writeEight(at, (int) high), (int) (value - high * TEN_TO_8));
    }

    static long writeTwo(long at, int value) {
        int tens = (value * 103) >>> 10;
        NativeMemory.putByte(at, (byte) ('0' + tens));
        NativeMemory.putByte(at + 1, (byte) ('0' + value - tens * 10));
        return at + 2;
    }

    /** Exactly {@code width} digits (1..18) of a value below 10^width. */
    static long writePadded(long at, long value, int width) {
        if (width <= 8) {
            long lanes = lanes((int) value) + ZEROS;
            putLanes(at, lanes >>> ((8 - width) << 3));
            return at + width;
        }
        long high = value / TEN_TO_8;
        long end = writePadded(at, high, width - 8);
        return writeEight(end, (int) (value - high * TEN_TO_8));
    }

    private static long[] powersOfTen() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
