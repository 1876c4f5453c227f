package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.NativeMemory;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Text, bytea, bits, UUIDs and enum labels. */
final class StringWriters {
    private static final int UUID_LENGTH = 36;

    private StringWriters() {}

    /** The bytes as they are: text and json in both formats, bytea in binary. */
    static ScalarWriter bytes() {
        return new Bytes();
    }

    /** A version byte before the text. */
    static ScalarWriter jsonbBinary() {
        return new JsonbBinary();
    }

    static ScalarWriter byteaText(ByteaOutput output) {
        return switch (output) {
            case HEX -> new ByteaHex();
            case ESCAPE -> new ByteaEscape();
        };
    }

    static ScalarWriter enumLabels(List<String> labels) {
        return new EnumLabels(labels);
    }

    static ScalarWriter uuidText() {
        return new UuidText();
    }

    static ScalarWriter uuidBinary() {
        return new UuidBinary();
    }

    private abstract static class Variable extends ScalarWriter {
        private final int bytesPerByte;

        Variable(int fixedBound, int bytesPerByte) {
            super(fixedBound);
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

    private static final class Bytes extends Variable {
        private static final int INLINE = 12;
        private static final int WORD_BY_WORD = 64;

        Bytes() {
            super(0, 1);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            int length = vector.stringLength(row);
            long source = vector.stringAddress(row);
            if (length <= INLINE) {
                NativeMemory.putLong(at, NativeMemory.longAt(source));
                NativeMemory.putInt(at + Long.BYTES, NativeMemory.intAt(source + Long.BYTES));
            } else if (length <= WORD_BY_WORD) {
                int last = length - Long.BYTES;
                for (int i = 0; i < last; i += Long.BYTES) {
                    NativeMemory.putLong(at + i, NativeMemory.longAt(source + i));
                }
                NativeMemory.putLong(at + last, NativeMemory.longAt(source + last));
            } else {
                NativeMemory.copy(source, at, length);
            }
            return at + length;
        }
    }

    private static final class JsonbBinary extends Variable {
        private final Bytes text = new Bytes();

        JsonbBinary() {
            super(1, 1);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putByte(at, (byte) 1);
            return text.write(vector, row, at + 1);
        }
    }

    private static final class ByteaHex extends Variable {
        ByteaHex() {
            super(2, 2);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putByte(at, (byte) '\\');
            NativeMemory.putByte(at + 1, (byte) 'x');
            return HexText.writeBytes(at + 2, vector.stringAddress(row), vector.stringLength(row));
        }
    }

    private static final class ByteaEscape extends Variable {
        ByteaEscape() {
            super(0, 4);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            long source = vector.stringAddress(row);
            int length = vector.stringLength(row);
            long end = at;
            for (int i = 0; i < length; i++) {
                end = writeByte(end, NativeMemory.byteAt(source + i) & 0xFF);
            }
            return end;
        }

        private static long writeByte(long at, int value) {
            if (value >= ' ' && value < 0x7F && value != '\\') {
                NativeMemory.putByte(at, (byte) value);
                return at + 1;
            }
            NativeMemory.putByte(at, (byte) '\\');
            if (value == '\\') {
                NativeMemory.putByte(at + 1, (byte) '\\');
                return at + 2;
            }
            NativeMemory.putByte(at + 1, (byte) ('0' + (value >> 6)));
            NativeMemory.putByte(at + 2, (byte) ('0' + ((value >> 3) & 7)));
            NativeMemory.putByte(at + 3, (byte) ('0' + (value & 7)));
            return at + 4;
        }
    }

    private static final class EnumLabels extends ScalarWriter {
        private final byte[][] labels;

        EnumLabels(List<String> labels) {
            super(longest(labels));
            this.labels =
                    labels.stream()
                            .map(label -> label.getBytes(StandardCharsets.UTF_8))
                            .toArray(byte[][]::new);
        }

        private static int longest(List<String> labels) {
            return labels.stream()
                    .mapToInt(label -> label.getBytes(StandardCharsets.UTF_8).length)
                    .max()
                    .orElse(0);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            byte[] label = labels[vector.enumIndexAt(row)];
            NativeMemory.copy(label, 0, at, label.length);
            return at + label.length;
        }
    }

    private static final class UuidText extends ScalarWriter {
        UuidText() {
            super(UUID_LENGTH);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            return writeUuid(at, vector.highLongAt(row), vector.lowLongAt(row));
        }
    }

    /**
     * @param engineHigh the upper half as the engine keeps it, with the topmost bit flipped
     */
    static long writeUuid(long at, long engineHigh, long low) {
        long high = engineHigh ^ Long.MIN_VALUE;
        HexText.writeInt(at, (int) (high >>> 32));
        HexText.writeShort(at + 9, (int) (high >>> 16) & 0xFFFF);
        HexText.writeShort(at + 14, (int) high & 0xFFFF);
        HexText.writeShort(at + 19, (int) (low >>> 48));
        HexText.writeInt(at + 24, (int) (low >>> 16));
        HexText.writeShort(at + 32, (int) low & 0xFFFF);
        for (int dash = 8; dash <= 23; dash += 5) {
            NativeMemory.putByte(at + dash, (byte) '-');
        }
        return at + UUID_LENGTH;
    }

    private static final class UuidBinary extends ScalarWriter {
        UuidBinary() {
            super(2 * Long.BYTES);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putLongBigEndian(at, vector.highLongAt(row) ^ Long.MIN_VALUE);
            NativeMemory.putLongBigEndian(at + Long.BYTES, vector.lowLongAt(row));
            return at + 2 * Long.BYTES;
        }
    }
}
