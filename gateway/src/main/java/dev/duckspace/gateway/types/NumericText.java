package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.NativeMemory;

/**
 * numeric as text, from unscaled integers of up to 128 bits: {@code 0.50}, {@code -12.00}. For one
 * thread at a time.
 */
final class NumericText {
    /** Sign, 39 digits and a point, or {@code 0.} before 38 decimals. */
    static final int MAX_LENGTH = 42;

    private final WideDigits digits = new WideDigits();

    /**
     * @param scale digits behind the point, 0..18
     */
    static long write(long at, long unscaled, int scale) {
        long end = at;
        long magnitude = unscaled;
        if (unscaled < 0) {
            NativeMemory.putByte(end++, (byte) '-');
            magnitude = -unscaled;
        }
        if (scale == 0) {
            return Digits.writeUnsigned(end, magnitude);
        }
        long divisor = Digits.powerOfTen(scale);
        long integer = Long.divideUnsigned(magnitude, divisor);
        end = Digits.writeUnsigned(end, integer);
        NativeMemory.putByte(end, (byte) '.');
        return Digits.writePadded(end + 1, magnitude - integer * divisor, scale);
    }

    /** A signed 128-bit unscaled value. */
    long writeWide(long at, long high, long low, int scale) {
        if (high == low >> 63 && scale <= 18) {
            return write(at, low, scale);
        }
        if (high >= 0) {
            return writeMagnitude(at, high, low, scale);
        }
        NativeMemory.putByte(at, (byte) '-');
        return writeMagnitude(at + 1, ~high + (low == 0 ? 1 : 0), -low, scale);
    }

    /** An unsigned 128-bit unscaled value. */
    long writeMagnitude(long at, long high, long low, int scale) {
        int first = digits.load(high, low);
        int point = WideDigits.LENGTH - scale;
        int start = Math.min(first, point - 1);
        NativeMemory.copy(digits.characters(), start, at, point - start);
        long end = at + point - start;
        if (scale == 0) {
            return end;
        }
        NativeMemory.putByte(end, (byte) '.');
        NativeMemory.copy(digits.characters(), point, end + 1, scale);
        return end + 1 + scale;
    }
}
