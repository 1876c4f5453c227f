package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.NativeMemory;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** numeric: decimals and the integers that PostgreSQL has no integer type for. */
final class NumericWriters {
    private NumericWriters() {}

    static ScalarWriter decimalText(EngineType.Decimal type) {
        NumericScale scale = NumericScale.of(type);
        if (scale != null) {
            return new ShownText(type.scale(), scale);
        }
        return switch (type.byteWidth()) {
            case 2 -> new Decimal16Text(type.scale());
            case 4 -> new Decimal32Text(type.scale());
            case 8 -> new Decimal64Text(type.scale());
            default -> new WideText(type.scale(), true);
        };
    }

    static ScalarWriter decimalBinary(EngineType.Decimal type) {
        NumericScale scale = NumericScale.of(type);
        if (scale != null) {
            return new ShownBinary(type.scale(), scale);
        }
        return switch (type.byteWidth()) {
            case 2, 4, 8 -> new DecimalBinary(type.byteWidth(), type.scale());
            default -> new WideBinary(type.scale(), true);
        };
    }

    static ScalarWriter hugeintText(boolean signed) {
        return new WideText(0, signed);
    }

    static ScalarWriter hugeintBinary(boolean signed) {
        return new WideBinary(0, signed);
    }

    static ScalarWriter unsignedLongBinary() {
        return new UnsignedLongBinary();
    }

    static ScalarWriter bignumText() {
        return new BignumText();
    }

    static ScalarWriter bignumBinary() {
        return new BignumBinary();
    }

    private static final class Decimal16Text extends ScalarWriter {
        private final int scale;

        Decimal16Text(int scale) {
            super(NumericText.MAX_LENGTH);
            this.scale = scale;
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            return NumericText.write(at, vector.shortAt(row), scale);
        }
    }

    private static final class Decimal32Text extends ScalarWriter {
        private final int scale;

        Decimal32Text(int scale) {
            super(NumericText.MAX_LENGTH);
            this.scale = scale;
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            return NumericText.write(at, vector.intAt(row), scale);
        }
    }

    private static final class Decimal64Text extends ScalarWriter {
        private final int scale;

        Decimal64Text(int scale) {
            super(NumericText.MAX_LENGTH);
            this.scale = scale;
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            return NumericText.write(at, vector.longAt(row), scale);
        }
    }

    private static final class WideText extends ScalarWriter {
        private final NumericText text = new NumericText();
        private final int scale;
        private final boolean signed;

        WideText(int scale, boolean signed) {
            super(NumericText.MAX_LENGTH);
            this.scale = scale;
            this.signed = signed;
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            long high = vector.highLongAt(row);
            long low = vector.lowLongAt(row);
            return signed
                    ? text.writeWide(at, high, low, scale)
                    : text.writeMagnitude(at, high, low, scale);
        }
    }

    /** Values of 128 bits with as many decimals as each calls for. */
    private static final class ShownText extends ScalarWriter {
        private final int scale;
        private final NumericScale shown;

        ShownText(int scale, NumericScale shown) {
            super(NumericText.MAX_LENGTH);
            this.scale = scale;
            this.shown = shown;
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            byte[] text =
                    shown.shown(vector.bigIntegerAt(row), scale)
                            .toPlainString()
                            .getBytes(StandardCharsets.US_ASCII);
            NativeMemory.copy(text, 0, at, text.length);
            return at + text.length;
        }
    }

    private static final class ShownBinary extends ScalarWriter {
        private final NumericBinary binary = new NumericBinary();
        private final int scale;
        private final NumericScale shown;

        ShownBinary(int scale, NumericScale shown) {
            super(NumericBinary.MAX_LENGTH);
            this.scale = scale;
            this.shown = shown;
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            BigDecimal value = shown.shown(vector.bigIntegerAt(row), scale);
            BigInteger unscaled = value.unscaledValue();
            return binary.writeWide(
                    at,
                    unscaled.shiftRight(Long.SIZE).longValue(),
                    unscaled.longValue(),
                    value.scale());
        }
    }

    private static final class DecimalBinary extends ScalarWriter {
        private final NumericBinary binary = new NumericBinary();
        private final int byteWidth;
        private final int scale;

        DecimalBinary(int byteWidth, int scale) {
            super(NumericBinary.MAX_LENGTH);
            this.byteWidth = byteWidth;
            this.scale = scale;
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            long unscaled =
                    switch (byteWidth) {
                        case 2 -> vector.shortAt(row);
                        case 4 -> vector.intAt(row);
                        default -> vector.longAt(row);
                    };
            return binary.write(at, unscaled, scale);
        }
    }

    private static final class WideBinary extends ScalarWriter {
        private final NumericBinary binary = new NumericBinary();
        private final int scale;
        private final boolean signed;

        WideBinary(int scale, boolean signed) {
            super(NumericBinary.MAX_LENGTH);
            this.scale = scale;
            this.signed = signed;
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            long high = vector.highLongAt(row);
            long low = vector.lowLongAt(row);
            return signed
                    ? binary.writeWide(at, high, low, scale)
                    : binary.writeMagnitude(at, high, low, scale, false);
        }
    }

    private static final class UnsignedLongBinary extends ScalarWriter {
        private final NumericBinary binary = new NumericBinary();

        UnsignedLongBinary() {
            super(NumericBinary.MAX_LENGTH);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            return binary.writeMagnitude(at, 0, vector.longAt(row), 0, false);
        }
    }

    /** Integers of any size; three decimal digits a byte are more than enough. */
    private abstract static class Bignum extends ScalarWriter {
        Bignum() {
            super(NumericBinary.MAX_LENGTH);
        }

        @Override
        boolean isVariable() {
            return true;
        }

        @Override
        long variableBound(ColumnVector vector, int row) {
            return 3L * (vector.stringLength(row) & 0xFFFF_FFFFL);
        }
    }

    private static final class BignumText extends Bignum {
        @Override
        long write(ColumnVector vector, int row, long at) {
            byte[] text = vector.bigIntegerAt(row).toString().getBytes(StandardCharsets.US_ASCII);
            NativeMemory.copy(text, 0, at, text.length);
            return at + text.length;
        }
    }

    private static final class BignumBinary extends Bignum {
        private static final int MAX_GROUPS = Short.MAX_VALUE;

        @Override
        long write(ColumnVector vector, int row, long at) {
            BigInteger value = vector.bigIntegerAt(row);
            String digits = value.abs().toString();
            int groups = (digits.length() + 3) / 4;
            if (groups > MAX_GROUPS) {
                throw new PgException(
                        SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
            }
            long end = at + NumericBinary.HEADER;
            int from = digits.length() - groups * 4;
            for (int i = 0; i < groups; i++, from += 4) {
                int group = Integer.parseInt(digits, Math.max(0, from), from + 4, 10);
                NativeMemory.putShortBigEndian(end, (short) group);
                end += Short.BYTES;
            }
            return NumericBinary.finish(at, end, groups - 1, 0, value.signum() < 0);
        }
    }
}
