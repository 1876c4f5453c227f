package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.NativeMemory;

/** Lower-case hexadecimal, eight characters at once. */
final class HexText {
    private static final long NIBBLES = 0x0F0F_0F0F_0F0F_0F0FL;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final int LETTER_GAP = 'a' - '9' - 1;

    private HexText() {}

    /** Eight characters, the most significant nibble first. */
    static long writeInt(long at, int value) {
        long bytes = Integer.reverseBytes(value) & 0xFFFF_FFFFL;
        bytes = (bytes | (bytes << 16)) & 0x0000_FFFF_0000_FFFFL;
        bytes = (bytes | (bytes << 8)) & 0x00FF_00FF_00FF_00FFL;
        long nibbles = ((bytes >>> 4) | (bytes << 8)) & NIBBLES;
        long letters = ((nibbles + 6 * ONES) >>> 4) & ONES;
        Digits.putLanes(at, nibbles + Digits.ZEROS + letters * LETTER_GAP);
        return at + 8;
    }

    /** Four characters of a 16-bit value. */
    static long writeShort(long at, int value) {
        writeInt(at, value << 16);
        return at + 4;
    }

    /** Two characters of each byte. */
    static long writeBytes(long at, long source, int length) {
        long end = at;
        int index = 0;
        for (; index + Integer.BYTES <= length; index += Integer.BYTES) {
            end = writeInt(end, bigEndianInt(source + index));
        }
        for (; index < length; index++) {
            writeInt(end, NativeMemory.byteAt(source + index) << 24);
            end += 2;
        }
        return end;
    }

    private static int bigEndianInt(long address) {
        return (NativeMemory.byteAt(address) << 24)
                | ((NativeMemory.byteAt(address + 1) & 0xFF) << 16)
                | ((NativeMemory.byteAt(address + 2) & 0xFF) << 8)
                | (NativeMemory.byteAt(address + 3) & 0xFF);
    }
}
