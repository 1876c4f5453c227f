package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.engine.WritableVector;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Writes decoded values into vectors of the engine's types, any of them, one by one. */
final class VectorValues {
    private static final Set<TypeId> SCALARS =
            Set.of(
                    TypeId.BOOLEAN,
                    TypeId.TINYINT,
                    TypeId.SMALLINT,
                    TypeId.INTEGER,
                    TypeId.BIGINT,
                    TypeId.UTINYINT,
                    TypeId.USMALLINT,
                    TypeId.UINTEGER,
                    TypeId.UBIGINT,
                    TypeId.HUGEINT,
                    TypeId.FLOAT,
                    TypeId.DOUBLE,
                    TypeId.VARCHAR,
                    TypeId.BLOB,
                    TypeId.DATE,
                    TypeId.TIME,
                    TypeId.TIMETZ,
                    TypeId.TIMESTAMP,
                    TypeId.TIMESTAMP_S,
                    TypeId.TIMESTAMP_MS,
                    TypeId.TIMESTAMP_NS,
                    TypeId.TIMESTAMPTZ,
                    TypeId.INTERVAL,
                    TypeId.UUID);

    private static final int MAX_OFFSET_SECONDS = 16 * 3600 - 1;
    private static final BigInteger MAX_UNSIGNED = BigInteger.TWO.pow(64);

    private VectorValues() {}

    /** Whether values of a type can be written; others are made by the engine of their text. */
    static boolean canWrite(EngineType type) {
        return switch (type) {
            case EngineType.Scalar scalar ->
                    scalar.alias() == null
                            ? SCALARS.contains(scalar.id())
                            : AliasReader.reads(scalar, scalar.alias());
            case EngineType.Decimal decimal -> decimal.alias() == null;
            case EngineType.EnumOf _ -> true;
            case EngineType.ListOf list ->
                    list.alias() == null
                            && list.element().alias() == null
                            && canWrite(list.element());
            case EngineType.ArrayOf _,
                    EngineType.Struct _,
                    EngineType.MapOf _,
                    EngineType.UnionOf _ ->
                    false;
        };
    }

    /**
     * @throws PgException 22003 for what the type does not hold, 22P02 for a label that is none
     */
    static void write(WritableVector vector, int row, EngineValue value) {
        if (value instanceof EngineValue.Null) {
            vector.setNull(row);
            return;
        }
        switch (vector.type()) {
            case EngineType.Decimal decimal -> writeDecimal(vector, row, decimal, decimalOf(value));
            case EngineType.EnumOf labels -> writeLabel(vector, row, labels, value);
            case EngineType.ListOf list -> writeList(vector, row, list, value);
            case EngineType.Scalar scalar -> {
                String alias = scalar.alias();
                EngineValue fitting = alias == null ? value : TimeType.fit(alias, value);
                writeScalar(vector, row, scalar.id(), fitting);
            }
            case EngineType.ArrayOf _,
                    EngineType.Struct _,
                    EngineType.MapOf _,
                    EngineType.UnionOf _ ->
                    throw new IllegalStateException(vector.type().id() + " cannot be written");
        }
    }

    private static void writeScalar(WritableVector vector, int row, TypeId id, EngineValue value) {
        boolean ofText =
                value instanceof EngineValue.Text
                        || value instanceof EngineValue.Bit
                        || value instanceof EngineValue.Blob;
        if (id == TypeId.VARCHAR && !ofText) {
            throw PgException.notSupported(
                    "the binary format of a column of this type is not supported",
                    "Copy in the text format.");
        }
        switch (value) {
            case EngineValue.Bool(boolean truth) -> vector.setByte(row, (byte) (truth ? 1 : 0));
            case EngineValue.Int(long number) ->
                    writeInteger(vector, row, id, BigInteger.valueOf(number));
            case EngineValue.Hugeint(BigInteger number) -> writeInteger(vector, row, id, number);
            case EngineValue.Decimal(BigDecimal number) ->
                    writeInteger(vector, row, id, whole(number));
            case EngineValue.Float32(float number) -> vector.setFloat(row, number);
            case EngineValue.Float64(double number) -> vector.setDouble(row, number);
            case EngineValue.Text(String text) ->
                    writeBytes(vector, row, text.getBytes(StandardCharsets.UTF_8));
            case EngineValue.Bit(String digits) ->
                    writeBytes(vector, row, digits.getBytes(StandardCharsets.UTF_8));
            case EngineValue.Blob(byte[] bytes) -> writeBytes(vector, row, bytes);
            case EngineValue.Date(int days) -> vector.setInt(row, days);
            case EngineValue.Time(long micros) -> vector.setLong(row, micros);
            case EngineValue.TimeNanos(long nanos) -> vector.setLong(row, nanos / 1_000);
            case EngineValue.TimeTz(long micros, int offset) ->
                    vector.setLong(row, (micros << 24) | (MAX_OFFSET_SECONDS - offset));
            case EngineValue.Timestamp(long micros) -> writeTimestamp(vector, row, id, micros);
            case EngineValue.TimestampTz(long micros) -> vector.setLong(row, micros);
            case EngineValue.Interval(int months, int days, long micros) ->
                    vector.setLongs(row, ((long) days << 32) | (months & 0xFFFF_FFFFL), micros);
            case EngineValue.Uuid(long most, long least) ->
                    vector.setLongs(row, least, most ^ Long.MIN_VALUE);
            case EngineValue.Null _,
                    EngineValue.TimestampNanos _,
                    EngineValue.ListOf _,
                    EngineValue.ArrayOf _,
                    EngineValue.StructOf _,
                    EngineValue.MapOf _ ->
                    throw new IllegalStateException("no value of " + id + ": " + value);
        }
    }

    private static void writeBytes(WritableVector vector, int row, byte[] bytes) {
        vector.setString(row, bytes, 0, bytes.length);
    }

    private static void writeTimestamp(WritableVector vector, int row, TypeId id, long micros) {
        if (EngineTime.isInfinite(micros)) {
            vector.setLong(row, micros);
            return;
        }
        switch (id) {
            case TIMESTAMP_S -> vector.setLong(row, exact(micros, 1_000_000));
            case TIMESTAMP_MS -> vector.setLong(row, exact(micros, 1_000));
            case TIMESTAMP_NS -> {
                if (Math.abs(micros) > Long.MAX_VALUE / 1_000) {
                    throw EngineTime.timestampOutOfRange();
                }
                vector.setLong(row, micros * 1_000);
            }
            default -> vector.setLong(row, micros);
        }
    }

    /** Rounded to the unit, as a timestamp of fewer digits does it. */
    private static long exact(long micros, long unit) {
        return Math.floorDiv(micros + unit / 2, unit);
    }

    private static BigInteger whole(BigDecimal number) {
        try {
            return number.toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw new PgException(
                    ErrorInfo.error(
                            SqlState.INVALID_TEXT_REPRESENTATION,
                            "the column holds whole numbers only: \"%s\""
                                    .formatted(number.toPlainString())),
                    e);
        }
    }

    private static void writeInteger(WritableVector vector, int row, TypeId id, BigInteger number) {
        switch (id) {
            case TINYINT -> vector.setByte(row, (byte) within(number, -128, 127, "smallint"));
            case UTINYINT -> vector.setByte(row, (byte) within(number, 0, 255, "smallint"));
            case SMALLINT ->
                    vector.setShort(
                            row,
                            (short) within(number, Short.MIN_VALUE, Short.MAX_VALUE, "smallint"));
            case USMALLINT -> vector.setShort(row, (short) within(number, 0, 65_535, "integer"));
            case INTEGER ->
                    vector.setInt(
                            row,
                            (int) within(number, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer"));
            case UINTEGER -> vector.setInt(row, (int) within(number, 0, 0xFFFF_FFFFL, "bigint"));
            case BIGINT ->
                    vector.setLong(row, within(number, Long.MIN_VALUE, Long.MAX_VALUE, "bigint"));
            case UBIGINT -> {
                if (number.signum() < 0 || number.compareTo(MAX_UNSIGNED) >= 0) {
                    throw outOfRange(number, "numeric");
                }
                vector.setLong(row, number.longValue());
            }
            case HUGEINT -> {
                if (number.bitLength() > 127) {
                    throw outOfRange(number, "numeric");
                }
                vector.setLongs(row, number.longValue(), number.shiftRight(64).longValue());
            }
            default -> throw new IllegalStateException(id + " is no integer");
        }
    }

    private static long within(BigInteger number, long min, long max, String type) {
        if (number.bitLength() > 63 || number.longValue() < min || number.longValue() > max) {
            throw outOfRange(number, type);
        }
        return number.longValue();
    }

    private static PgException outOfRange(BigInteger number, String type) {
        return InputErrors.valueOutOfRange(type, number.toString());
    }

    private static BigDecimal decimalOf(EngineValue value) {
        return switch (value) {
            case EngineValue.Decimal(BigDecimal number) -> number;
            case EngineValue.Int(long number) -> BigDecimal.valueOf(number);
            default -> throw new IllegalStateException("no number: " + value);
        };
    }

    private static void writeDecimal(
            WritableVector vector, int row, EngineType.Decimal type, BigDecimal number) {
        BigDecimal scaled = number.setScale(type.scale(), RoundingMode.HALF_UP);
        if (NumericScale.of(type) == NumericScale.TRIMMED && scaled.compareTo(number) != 0) {
            throw tooManyDecimals();
        }
        if (scaled.precision() > type.width() && scaled.signum() != 0) {
            throw numericOverflow(type);
        }
        BigInteger unscaled = scaled.unscaledValue();
        if (type.byteWidth() < 16) {
            vector.setUnscaled(row, unscaled.longValue());
        } else {
            vector.setLongs(row, unscaled.longValue(), unscaled.shiftRight(64).longValue());
        }
    }

    static PgException numericOverflow(EngineType.Decimal type) {
        int integerDigits = type.width() - type.scale();
        return new PgException(
                ErrorInfo.error(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "numeric field overflow")
                        .withDetail(
                                "A field with precision %d, scale %d must round to an absolute value less than %s."
                                        .formatted(
                                                type.width(),
                                                type.scale(),
                                                integerDigits == 0 ? "1" : "10^" + integerDigits)));
    }

    private static PgException tooManyDecimals() {
        return PgException.refused(
                SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                "numeric without precision holds ten decimals here",
                "Declare the column as numeric(precision, scale), or round the value.");
    }

    private static void writeLabel(
            WritableVector vector, int row, EngineType.EnumOf type, EngineValue value) {
        String label = value instanceof EngineValue.Text(String text) ? text : value.toString();
        int index = type.labels().indexOf(label);
        if (index < 0) {
            throw new PgException(
                    SqlState.INVALID_TEXT_REPRESENTATION,
                    "invalid input value for enum %s: \"%s\""
                            .formatted(type.alias() == null ? "" : type.alias(), label));
        }
        vector.setEnumIndex(row, index);
    }

    private static void writeList(
            WritableVector vector, int row, EngineType.ListOf type, EngineValue value) {
        if (!(value instanceof EngineValue.ListOf(_, List<EngineValue> items))) {
            throw new IllegalStateException("no list: " + value);
        }
        int first = vector.setList(row, items.size());
        for (int i = 0; i < items.size(); i++) {
            requireDepth(type, items.get(i));
            write(vector.child(), first + i, items.get(i));
        }
    }

    /** The engine's types have a number of dimensions, PostgreSQL's have not. */
    private static void requireDepth(EngineType.ListOf list, EngineValue item) {
        boolean nested = list.element() instanceof EngineType.ListOf;
        if (item instanceof EngineValue.ListOf != nested && !(item instanceof EngineValue.Null)) {
            throw PgException.notSupported(
                    "the array has another number of dimensions than the column",
                    "Make a column of as many dimensions: integer[][].");
        }
    }
}
