package dev.duckspace.gateway.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Raw memory by absolute address, for readers of vectors and writers of wire buffers. Nothing is
 * checked here: a wrong address ends the process. {@code put*BigEndian} write network order, all
 * else is the machine's order.
 */
public final class NativeMemory {
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final ValueLayout.OfShort SHORT_BE = SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT_BE = INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG_BE = LONG.withOrder(ByteOrder.BIG_ENDIAN);

    private NativeMemory() {}

    public static byte byteAt(long address) {
        return ALL.get(ValueLayout.JAVA_BYTE, address);
    }

    public static short shortAt(long address) {
        return ALL.get(SHORT, address);
    }

    public static int intAt(long address) {
        return ALL.get(INT, address);
    }

    public static long longAt(long address) {
        return ALL.get(LONG, address);
    }

    public static float floatAt(long address) {
        return ALL.get(FLOAT, address);
    }

    public static double doubleAt(long address) {
        return ALL.get(DOUBLE, address);
    }

    public static void putByte(long address, byte value) {
        ALL.set(ValueLayout.JAVA_BYTE, address, value);
    }

    public static void putShort(long address, short value) {
        ALL.set(SHORT, address, value);
    }

    public static void putInt(long address, int value) {
        ALL.set(INT, address, value);
    }

    public static void putLong(long address, long value) {
        ALL.set(LONG, address, value);
    }

    public static void putFloat(long address, float value) {
        ALL.set(FLOAT, address, value);
    }

    public static void putDouble(long address, double value) {
        ALL.set(DOUBLE, address, value);
    }

    public static void putShortBigEndian(long address, short value) {
        ALL.set(SHORT_BE, address, value);
    }

    public static void putIntBigEndian(long address, int value) {
        ALL.set(INT_BE, address, value);
    }

    public static void putLongBigEndian(long address, long value) {
        ALL.set(LONG_BE, address, value);
    }

    public static void copy(long source, long target, long length) {
        MemorySegment.copy(ALL, source, ALL, target, length);
    }

    public static void copy(byte[] source, int offset, long target, int length) {
        MemorySegment.copy(source, offset, ALL, ValueLayout.JAVA_BYTE, target, length);
    }

    public static void copy(long source, byte[] target, int offset, int length) {
        MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, source, target, offset, length);
    }

    public static byte[] bytes(long address, int length) {
        byte[] bytes = new byte[length];
        copy(address, bytes, 0, length);
        return bytes;
    }

    /** The UTF-8 text of {@code length} bytes at {@code address}. */
    public static String utf8(long address, int length) {
        return new String(bytes(address, length), StandardCharsets.UTF_8);
    }

    /** Memory of the engine's own allocator, zeroed; {@link #free} gives it back. */
    static long allocate(long length) {
        long address = Symbols.MALLOC.asLong(length);
        if (address == 0) {
            throw new OutOfMemoryError("No native memory of " + length + " bytes");
        }
        ALL.asSlice(address, length).fill((byte) 0);
        return address;
    }

    static void clear(long address, long length) {
        ALL.asSlice(address, length).fill((byte) 0);
    }

    static void free(long address) {
        Symbols.FREE.run(address);
    }

    /** A view of a struct at an address, for calls that take it by value. */
    static MemorySegment struct(long address, long length) {
        return ALL.asSlice(address, length);
    }

    /** The NUL-terminated UTF-8 text at an address; null for a null pointer. */
    static @Nullable String cString(long address) {
        return address == 0 ? null : ALL.getString(address, StandardCharsets.UTF_8);
    }

    /** As {@link #cString}, of a text that its caller owns: it is freed. */
    static @Nullable String takeCString(long address) {
        if (address == 0) {
            return null;
        }
        try {
            return cString(address);
        } finally {
            free(address);
        }
    }
}
