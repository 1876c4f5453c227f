package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.NativeMemory;
import java.nio.charset.StandardCharsets;

/** double precision and real. */
final class FloatWriters {
    private FloatWriters() {}

    static ScalarWriter doubleText(int extraFloatDigits) {
        return extraFloatDigits > 0 ? new DoubleText() : new RoundedDoubleText(extraFloatDigits);
    }

    static ScalarWriter floatText(int extraFloatDigits) {
        return extraFloatDigits > 0 ? new FloatShortText() : new RoundedFloatText(extraFloatDigits);
    }

    static ScalarWriter doubleBinary() {
        return new DoubleBinary();
    }

    static ScalarWriter floatBinary() {
        return new FloatBinary();
    }

    private static long writeAscii(long at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        NativeMemory.copy(bytes, 0, at, bytes.length);
        return at + bytes.length;
    }

    private static final class DoubleText extends ScalarWriter {
        DoubleText() {
            super(FloatText.MAX_LENGTH);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            return FloatText.write(at, vector.doubleAt(row));
        }
    }

    private static final class FloatShortText extends ScalarWriter {
        FloatShortText() {
            super(FloatText.MAX_LENGTH);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            return FloatText.write(at, vector.floatAt(row));
        }
    }

    private static final class RoundedDoubleText extends ScalarWriter {
        private final int extraFloatDigits;

        RoundedDoubleText(int extraFloatDigits) {
            super(FloatText.MAX_LENGTH);
            this.extraFloatDigits = extraFloatDigits;
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            return writeAscii(at, FloatPrecision.text(vector.doubleAt(row), extraFloatDigits));
        }
    }

    private static final class RoundedFloatText extends ScalarWriter {
        private final int extraFloatDigits;

        RoundedFloatText(int extraFloatDigits) {
            super(FloatText.MAX_LENGTH);
            this.extraFloatDigits = extraFloatDigits;
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            return writeAscii(at, FloatPrecision.text(vector.floatAt(row), extraFloatDigits));
        }
    }

    private static final class DoubleBinary extends ScalarWriter {
        DoubleBinary() {
            super(Double.BYTES);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putLongBigEndian(at, vector.longAt(row));
            return at + Double.BYTES;
        }
    }

    private static final class FloatBinary extends ScalarWriter {
        FloatBinary() {
            super(Float.BYTES);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putIntBigEndian(at, vector.intAt(row));
            return at + Float.BYTES;
        }
    }
}
