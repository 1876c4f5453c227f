package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineType;
import io.netty.buffer.ByteBuf;

/** The catalog's int2vector and oidvector: lists whose text has no braces and that count from 0. */
final class PgVectors {
    private PgVectors() {}

    static boolean isVector(EngineType type) {
        PgType pgType = PgColumnType.of(type).type();
        return pgType.equals(PgType.INT2VECTOR) || pgType.equals(PgType.OIDVECTOR);
    }

    static NestedWriter text(ValueWriter element) {
        return new Text(element);
    }

    /** {@code 1 2 3}. */
    private static final class Text extends NestedWriter {
        private final ValueWriter element;

        Text(ValueWriter element) {
            this.element = element;
        }

        @Override
        void append(ColumnVector vector, int row, ByteBuf out) {
            ColumnVector child = vector.child();
            int from = Math.toIntExact(vector.listOffset(row));
            int to = from + vector.listLength(row);
            for (int i = from; i < to; i++) {
                if (i > from) {
                    RowLimits.ensureWritable(out, 1);
                    out.writeByte(' ');
                }
                append(element, child, i, out);
            }
        }
    }
}
