package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.NativeMemory;
import dev.duckspace.gateway.engine.TypeId;

/** Booleans and integers of up to 64 bits. Unsigned ones are sent one size up. */
final class IntegerWriters {
    private static final int MAX_TEXT_LENGTH = 20;

    private IntegerWriters() {}

    /**
     * @param id BOOLEAN or an integer of at most 64 bits
     */
    static ScalarWriter text(TypeId id) {
        return switch (id) {
            case BOOLEAN -> new BooleanText();
            case TINYINT -> new ByteText();
            case SMALLINT -> new ShortText();
            case INTEGER -> new IntText();
            case BIGINT -> new LongText();
            case UTINYINT -> new UnsignedByteText();
            case USMALLINT -> new UnsignedShortText();
            case UINTEGER -> new UnsignedIntText();
            case UBIGINT -> new UnsignedLongText();
            default -> throw new IllegalArgumentException(id + " is no small integer");
        };
    }

    /**
     * @param id BOOLEAN or an integer of at most 32 bits, or BIGINT
     */
    static ScalarWriter binary(TypeId id) {
        return switch (id) {
            case BOOLEAN -> new BooleanBinary();
            case TINYINT -> new ByteBinary();
            case SMALLINT -> new ShortBinary();
            case INTEGER -> new IntBinary();
            case BIGINT -> new LongBinary();
            case UTINYINT -> new UnsignedByteBinary();
            case USMALLINT -> new UnsignedShortBinary();
            case UINTEGER -> new UnsignedIntBinary();
            default -> throw new IllegalArgumentException(id + " has no binary integer form");
        };
    }

    /** oid and its like: the lower four bytes of a UINTEGER or BIGINT. */
    static ScalarWriter lowIntBinary(TypeId id) {
        return id == TypeId.UINTEGER ? new IntBinary() : new LowIntBinary();
    }

    private abstract static class Text extends ScalarWriter {
        Text() {
            super(MAX_TEXT_LENGTH);
        }
    }

    private abstract static class Binary extends ScalarWriter {
        Binary() {
            super(Long.BYTES);
        }
    }

    private static final class BooleanText extends Text {
        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putByte(at, (byte) (vector.byteAt(row) == 0 ? 'f' : 't'));
            return at + 1;
        }
    }

    private static final class ByteText extends Text {
        @Override
        long write(ColumnVector vector, int row, long at) {
            return Digits.writeLong(at, vector.byteAt(row));
        }
    }

    private static final class ShortText extends Text {
        @Override
        long write(ColumnVector vector, int row, long at) {
            return Digits.writeLong(at, vector.shortAt(row));
        }
    }

    private static final class IntText extends Text {
        @Override
        long write(ColumnVector vector, int row, long at) {
            return Digits.writeLong(at, vector.intAt(row));
        }
    }

    private static final class LongText extends Text {
        @Override
        long write(ColumnVector vector, int row, long at) {
            return Digits.writeLong(at, vector.longAt(row));
        }
    }

    private static final class UnsignedByteText extends Text {
        @Override
        long write(ColumnVector vector, int row, long at) {
            return Digits.writeLong(at, vector.byteAt(row) & 0xFF);
        }
    }

    private static final class UnsignedShortText extends Text {
        @Override
        long write(ColumnVector vector, int row, long at) {
            return Digits.writeLong(at, vector.shortAt(row) & 0xFFFF);
        }
    }

    private static final class UnsignedIntText extends Text {
        @Override
        long write(ColumnVector vector, int row, long at) {
            return Digits.writeLong(at, vector.intAt(row) & 0xFFFF_FFFFL);
        }
    }

    private static final class UnsignedLongText extends Text {
        @Override
        long write(ColumnVector vector, int row, long at) {
            return Digits.writeUnsigned(at, vector.longAt(row));
        }
    }

    private static final class BooleanBinary extends Binary {
        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putByte(at, (byte) (vector.byteAt(row) == 0 ? 0 : 1));
            return at + 1;
        }
    }

    private static final class ByteBinary extends Binary {
        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putShortBigEndian(at, vector.byteAt(row));
            return at + Short.BYTES;
        }
    }

    private static final class ShortBinary extends Binary {
        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putShortBigEndian(at, vector.shortAt(row));
            return at + Short.BYTES;
        }
    }

    private static final class IntBinary extends Binary {
        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putIntBigEndian(at, vector.intAt(row));
            return at + Integer.BYTES;
        }
    }

    private static final class LongBinary extends Binary {
        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putLongBigEndian(at, vector.longAt(row));
            return at + Long.BYTES;
        }
    }

    private static final class UnsignedByteBinary extends Binary {
        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putShortBigEndian(at, (short) (vector.byteAt(row) & 0xFF));
            return at + Short.BYTES;
        }
    }

    private static final class UnsignedShortBinary extends Binary {
        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putIntBigEndian(at, vector.shortAt(row) & 0xFFFF);
            return at + Integer.BYTES;
        }
    }

    private static final class UnsignedIntBinary extends Binary {
        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putLongBigEndian(at, vector.intAt(row) & 0xFFFF_FFFFL);
            return at + Long.BYTES;
        }
    }

    private static final class LowIntBinary extends Binary {
        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putIntBigEndian(at, (int) vector.longAt(row));
            return at + Integer.BYTES;
        }
    }
}
