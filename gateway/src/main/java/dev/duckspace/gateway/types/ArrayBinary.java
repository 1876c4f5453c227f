package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import io.netty.buffer.ByteBuf;

/**
 * Lists and arrays in binary form.
 *
 * <pre>
 * int32 dimensions | int32 1 if there are NULLs | int32 element OID
 * for each dimension: int32 size | int32 lower bound 1
 * for each element: int32 length, -1 for NULL | value
 * </pre>
 */
final class ArrayBinary extends NestedWriter {
    private static final int MAX_DIMENSIONS = 6;

    private final ValueWriter element;
    private final int elementOid;
    private final int depth;
    private final int lowerBound;

    /**
     * @param depth how many lists stand around the element
     * @param lowerBound the index of the first element: 1, or 0 for int2vector and oidvector
     */
    ArrayBinary(ValueWriter element, int elementOid, int depth, int lowerBound) {
        this.element = element;
        this.elementOid = elementOid;
        this.depth = depth;
        this.lowerBound = lowerBound;
    }

    @Override
    void append(ColumnVector vector, int row, ByteBuf out) {
        int dimensions = hasElements(vector, row, depth) ? depth : 0;
        int[] sizes = new int[dimensions];
        if (dimensions > MAX_DIMENSIONS) {
            throw new PgException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "number of array dimensions (%d) exceeds the maximum allowed (%d)"
                            .formatted(dimensions, MAX_DIMENSIONS));
        }
        measure(vector, row, sizes);
        RowLimits.ensureWritable(out, 3 * Integer.BYTES + 2L * dimensions * Integer.BYTES);
        out.writeInt(dimensions);
        int nullsIndex = out.writerIndex();
        out.writeInt(0);
        out.writeInt(elementOid);
        for (int i = 0; i < dimensions; i++) {
            out.writeInt(sizes[i]);
            out.writeInt(lowerBound);
        }
        if (dimensions > 0 && appendElements(vector, row, 0, sizes, out)) {
            out.setInt(nullsIndex, 1);
        }
    }

    private static boolean hasElements(ColumnVector lists, int row, int depth) {
        if (lists.isNull(row)) {
            return false;
        }
        int from = Math.toIntExact(lists.listOffset(row));
        int to = from + lists.listLength(row);
        if (depth == 1) {
            return to > from;
        }
        ColumnVector child = lists.child();
        for (int i = from; i < to; i++) {
            // A NULL instead of a list is no element, but not an empty array either.
            if (child.isNull(i) || hasElements(child, i, depth - 1)) {
                return true;
            }
        }
        return false;
    }

    /** Follows the first element of each level down. */
    private static void measure(ColumnVector vector, int row, int[] sizes) {
        ColumnVector level = vector;
        int index = row;
        for (int i = 0; i < sizes.length; i++) {
            if (level.isNull(index) || level.listLength(index) == 0) {
                throw ragged();
            }
            sizes[i] = level.listLength(index);
            index = Math.toIntExact(level.listOffset(index));
            level = level.child();
        }
    }

    /** Returns whether there was a NULL. */
    private boolean appendElements(
            ColumnVector lists, int row, int level, int[] sizes, ByteBuf out) {
        if (lists.isNull(row) || lists.listLength(row) != sizes[level]) {
            throw ragged();
        }
        ColumnVector child = lists.child();
        int from = Math.toIntExact(lists.listOffset(row));
        boolean nulls = false;
        for (int i = from; i < from + sizes[level]; i++) {
            if (level + 1 < depth) {
                nulls |= appendElements(child, i, level + 1, sizes, out);
            } else {
                appendWithLength(element, child, i, out);
                nulls |= child.isNull(i);
            }
        }
        return nulls;
    }

    private static PgException ragged() {
        return new PgException(
                ErrorInfo.error(
                                SqlState.ARRAY_ELEMENT_ERROR,
                                "a list of lists of different lengths has no binary array form")
                        .withHint("Ask for text format, or cast the value to JSON or VARCHAR."));
    }
}
