package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.NativeMemory;

/**
 * Writes text piece by piece at a moving absolute address, for the spellings that are not worth a
 * kernel of their own. For one thread at a time; the caller has made room.
 */
final class MemoryCursor {
    private long at;

    MemoryCursor moveTo(long address) {
        at = address;
        return this;
    }

    long address() {
        return at;
    }

    MemoryCursor ascii(char character) {
        NativeMemory.putByte(at++, (byte) character);
        return this;
    }

    MemoryCursor ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            NativeMemory.putByte(at++, (byte) text.charAt(i));
        }
        return this;
    }

    MemoryCursor number(long value) {
        at = Digits.writeLong(at, value);
        return this;
    }

    /** At least {@code width} digits (1..4) of a value that is not negative. */
    MemoryCursor padded(long value, int width) {
        at =
                value < Digits.powerOfTen(width)
                        ? Digits.writePadded(at, value, width)
                        : Digits.writeLong(at, value);
        return this;
    }

    /** A point and the microseconds without trailing zeros; nothing for 0. */
    MemoryCursor fraction(int micros) {
        at = IsoDateTime.writeFraction(at, micros);
        return this;
    }

    MemoryCursor offset(int offsetSeconds) {
        at = IsoDateTime.writeOffset(at, offsetSeconds);
        return this;
    }
}
