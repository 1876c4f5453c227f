package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.engine.WritableVector;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one column's values from their texts, or their binary forms, into a vector. The frequent
 * spellings of frequent types are read from the bytes at once; everything else, and every error, is
 * left to {@link ParameterDecoder}.
 */
abstract class FieldReader {
    private static final short BINARY = 1;

    private final PgType type;
    private final TextSettings settings;

    FieldReader(PgType type, TextSettings settings) {
        this.type = type;
        this.settings = settings;
    }

    static FieldReader of(CopyColumn column, TextSettings settings) {
        return of(column.stored(), column.type().type(), settings);
    }

    /**
     * @param stored of the vector
     * @param type of the texts
     */
    static FieldReader of(EngineType stored, PgType type, TextSettings settings) {
        return switch (stored) {
            case EngineType.Decimal decimal when decimal.byteWidth() < 16 ->
                    new NumberReader.Decimals(type, settings, decimal);
            case EngineType.Scalar scalar when scalar.alias() != null ->
                    AliasReader.of(scalar, scalar.alias(), type, settings)
                            .orElseGet(() -> ofScalar(scalar.id(), type, settings));
            case EngineType.Scalar scalar -> ofScalar(scalar.id(), type, settings);
            default -> new Any(type, settings);
        };
    }

    private static FieldReader ofScalar(TypeId id, PgType type, TextSettings settings) {
        return switch (id) {
            case VARCHAR -> new Texts(type, settings);
            case SMALLINT ->
                    new NumberReader.Integers(type, settings, Short.BYTES, Short.MAX_VALUE);
            case INTEGER ->
                    new NumberReader.Integers(type, settings, Integer.BYTES, Integer.MAX_VALUE);
            case BIGINT -> new NumberReader.Integers(type, settings, Long.BYTES, Long.MAX_VALUE);
            case FLOAT -> new NumberReader.Floats(type, settings);
            case DOUBLE -> new NumberReader.Doubles(type, settings);
            case BOOLEAN -> new Booleans(type, settings);
            case DATE -> new ClockReader.Dates(type, settings);
            case TIMESTAMPTZ -> new ClockReader.ZonedTimestamps(type, settings);
            case TIMESTAMP -> new ClockReader.Timestamps(type, settings);
            default -> new Any(type, settings);
        };
    }

    /**
     * @throws PgException as {@link ParameterDecoder#decode}
     */
    abstract void read(byte[] bytes, int from, int to, WritableVector vector, int row);

    /**
     * Reads a value from its binary form, which is all of these bytes.
     *
     * @throws PgException as {@link ParameterDecoder#decode}
     */
    void readBinary(byte[] bytes, int from, int to, WritableVector vector, int row) {
        binarySlowly(bytes, from, to, vector, row);
    }

    final void binarySlowly(byte[] bytes, int from, int to, WritableVector vector, int row) {
        byte[] value = Arrays.copyOfRange(bytes, from, to);
        VectorValues.write(vector, row, BinaryInput.decode(type, value, 0));
    }

    /** As the text of the value would be read. */
    final void binaryByText(byte[] bytes, int from, int to, WritableVector vector, int row) {
        byte[] value = Arrays.copyOfRange(bytes, from, to);
        EngineValue decoded = ParameterDecoder.decode(type, BINARY, value, settings, 0);
        byte[] text = ((EngineValue.Text) decoded).value().getBytes(StandardCharsets.UTF_8);
        read(text, 0, text.length, vector, row);
    }

    /** Whether a column's type is the one of this name, so that its binary form is known. */
    final boolean isNamed(String name) {
        return type.name().equals(name);
    }

    final void slowly(byte[] bytes, int from, int to, WritableVector vector, int row) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        VectorValues.write(vector, row, ParameterDecoder.decodeText(type, text, settings));
    }

    private static final class Any extends FieldReader {
        Any(PgType type, TextSettings settings) {
            super(type, settings);
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            slowly(bytes, from, to, vector, row);
        }
    }

    private static final class Texts extends FieldReader {
        private final boolean isText;

        Texts(PgType type, TextSettings settings) {
            super(type, settings);
            isText = BinaryInput.isText(type);
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            vector.setString(row, bytes, from, to - from);
        }

        @Override
        void readBinary(byte[] bytes, int from, int to, WritableVector vector, int row) {
            if (isText) {
                Utf8.requireValid(bytes, from, to);
                read(bytes, from, to, vector, row);
            } else {
                binarySlowly(bytes, from, to, vector, row);
            }
        }
    }

    private static final class Booleans extends FieldReader {
        Booleans(PgType type, TextSettings settings) {
            super(type, settings);
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            if (to - from == 1 && (bytes[from] == 't' || bytes[from] == 'f')) {
                vector.setByte(row, (byte) (bytes[from] == 't' ? 1 : 0));
            } else {
                slowly(bytes, from, to, vector, row);
            }
        }

        @Override
        void readBinary(byte[] bytes, int from, int to, WritableVector vector, int row) {
            if (to - from == 1 && isNamed("bool")) {
                vector.setByte(row, (byte) (bytes[from] == 0 ? 0 : 1));
            } else {
                binarySlowly(bytes, from, to, vector, row);
            }
        }
    }
}
