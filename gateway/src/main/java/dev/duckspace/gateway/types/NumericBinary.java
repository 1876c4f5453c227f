package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.NativeMemory;

/**
 * numeric in its binary form, written at absolute addresses. For one thread at a time.
 *
 * <pre>
 * int16 count of digits | int16 weight of the first one | int16 sign | int16 scale | digits
 * </pre>
 *
 * <p>A digit is an int16 of base 10,000, the first one times 10,000^weight; the sign is 0 or
 * 0x4000. Zeros at either end are left out.
 */
final class NumericBinary {
    /** Header and 11 digits of 39 decimals split by a point. */
    static final int MAX_LENGTH = 32;

    private static final int BASE = 10_000;
    static final int HEADER = 8;
    private static final int MAX_FAST_SCALE = 16;

    private final WideDigits wide = new WideDigits();

    /** A signed 128-bit unscaled value. */
    long writeWide(long at, long high, long low, int scale) {
        if (high == low >> 63) {
            return write(at, low, scale);
        }
        return high >= 0
                ? writeMagnitude(at, high, low, scale, false)
                : writeMagnitude(at, ~high + (low == 0 ? 1 : 0), -low, scale, true);
    }

    long write(long at, long unscaled, int scale) {
        boolean negative = unscaled < 0;
        long magnitude = negative ? -unscaled : unscaled;
        if (scale > MAX_FAST_SCALE || magnitude < 0) {
            return writeMagnitude(at, 0, magnitude, scale, negative);
        }
        long divisor = Digits.powerOfTen(scale);
        long integer = magnitude / divisor;
        int fractionGroups = (scale + 3) >> 2;
        long fraction =
                (magnitude - integer * divisor) * Digits.powerOfTen((fractionGroups << 2) - scale);
        int integerGroups = groupCount(integer);
        long end = at + HEADER + (integerGroups << 1);
        putGroups(end, integer, integerGroups);
        if (integerGroups > 0) {
            putGroups(end + (fractionGroups << 1), fraction, fractionGroups);
            end += fractionGroups << 1;
            return finish(at, end, integerGroups - 1, scale, negative);
        }
        int used = groupCount(fraction);
        putGroups(end + (used << 1), fraction, used);
        return finish(at, end + (used << 1), used - fractionGroups - 1, scale, negative);
    }

    /** An unsigned 128-bit unscaled value. */
    long writeMagnitude(long at, long high, long low, int scale, boolean negative) {
        int first = wide.load(high, low);
        int point = WideDigits.LENGTH - scale;
        int group = point - ((point - first + 3) >> 2 << 2);
        if (first >= point) {
            group = point + ((first - point) >> 2 << 2);
        }
        int weight = ((point - group) >> 2) - 1;
        long end = at + HEADER;
        for (int from = group; from < WideDigits.LENGTH; from += 4) {
            NativeMemory.putShortBigEndian(end, (short) wide.group(from, from + 4));
            end += 2;
        }
        return finish(at, end, weight, scale, negative);
    }

    private static int groupCount(long value) {
        int count = 0;
        for (long rest = value; rest != 0; rest /= BASE) {
            count++;
        }
        return count;
    }

    private static void putGroups(long end, long value, int count) {
        long rest = value;
        for (int i = 1; i <= count; i++) {
            long quotient = rest / BASE;
            NativeMemory.putShortBigEndian(end - (i << 1), (short) (rest - quotient * BASE));
            rest = quotient;
        }
    }

    static long finish(long at, long untrimmed, int weight, int scale, boolean negative) {
        long end = untrimmed;
        while (end > at + HEADER && NativeMemory.shortAt(end - 2) == 0) {
            end -= 2;
        }
        int count = (int) (end - at - HEADER) >> 1;
        NativeMemory.putShortBigEndian(at, (short) count);
        NativeMemory.putShortBigEndian(at + 2, (short) (count == 0 ? 0 : weight));
        NativeMemory.putShortBigEndian(at + 4, (short) (count != 0 && negative ? 0x4000 : 0));
        NativeMemory.putShortBigEndian(at + 6, (short) scale);
        return end;
    }
}
