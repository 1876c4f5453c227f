package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A column of a {@link ChunkAppender}, for up to {@link ChunkAppender#CAPACITY} rows, or the result
 * of a function. Writes are raw, by the width of the type as {@link ColumnVector} reads it; a row
 * is set once.
 */
public final class WritableVector {
    private static final int INLINE_BYTES = 12;
    private static final int SCRATCH_BYTES = 4 << 10;

    private final EngineType type;
    private final long vector;
    private long data;
    private long validity;
    private int capacity = ChunkAppender.CAPACITY;
    // Of a list its elements, of a struct its fields, once they are asked for.
    private @Nullable WritableVector @Nullable [] parts;
    private @Nullable MemorySegment scratch;

    WritableVector(EngineType type, long vector) {
        this.type = type;
        this.vector = vector;
        refresh();
    }

    /** The result of a function for a number of rows. */
    WritableVector(EngineType type, long vector, int rows) {
        this(type, vector);
        capacity = rows;
    }

    void refresh() {
        data = Symbols.VECTOR_DATA.asLong(vector);
        validity = 0;
    }

    long vector() {
        return vector;
    }

    void close() {
        capacity = 0;
    }

    /** All values of another vector, kept alike, in place of any that are written here. */
    public void become(ColumnVector other) {
        Symbols.REFERENCE_VECTOR.run(vector, other.vector());
    }

    public EngineType type() {
        return type;
    }

    public void setNull(int row) {
        check(row);
        if (type instanceof EngineType.Struct struct) {
            for (int i = 0; i < struct.fields().size(); i++) {
                field(i).setNull(row);
            }
        }
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
        if (length <= INLINE_BYTES) {
            check(row);
            long entry = data + ((long) row << 4);
            // The engine compares such values as two words, so that what is behind them is zero.
            NativeMemory.putLong(entry, length);
            NativeMemory.putLong(entry + Long.BYTES, 0);
            NativeMemory.copy(bytes, offset, entry + Integer.BYTES, length);
            return;
        }
        if (length <= SCRATCH_BYTES) {
            long copy = scratch().address();
            NativeMemory.copy(bytes, offset, copy, length);
            setString(row, copy, length);
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            long copy = arena.allocate(ValueLayout.JAVA_BYTE, Math.max(1, length)).address();
            NativeMemory.copy(bytes, offset, copy, length);
            setString(row, copy, length);
        }
    }

    private MemorySegment scratch() {
        MemorySegment known = scratch;
        if (known == null) {
            known = Arena.ofAuto().allocate(SCRATCH_BYTES, Long.BYTES);
            scratch = known;
        }
        return known;
    }

    /**
     * Makes a row of a list type a list of so many elements.
     *
     * @return where in {@link #child} they are to be set, all of them
     */
    public int setList(int row, int length) {
        check(row);
        long size = Symbols.LIST_SIZE.asLong(vector);
        if (FunctionSymbols.LIST_RESERVE.asInt(vector, size + length) != 0
                || FunctionSymbols.LIST_SET_SIZE.asInt(vector, size + length) != 0) {
            throw new OutOfMemoryError("No room for a list of " + length);
        }
        NativeMemory.putLong(data + ((long) row << 4), size);
        NativeMemory.putLong(data + ((long) row << 4) + 8, length);
        WritableVector child = child();
        child.refreshParts();
        child.capacity = Math.toIntExact(size + length);
        return (int) size;
    }

    /** After the engine may have moved it. */
    private void refreshParts() {
        refresh();
        if (type instanceof EngineType.Struct && parts != null) {
            for (WritableVector part : parts) {
                if (part != null) {
                    part.refreshParts();
                }
            }
        }
    }

    /** The elements of all lists. */
    public WritableVector child() {
        EngineType element = ((EngineType.ListOf) type).element();
        return part(0, 1, element, () -> Symbols.LIST_CHILD.asLong(vector));
    }

    /** A struct's field, set for each row that is not NULL. */
    public WritableVector field(int index) {
        List<EngineField> fields = ((EngineType.Struct) type).fields();
        WritableVector field =
                part(
                        index,
                        fields.size(),
                        fields.get(index).type(),
                        () -> Symbols.STRUCT_CHILD.asLong(vector, (long) index));
        field.capacity = capacity;
        return field;
    }

    private WritableVector part(int index, int count, EngineType part, LongSupplier address) {
        @Nullable WritableVector[] known = parts;
        if (known == null) {
            known = new @Nullable WritableVector[count];
            parts = known;
        }
        WritableVector found = known[index];
        if (found == null) {
            found = new WritableVector(part, address.getAsLong());
            known[index] = found;
        }
        return found;
    }

    /**
     * What was written into a row: a Long of integers, dates and times, a UUID, a String of a
     * VARCHAR; null for NULL.
     */
    public @Nullable Object writtenAt(int row) {
        check(row);
        if (validity != 0
                && (NativeMemory.longAt(validity + ((row >> 6) << 3)) & (1L << row)) == 0) {
            return null;
        }
        long index = row;
        return switch (type.id()) {
            case SMALLINT -> (long) NativeMemory.shortAt(data + (index << 1));
            case INTEGER, DATE -> (long) NativeMemory.intAt(data + (index << 2));
            case BIGINT, TIMESTAMP, TIMESTAMPTZ -> NativeMemory.longAt(data + (index << 3));
            case UUID ->
                    new UUID(
                            NativeMemory.longAt(data + (index << 4) + Long.BYTES) ^ Long.MIN_VALUE,
                            NativeMemory.longAt(data + (index << 4)));
            case VARCHAR -> stringAt(data + (index << 4));
            default -> throw new IllegalStateException("A " + type + " is not read back");
        };
    }

    private static String stringAt(long at) {
        int length = NativeMemory.intAt(at);
        return NativeMemory.utf8(
                length <= INLINE_BYTES ? at + Integer.BYTES : NativeMemory.longAt(at + Long.BYTES),
                length);
    }

    private void check(int row) {
        if (Integer.compareUnsigned(row, capacity) >= 0) {
            throw capacity == 0
                    ? new IllegalStateException("The appender is closed")
                    : new IndexOutOfBoundsException("Row " + row + " of " + capacity);
        }
    }
}
