package dev.duckspace.gateway.types;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers among bytes, the most significant byte first. */
final class NetworkOrder {
    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);

    private NetworkOrder() {}

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
    }

    static short shortAt(byte[] bytes, int index) {
        return (short) SHORTS.get(bytes, index);
    }

    static int intAt(byte[] bytes, int index) {
        return (int) INTS.get(bytes, index);
    }

    static long longAt(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }
}
