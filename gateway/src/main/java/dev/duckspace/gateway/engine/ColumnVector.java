package dev.duckspace.gateway.engine;

import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column of a chunk, where the engine left them. Reads are raw: the caller reads
 * by the type's width and asks {@link #isNull} first, as what stands under a NULL is undefined.
 * Rows count from 0. After the chunk is closed every read throws IllegalStateException.
 */
public final class ColumnVector {
    private static final int INLINE_BYTES = 12;

    private final EngineType type;
    private final long vector;
    private final long data;
    private final long validity;
    private final @Nullable ColumnVector @Nullable [] children;
    // 0 once closed, so that the one check of a read finds both.
    private int size;
    private boolean closed;

    ColumnVector(EngineType type, long vector, int size) {
        this.type = type;
        this.vector = vector;
        this.size = size;
        this.data = Symbols.VECTOR_DATA.asLong(vector);
        this.validity = Symbols.VECTOR_VALIDITY.asLong(vector);
        this.children =
                switch (type) {
                    case EngineType.ListOf list -> new @Nullable ColumnVector[1];
                    case EngineType.ArrayOf array -> new @Nullable ColumnVector[1];
                    case EngineType.MapOf map -> new @Nullable ColumnVector[1];
                    case EngineType.Struct struct ->
                            new @Nullable ColumnVector[struct.fields().size()];
                    case EngineType.UnionOf union ->
                            new @Nullable ColumnVector[union.members().size() + 1];
                    case EngineType.Scalar scalar ->
                            scalar.id() == TypeId.VARIANT
                                    ? new @Nullable ColumnVector[VariantParts.TYPES.size()]
                                    : null;
                    case EngineType.Decimal decimal -> null;
                    case EngineType.EnumOf named -> null;
                };
    }

    long vector() {
        return vector;
    }

    public EngineType type() {
        return type;
    }

    /** Rows, or elements of a list's or array's child. */
    public int size() {
        return size;
    }

    /** Whether no row is NULL, so that {@link #isNull} need not be asked. */
    public boolean hasNoNulls() {
        check(0);
        return validity == 0;
    }

    public boolean isNull(int row) {
        check(row);
        return validity != 0
                && (NativeMemory.longAt(validity + ((row >> 6) << 3)) >>> row & 1) == 0;
    }

    public byte byteAt(int row) {
        check(row);
        return NativeMemory.byteAt(data + row);
    }

    public short shortAt(int row) {
        check(row);
        return NativeMemory.shortAt(data + ((long) row << 1));
    }

    public int intAt(int row) {
        check(row);
        return NativeMemory.intAt(data + ((long) row << 2));
    }

    public long longAt(int row) {
        check(row);
        return NativeMemory.longAt(data + ((long) row << 3));
    }

    public float floatAt(int row) {
        check(row);
        return NativeMemory.floatAt(data + ((long) row << 2));
    }

    public double doubleAt(int row) {
        check(row);
        return NativeMemory.doubleAt(data + ((long) row << 3));
    }

    /**
     * The lower half of a 16-byte value; of an interval: days in the upper 32 bits, months below.
     */
    public long lowLongAt(int row) {
        check(row);
        return NativeMemory.longAt(data + ((long) row << 4));
    }

    /** The upper half of a 16-byte value; of an interval its microseconds. */
    public long highLongAt(int row) {
        check(row);
        return NativeMemory.longAt(data + ((long) row << 4) + 8);
    }

    /** Bytes of a VARCHAR, BLOB, BIT, BIGNUM or GEOMETRY value. */
    public int stringLength(int row) {
        check(row);
        return NativeMemory.intAt(data + ((long) row << 4));
    }

    /** Where those bytes stand, within the chunk's life. */
    public long stringAddress(int row) {
        long entry = data + ((long) row << 4);
        return stringLength(row) <= INLINE_BYTES ? entry + 4 : NativeMemory.longAt(entry + 8);
    }

    /** Copies those bytes to {@code target}, which has room for them. */
    public void copyString(int row, long target) {
        NativeMemory.copy(stringAddress(row), target, stringLength(row));
    }

    public byte[] bytesAt(int row) {
        return NativeMemory.bytes(stringAddress(row), stringLength(row));
    }

    public String textAt(int row) {
        return NativeMemory.utf8(stringAddress(row), stringLength(row));
    }

    /** The index of an enum's label. */
    public int enumIndexAt(int row) {
        return switch (((EngineType.EnumOf) type).byteWidth()) {
            case 1 -> byteAt(row) & 0xFF;
            case 2 -> shortAt(row) & 0xFFFF;
            default -> intAt(row);
        };
    }

    /** The unscaled value of a decimal of at most 18 digits. */
    public long unscaledLongAt(int row) {
        return switch (((EngineType.Decimal) type).byteWidth()) {
            case 2 -> shortAt(row);
            case 4 -> intAt(row);
            case 8 -> longAt(row);
            default -> throw new IllegalStateException("The decimal is wider than 18 digits");
        };
    }

    /** The value of a HUGEINT, UHUGEINT, UBIGINT or BIGNUM, or any decimal's unscaled value. */
    public BigInteger bigIntegerAt(int row) {
        return BigIntegers.at(this, row);
    }

    /** Any value, as one could be bound: for tests and small results, not for streams. */
    public EngineValue valueAt(int row) {
        return ValueReader.at(this, row);
    }

    /** The index in {@link #child} where a list's, array's or map's elements begin. */
    public long listOffset(int row) {
        check(row);
        return type instanceof EngineType.ArrayOf array
                ? (long) row * array.size()
                : NativeMemory.longAt(data + ((long) row << 4));
    }

    public int listLength(int row) {
        check(row);
        return type instanceof EngineType.ArrayOf array
                ? array.size()
                : (int) NativeMemory.longAt(data + ((long) row << 4) + 8);
    }

    /** The elements of all rows of a list or array; the entries of a map, as structs. */
    public ColumnVector child() {
        return switch (type) {
            case EngineType.ListOf list -> listChild(list.element());
            case EngineType.MapOf map -> listChild(map.entry());
            case EngineType.ArrayOf array ->
                    child(
                            0,
                            array.element(),
                            Symbols.ARRAY_CHILD,
                            Math.multiplyExact(size, array.size()));
            default -> throw new IllegalStateException("A " + type.id() + " has no elements");
        };
    }

    private ColumnVector listChild(EngineType element) {
        requireOpen();
        int elements = Math.toIntExact(Symbols.LIST_SIZE.asLong(vector));
        return child(0, element, Symbols.LIST_CHILD, elements);
    }

    private ColumnVector child(int index, EngineType element, NativeCall call, int elements) {
        requireOpen();
        @Nullable ColumnVector[] known = Objects.requireNonNull(children);
        ColumnVector child = known[index];
        if (child == null) {
            child = new ColumnVector(element, call.asLong(vector), elements);
            known[index] = child;
        }
        return child;
    }

    /**
     * A struct's field, or a union's member, by its index in the type; of a VARIANT what {@link
     * VariantParts} lists.
     */
    public ColumnVector field(int zeroBased) {
        return switch (type) {
            case EngineType.Struct struct -> part(zeroBased, struct.fields().get(zeroBased).type());
            // The engine keeps the tag before the members.
            case EngineType.UnionOf union ->
                    part(zeroBased + 1, union.members().get(zeroBased).type());
            case EngineType.Scalar scalar when scalar.id() == TypeId.VARIANT ->
                    part(zeroBased, VariantParts.TYPES.get(zeroBased));
            default -> throw new IllegalStateException("A " + type.id() + " has no fields");
        };
    }

    /** The index of the member that a union's value is. */
    public int unionTagAt(int row) {
        return part(0, new EngineType.Scalar(TypeId.UTINYINT)).byteAt(row) & 0xFF;
    }

    private ColumnVector part(int index, EngineType part) {
        requireOpen();
        @Nullable ColumnVector[] known = Objects.requireNonNull(children);
        ColumnVector child = known[index];
        if (child == null) {
            child = new ColumnVector(part, Symbols.STRUCT_CHILD.asLong(vector, (long) index), size);
            known[index] = child;
        }
        return child;
    }

    private void check(int row) {
        if (Integer.compareUnsigned(row, size) >= 0) {
            throw refused(row);
        }
    }

    private RuntimeException refused(int row) {
        return closed
                ? closedException()
                : new IndexOutOfBoundsException("Row " + row + " of " + size);
    }

    private void requireOpen() {
        if (closed) {
            throw closedException();
        }
    }

    private static IllegalStateException closedException() {
        return new IllegalStateException("The chunk is closed");
    }

    void close() {
        closed = true;
        size = 0;
        if (children != null) {
            for (ColumnVector child : children) {
                if (child != null) {
                    child.close();
                }
            }
        }
    }
}
