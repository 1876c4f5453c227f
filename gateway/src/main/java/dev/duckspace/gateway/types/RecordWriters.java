package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** Structs as PostgreSQL's anonymous records: {@code (1,"a b",)} or binary. */
final class RecordWriters {
    private RecordWriters() {}

    static NestedWriter text(List<ValueWriter> fields) {
        return new Text(List.copyOf(fields));
    }

    /**
     * @param oids the types of the fields
     */
    static NestedWriter binary(List<ValueWriter> fields, int[] oids) {
        return new Binary(List.copyOf(fields), oids);
    }

    private static final class Text extends NestedWriter {
        private final List<ValueWriter> fields;

        Text(List<ValueWriter> fields) {
            this.fields = fields;
        }

        @Override
        void append(ColumnVector vector, int row, ByteBuf out) {
            RowLimits.ensureWritable(out, 1);
            out.writeByte('(');
            for (int i = 0; i < fields.size(); i++) {
                if (i > 0) {
                    RowLimits.ensureWritable(out, 1);
                    out.writeByte(',');
                }
                ColumnVector field = vector.field(i);
                if (!field.isNull(row)) {
                    int start = out.writerIndex();
                    append(fields.get(i), field, row, out);
                    Escaping.quoteRecordField(out, start);
                }
            }
            RowLimits.ensureWritable(out, 1);
            out.writeByte(')');
        }
    }

    /** int32 count, then for each field: int32 OID, int32 length or -1, value. */
    private static final class Binary extends NestedWriter {
        private final List<ValueWriter> fields;
        private final int[] oids;

        Binary(List<ValueWriter> fields, int[] oids) {
            this.fields = fields;
            this.oids = oids;
        }

        @Override
        void append(ColumnVector vector, int row, ByteBuf out) {
            RowLimits.ensureWritable(out, Integer.BYTES);
            out.writeInt(fields.size());
            for (int i = 0; i < fields.size(); i++) {
                RowLimits.ensureWritable(out, Integer.BYTES);
                out.writeInt(oids[i]);
                appendWithLength(fields.get(i), vector.field(i), row, out);
            }
        }
    }
}
