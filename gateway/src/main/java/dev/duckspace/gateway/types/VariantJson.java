package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.NativeMemory;
import dev.duckspace.gateway.engine.VariantParts;
import dev.duckspace.gateway.protocol.PgException;
import io.netty.buffer.ByteBuf;

/**
 * VARIANT as JSON text, by the rules of {@link JsonWriters}.
 *
 * <p>A value's bytes depend on its type code: scalars in their width, lowest byte first; texts and
 * blobs behind their length; objects and arrays as the number of children and, when there are any,
 * the index of the first one. Lengths and counts are in groups of seven bits, lowest first, the top
 * bit set while more follow.
 */
final class VariantJson extends NestedWriter {
    private static final int NULL = 0;
    private static final int OBJECT = 29;
    private static final int ARRAY = 30;

    private final VariantScalars scalars;

    VariantJson(TextSettings settings) {
        this.scalars = new VariantScalars(settings);
    }

    @Override
    void append(ColumnVector vector, int row, ByteBuf out) {
        new Tree(vector, row, out).appendValue(0);
    }

    /** One value with its vectors. */
    private final class Tree {
        private final ByteBuf out;
        private final ColumnVector keys;
        private final ColumnVector childKeys;
        private final ColumnVector childValues;
        private final ColumnVector typeCodes;
        private final ColumnVector byteOffsets;
        private final int firstKey;
        private final int firstChild;
        private final int firstValue;
        private final long data;

        Tree(ColumnVector vector, int row, ByteBuf out) {
            ColumnVector children = vector.field(VariantParts.CHILDREN);
            ColumnVector values = vector.field(VariantParts.VALUES);
            this.out = out;
            this.keys = vector.field(VariantParts.KEYS).child();
            this.childKeys = children.child().field(0);
            this.childValues = children.child().field(1);
            this.typeCodes = values.child().field(0);
            this.byteOffsets = values.child().field(1);
            this.firstKey = start(vector.field(VariantParts.KEYS), row);
            this.firstChild = start(children, row);
            this.firstValue = start(values, row);
            this.data = vector.field(VariantParts.DATA).stringAddress(row);
        }

        private static int start(ColumnVector lists, int row) {
            return Math.toIntExact(lists.listOffset(row));
        }

        void appendValue(int index) {
            int typeCode = typeCodes.byteAt(firstValue + index) & 0xFF;
            long at = data + (byteOffsets.intAt(firstValue + index) & 0xFFFF_FFFFL);
            switch (typeCode) {
                case NULL -> JsonWriters.putNull(out);
                case OBJECT, ARRAY -> appendChildren(at, typeCode == OBJECT);
                default -> scalars.append(typeCode, at, out);
            }
        }

        private void appendChildren(long address, boolean named) {
            VariantBytes in = new VariantBytes(address);
            int count = in.length();
            int first = count == 0 ? 0 : firstChild + in.length();
            put(named ? '{' : '[');
            for (int i = first; i < first + count; i++) {
                if (i > first) {
                    put(',');
                }
                if (named) {
                    appendKey(firstKey + childKeys.intAt(i));
                    put(':');
                }
                appendValue(childValues.intAt(i));
            }
            put(named ? '}' : ']');
        }

        private void appendKey(int key) {
            int start = out.writerIndex();
            int length = keys.stringLength(key);
            RowLimits.ensureWritable(out, length);
            keys.copyString(key, out.memoryAddress() + start);
            out.writerIndex(start + length);
            Escaping.quoteJson(out, start);
        }

        private void put(char character) {
            RowLimits.ensureWritable(out, 1);
            out.writeByte(character);
        }
    }

    /** Reads forward from an address. */
    static final class VariantBytes {
        private long at;

        VariantBytes(long address) {
            this.at = address;
        }

        long address() {
            return at;
        }

        int next() {
            return NativeMemory.byteAt(at++);
        }

        int length() {
            int value = 0;
            for (int shift = 0; shift < Integer.SIZE; shift += 7) {
                int group = next();
                value |= (group & 0x7F) << shift;
                if (group >= 0) {
                    return value;
                }
            }
            throw PgException.notSupported(
                    "this VARIANT value cannot be read", "Cast the column to JSON or VARCHAR.");
        }
    }
}
