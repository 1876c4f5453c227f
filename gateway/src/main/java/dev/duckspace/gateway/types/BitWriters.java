package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.NativeMemory;

/**
 * Bit strings. The engine keeps a byte with the number of padding bits, then the bits behind the
 * padding; PostgreSQL sends the number of bits, then the bits before the padding.
 */
final class BitWriters {
    private BitWriters() {}

    static ScalarWriter text() {
        return new Text();
    }

    static ScalarWriter binary() {
        return new Binary();
    }

    private abstract static class Bits extends ScalarWriter {
        private final int bytesPerByte;

        Bits(int bytesPerByte) {
            super(Integer.BYTES);
            this.bytesPerByte = bytesPerByte;
        }

        @Override
        final boolean isVariable() {
            return true;
        }

        @Override
        final long variableBound(ColumnVector vector, int row) {
            return (vector.stringLength(row) & 0xFFFF_FFFFL) * bytesPerByte;
        }
    }

    private static final class Text extends Bits {
        Text() {
            super(Byte.SIZE);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            return writeText(at, vector.stringAddress(row), vector.stringLength(row));
        }
    }

    /** The characters of a bit string of the engine's form. */
    static long writeText(long at, long source, int bytes) {
        long bits = (long) bytes * Byte.SIZE;
        long end = at;
        for (long i = (long) Byte.SIZE + NativeMemory.byteAt(source); i < bits; i++) {
            int bit = (NativeMemory.byteAt(source + (i >> 3)) >> (7 - (i & 7))) & 1;
            NativeMemory.putByte(end++, (byte) ('0' + bit));
        }
        return end;
    }

    private static final class Binary extends Bits {
        Binary() {
            super(1);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            long source = vector.stringAddress(row);
            int bytes = vector.stringLength(row) - 1;
            int padding = NativeMemory.byteAt(source);
            NativeMemory.putIntBigEndian(at, bytes * Byte.SIZE - padding);
            long end = at + Integer.BYTES;
            for (int i = 1; i <= bytes; i++) {
                int word = (NativeMemory.byteAt(source + i) & 0xFF) << Byte.SIZE;
                if (i < bytes) {
                    word |= NativeMemory.byteAt(source + i + 1) & 0xFF;
                }
                NativeMemory.putByte(end++, (byte) (word << padding >> Byte.SIZE));
            }
            return end;
        }
    }
}
