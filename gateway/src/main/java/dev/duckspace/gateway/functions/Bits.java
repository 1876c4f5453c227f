package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** Single bytes and bits of bytea, from 0; the bits of a byte from its lowest. */
final class Bits {
    private Bits() {}

    static int byteAt(byte[] bytes, int at) {
        require(at, bytes.length);
        return bytes[at] & 0xFF;
    }

    static byte[] withByte(byte[] bytes, int at, int value) {
        require(at, bytes.length);
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    static int bitAt(byte[] bytes, long at) {
        require(at, 8L * bytes.length);
        return bytes[(int) (at / 8)] >> at % 8 & 1;
    }

    static byte[] withBit(byte[] bytes, long at, int value) {
        require(at, 8L * bytes.length);
        if (value != 0 && value != 1) {
            throw new PgException(SqlState.INVALID_PARAMETER_VALUE, "new bit must be 0 or 1");
        }
        byte[] changed = bytes.clone();
        int mask = 1 << at % 8;
        int old = changed[(int) (at / 8)];
        changed[(int) (at / 8)] = (byte) (value == 1 ? old | mask : old & ~mask);
        return changed;
    }

    static long count(byte[] bytes) {
        long count = 0;
        for (byte each : bytes) {
            count += Integer.bitCount(each & 0xFF);
        }
        return count;
    }

    private static void require(long at, long size) {
        if (at < 0 || at >= size) {
            throw new PgException(
                    SqlState.ARRAY_ELEMENT_ERROR,
                    "index %d out of valid range, 0..%d".formatted(at, size - 1));
        }
    }
}
