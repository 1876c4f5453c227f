package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;
import io.netty.buffer.ByteBuf;

/**
 * Lists and arrays as {@code {a,"b c",NULL}}; lists of lists as further dimensions.
 *
 * <p>A ragged list of lists is written the same way, {@code {{1,2},{3}}}, although PostgreSQL has
 * no such array: what the client sees is what is stored.
 */
final class ArrayText extends NestedWriter {
    private static final byte[] NULL = {'N', 'U', 'L', 'L'};

    private final ValueWriter element;

    ArrayText(ValueWriter element) {
        this.element = element;
    }

    @Override
    void append(ColumnVector vector, int row, ByteBuf out) {
        ColumnVector child = vector.child();
        int from = Math.toIntExact(vector.listOffset(row));
        int to = from + vector.listLength(row);
        RowLimits.ensureWritable(out, 1);
        out.writeByte('{');
        for (int i = from; i < to; i++) {
            RowLimits.ensureWritable(out, 1 + NULL.length);
            if (i > from) {
                out.writeByte(',');
            }
            appendElement(child, i, out);
        }
        RowLimits.ensureWritable(out, 1);
        out.writeByte('}');
    }

    private void appendElement(ColumnVector child, int row, ByteBuf out) {
        if (child.isNull(row)) {
            out.writeBytes(NULL);
            return;
        }
        int start = out.writerIndex();
        append(element, child, row, out);
        if (!(element instanceof ArrayText)) {
            Escaping.quoteArrayElement(out, start);
        }
    }
}
