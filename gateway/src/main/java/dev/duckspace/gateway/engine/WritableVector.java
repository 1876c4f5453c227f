package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/**
 * A column of a {@link ChunkAppender}, for up to {@link ChunkAppender#CAPACITY} rows. Writes are
 * raw, by the width of the type as {@link ColumnVector} reads it; a row is set once. Nested types
 * cannot be written.
 */
public final class WritableVector {
    private final EngineType type;
    private final long vector;
    private long data;
    private long validity;
    private int capacity = ChunkAppender.CAPACITY;

    WritableVector(EngineType type, long vector) {
        this.type = type;
        this.vector = vector;
        refresh();
    }

    void refresh() {
        data = Symbols.VECTOR_DATA.asLong(vector);
        validity = 0;
    }

    void close() {
        capacity = 0;
    }

    public EngineType type() {
        return type;
    }

    public void setNull(int row) {
        check(row);
        if (validity == 0) {
            Symbols.WRITABLE_VALIDITY.run(vector);
            validity = Symbols.VECTOR_VALIDITY.asLong(vector);
        }
        long word = validity + ((row >> 6) << 3);
        NativeMemory.putLong(word, NativeMemory.longAt(word) & ~(1L << row));
    }

    public void setByte(int row, byte value) {
        check(row);
        NativeMemory.putByte(data + row, value);
    }

    public void setShort(int row, short value) {
        check(row);
        NativeMemory.putShort(data + ((long) row << 1), value);
    }

    public void setInt(int row, int value) {
        check(row);
        NativeMemory.putInt(data + ((long) row << 2), value);
    }

    public void setLong(int row, long value) {
        check(row);
        NativeMemory.putLong(data + ((long) row << 3), value);
    }

    public void setFloat(int row, float value) {
        check(row);
        NativeMemory.putFloat(data + ((long) row << 2), value);
    }

    public void setDouble(int row, double value) {
        check(row);
        NativeMemory.putDouble(data + ((long) row << 3), value);
    }

    /** A 16-byte value; see {@link ColumnVector#lowLongAt} for an interval's. */
    public void setLongs(int row, long low, long high) {
        check(row);
        NativeMemory.putLong(data + ((long) row << 4), low);
        NativeMemory.putLong(data + ((long) row << 4) + 8, high);
    }

    /** The unscaled value of a decimal of at most 18 digits. */
    public void setUnscaled(int row, long value) {
        switch (((EngineType.Decimal) type).byteWidth()) {
            case 2 -> setShort(row, (short) value);
            case 4 -> setInt(row, (int) value);
            case 8 -> setLong(row, value);
            default -> setLongs(row, value, value >> 63);
        }
    }

    /** The index of an enum's label. */
    public void setEnumIndex(int row, int index) {
        switch (((EngineType.EnumOf) type).byteWidth()) {
            case 1 -> setByte(row, (byte) index);
            case 2 -> setShort(row, (short) index);
            default -> setInt(row, index);
        }
    }

    /**
     * A VARCHAR or BLOB from memory, copied. A VARCHAR's bytes are valid UTF-8: the engine does not
     * look again.
     */
    public void setString(int row, long address, int length) {
        check(row);
        Symbols.ASSIGN_STRING.run(vector, (long) row, address, (long) length);
    }

    public void setString(int row, byte[] bytes, int offset, int length) {
        try (Arena arena = Arena.ofConfined()) {
            long copy = arena.allocate(ValueLayout.JAVA_BYTE, Math.max(1, length)).address();
            NativeMemory.copy(bytes, offset, copy, length);
            setString(row, copy, length);
        }
    }

    private void check(int row) {
        if (Integer.compareUnsigned(row, capacity) >= 0) {
            throw capacity == 0
                    ? new IllegalStateException("The appender is closed")
                    : new IndexOutOfBoundsException("Row " + row + " of " + capacity);
        }
    }
}
