package dev.duckspace.gateway.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes Java values into results. By the result's type: VARCHAR String; BLOB byte[]; BOOLEAN
 * Boolean; integers, TIME, TIMESTAMP and TIMESTAMPTZ (microseconds) and DATE (days) any Number;
 * HUGEINT BigInteger or a Number; DECIMAL BigDecimal, rounded half away from zero to the type's
 * scale; FLOAT and DOUBLE a Number; INTERVAL, TIMETZ and BIT the {@link EngineValue}; UUID a UUID;
 * lists and structs a List of these. An EngineValue of the type is taken as well.
 */
public final class ResultWriter {
    private static final int MAX_OFFSET_SECONDS = 16 * 60 * 60 - 1;
    private static final BigInteger[] LIMITS = limits();

    private ResultWriter() {}

    public static void write(WritableVector target, int row, @Nullable Object value) {
        if (value == null || value instanceof EngineValue.Null) {
            target.setNull(row);
            return;
        }
        switch (target.type()) {
            case EngineType.Decimal decimal -> decimal(target, row, decimal, value);
            case EngineType.ListOf list -> list(target, row, value);
            case EngineType.Struct struct -> struct(target, row, value);
            case EngineType.Scalar scalar -> scalar(target, row, scalar.id(), value);
            case EngineType.EnumOf labels -> label(target, row, labels, text(value));
            case EngineType.ArrayOf array -> throw unfit(target, value);
            case EngineType.MapOf map -> throw unfit(target, value);
            case EngineType.UnionOf union -> throw unfit(target, value);
        }
    }

    private static void scalar(WritableVector target, int row, TypeId id, Object value) {
        switch (id) {
            case BOOLEAN -> target.setByte(row, (byte) (bool(value) ? 1 : 0));
            case TINYINT, UTINYINT -> target.setByte(row, (byte) integer(target, value));
            case SMALLINT, USMALLINT -> target.setShort(row, (short) integer(target, value));
            case INTEGER, UINTEGER, DATE -> target.setInt(row, (int) integer(target, value));
            case BIGINT, UBIGINT, TIME, TIMESTAMP, TIMESTAMPTZ, TIMETZ ->
                    target.setLong(row, integer(target, value));
            case FLOAT -> target.setFloat(row, real(target, value).floatValue());
            case DOUBLE -> target.setDouble(row, real(target, value).doubleValue());
            case HUGEINT -> huge(target, row, big(target, value));
            case VARCHAR -> {
                byte[] bytes = text(value).getBytes(StandardCharsets.UTF_8);
                target.setString(row, bytes, 0, bytes.length);
            }
            case BLOB -> {
                byte[] bytes =
                        value instanceof EngineValue.Blob blob ? blob.value() : (byte[]) value;
                target.setString(row, bytes, 0, bytes.length);
            }
            case BIT -> {
                byte[] bytes = bits(((EngineValue.Bit) value).digits());
                target.setString(row, bytes, 0, bytes.length);
            }
            case INTERVAL -> {
                EngineValue.Interval interval = (EngineValue.Interval) value;
                target.setLongs(
                        row,
                        ((long) interval.days() << 32) | (interval.months() & 0xFFFF_FFFFL),
                        interval.micros());
            }
            case UUID -> uuid(target, row, value);
            default -> throw unfit(target, value);
        }
    }

    private static void uuid(WritableVector target, int row, Object value) {
        if (value instanceof UUID uuid) {
            target.setLongs(
                    row,
                    uuid.getLeastSignificantBits(),
                    uuid.getMostSignificantBits() ^ Long.MIN_VALUE);
        } else {
            EngineValue.Uuid uuid = (EngineValue.Uuid) value;
            target.setLongs(row, uuid.leastSignificant(), uuid.mostSignificant() ^ Long.MIN_VALUE);
        }
    }

    private static void decimal(
            WritableVector target, int row, EngineType.Decimal type, Object value) {
        BigDecimal number =
                switch (value) {
                    case BigDecimal exact -> exact;
                    case EngineValue.Decimal exact -> exact.value();
                    default -> new BigDecimal(big(target, value));
                };
        BigInteger unscaled = number.setScale(type.scale(), RoundingMode.HALF_UP).unscaledValue();
        if (unscaled.abs().compareTo(LIMITS[type.width()]) >= 0) {
            throw new FunctionError(
                    "22003",
                    "numeric field overflow",
                    "A field with precision %d, scale %d must round to an absolute value less than 10^%d."
                            .formatted(type.width(), type.scale(), type.width() - type.scale()),
                    null);
        }
        if (type.byteWidth() <= Long.BYTES) {
            target.setUnscaled(row, unscaled.longValue());
        } else {
            huge(target, row, unscaled);
        }
    }

    static void huge(WritableVector target, int row, BigInteger value) {
        if (value.bitLength() > 127) {
            throw new FunctionError("22003", "value overflows numeric format");
        }
        target.setLongs(row, value.longValue(), value.shiftRight(64).longValue());
    }

    private static void list(WritableVector target, int row, Object value) {
        List<?> items = value instanceof EngineValue.ListOf list ? list.items() : (List<?>) value;
        int offset = target.setList(row, items.size());
        WritableVector child = target.child();
        for (int i = 0; i < items.size(); i++) {
            write(child, offset + i, items.get(i));
        }
    }

    private static void label(
            WritableVector target, int row, EngineType.EnumOf type, String label) {
        int index = type.labels().indexOf(label);
        if (index < 0) {
            throw new FunctionError(
                    "22P02",
                    "invalid input value for enum %s: \"%s\"".formatted(type.alias(), label));
        }
        target.setEnumIndex(row, index);
    }

    private static void struct(WritableVector target, int row, Object value) {
        List<?> values =
                value instanceof EngineValue.StructOf struct ? struct.values() : (List<?>) value;
        for (int i = 0; i < values.size(); i++) {
            write(target.field(i), row, values.get(i));
        }
    }

    private static String text(Object value) {
        return value instanceof EngineValue.Text text ? text.value() : (String) value;
    }

    private static boolean bool(Object value) {
        return value instanceof EngineValue.Bool bool ? bool.value() : (Boolean) value;
    }

    private static Number real(WritableVector target, Object value) {
        return switch (value) {
            case Number number -> number;
            case EngineValue.Float32 number -> number.value();
            case EngineValue.Float64 number -> number.value();
            default -> throw unfit(target, value);
        };
    }

    private static long integer(WritableVector target, Object value) {
        return switch (value) {
            case Number number -> number.longValue();
            case EngineValue.Int number -> number.value();
            case EngineValue.Date date -> date.days();
            case EngineValue.Time time -> time.micros();
            case EngineValue.Timestamp timestamp -> timestamp.micros();
            case EngineValue.TimestampTz timestamp -> timestamp.micros();
            case EngineValue.TimeTz time ->
                    (time.micros() << 24) | (MAX_OFFSET_SECONDS - time.offsetSeconds());
            default -> throw unfit(target, value);
        };
    }

    private static BigInteger big(WritableVector target, Object value) {
        return switch (value) {
            case BigInteger big -> big;
            case EngineValue.Hugeint big -> big.value();
            default -> BigInteger.valueOf(integer(target, value));
        };
    }

    /** A byte with the number of padding bits, which are ones, then the bits. */
    private static byte[] bits(String digits) {
        int padding = (8 - digits.length() % 8) % 8;
        byte[] form = new byte[1 + (digits.length() + padding) / 8];
        form[0] = (byte) padding;
        for (int i = 0; i < padding + digits.length(); i++) {
            if (i < padding || digits.charAt(i - padding) == '1') {
                form[1 + i / 8] |= (byte) (0x80 >> i % 8);
            }
        }
        return form;
    }

    private static RuntimeException unfit(WritableVector target, Object value) {
        return new IllegalStateException(
                value.getClass().getSimpleName() + " is no value of " + target.type());
    }

    private static BigInteger[] limits() {
        BigInteger[] limits = new BigInteger[39];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = BigInteger.TEN.pow(i);
        }
        return limits;
    }
}
