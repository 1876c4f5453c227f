package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;
import io.netty.buffer.ByteBuf;

/** A value made of others, which grows the buffer as it goes. */
abstract non-sealed class NestedWriter implements ValueWriter {
    /** Appends the value, which is not NULL. */
    abstract void append(ColumnVector vector, int row, ByteBuf out);

    /** Appends any value that is not NULL. */
    static void append(ValueWriter writer, ColumnVector vector, int row, ByteBuf out) {
        switch (writer) {
            case ScalarWriter scalar -> appendScalar(scalar, vector, row, out);
            case NestedWriter nested -> nested.append(vector, row, out);
        }
    }

    private static void appendScalar(
            ScalarWriter writer, ColumnVector vector, int row, ByteBuf out) {
        long bound = writer.fixedBound() + writer.variableBound(vector, row);
        RowLimits.ensureWritable(out, bound + Digits.SLACK);
        long start = out.memoryAddress();
        long end = writer.write(vector, row, start + out.writerIndex());
        out.writerIndex((int) (end - start));
    }

    /** Appends any value, NULL too, behind its length in four bytes. */
    static void appendWithLength(ValueWriter writer, ColumnVector vector, int row, ByteBuf out) {
        RowLimits.ensureWritable(out, Integer.BYTES);
        int lengthIndex = out.writerIndex();
        if (vector.isNull(row)) {
            out.writeInt(-1);
            return;
        }
        out.writeInt(0);
        append(writer, vector, row, out);
        out.setInt(lengthIndex, out.writerIndex() - lengthIndex - Integer.BYTES);
    }
}
