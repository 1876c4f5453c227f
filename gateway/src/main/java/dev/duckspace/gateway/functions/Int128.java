package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.NativeMemory;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigInteger;

/** Signed integers of 128 bits at an address: the lower half, then the upper one. */
final class Int128 {
    static final int BYTES = 16;

    private Int128() {}

    static void add(long address, long value) {
        add(address, value, value >> 63);
    }

    /**
     * @throws PgException 22003 beyond 128 bits
     */
    static void add(long address, long low, long high) {
        long oldLow = NativeMemory.longAt(address);
        long oldHigh = NativeMemory.longAt(address + 8);
        long newLow = oldLow + low;
        long newHigh = oldHigh + high + (Long.compareUnsigned(newLow, oldLow) < 0 ? 1 : 0);
        if (((oldHigh ^ newHigh) & (high ^ newHigh)) < 0) {
            throw new PgException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
        }
        NativeMemory.putLong(address, newLow);
        NativeMemory.putLong(address + 8, newHigh);
    }

    static BigInteger at(long address) {
        return of(NativeMemory.longAt(address), NativeMemory.longAt(address + 8));
    }

    static BigInteger of(long low, long high) {
        BigInteger value = BigInteger.valueOf(high).shiftLeft(64);
        BigInteger lower = BigInteger.valueOf(low);
        return value.add(low < 0 ? lower.add(BigInteger.ONE.shiftLeft(64)) : lower);
    }
}
