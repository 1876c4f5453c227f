package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** One value in its binary form, read to its end. The forms are those of the encoders. */
final class BinaryInput {
    private static final int MAX_DIMENSIONS = 6;
    private static final int MAX_NUMERIC_GROUPS = 20;
    private static final BigInteger NUMERIC_BASE = BigInteger.valueOf(10_000);
    private static final int NUMERIC_NEGATIVE = 0x4000;
    private static final int NUMERIC_NAN = 0xC000;
    private static final int NUMERIC_INFINITY = 0xD000;
    private static final int NUMERIC_MINUS_INFINITY = 0xF000;
    private static final int MAX_OFFSET_SECONDS = 16 * 3600 - 1;

    private final ByteBuffer in;

    private BinaryInput(byte[] value) {
        this.in = ByteBuffer.wrap(value);
    }

    /**
     * @param parameter from 1, for the message about what is left over; 0 for none
     * @throws PgException 08P01 for too few bytes, 22P03 for too many or impossible ones
     */
    static EngineValue decode(PgType type, byte[] value, int parameter) {
        BinaryInput input = new BinaryInput(value);
        EngineValue decoded = input.read(type, parameter);
        if (input.in.hasRemaining()) {
            throw InputErrors.invalidBinary(
                    "incorrect binary data format"
                            + (parameter == 0 ? "" : " in bind parameter " + parameter));
        }
        return decoded;
    }

    private EngineValue read(PgType type, int parameter) {
        if (type.isArray()) {
            return readArray(type.elementOid(), parameter);
        }
        if (type.isEnum() || isText(type)) {
            return readText();
        }
        return switch (type.name()) {
            case "bool" -> new EngineValue.Bool(need(1).get() != 0);
            case "int2" -> new EngineValue.Int(need(Short.BYTES).getShort());
            case "int4" -> new EngineValue.Int(need(Integer.BYTES).getInt());
            case "int8" -> new EngineValue.Int(need(Long.BYTES).getLong());
            case "oid", "xid", "cid" ->
                    new EngineValue.Int(need(Integer.BYTES).getInt() & 0xFFFF_FFFFL);
            case "float4" -> new EngineValue.Float32(need(Float.BYTES).getFloat());
            case "float8" -> new EngineValue.Float64(need(Double.BYTES).getDouble());
            case "numeric" -> readNumeric();
            case "bytea" -> new EngineValue.Blob(rest());
            case "date" -> readDate();
            case "time" -> new EngineValue.Time(readTimeOfDay());
            case "timetz" -> readTimeTz();
            case "timestamp" -> new EngineValue.Timestamp(readTimestamp());
            case "timestamptz" -> new EngineValue.TimestampTz(readTimestamp());
            case "interval" -> readInterval();
            case "uuid" -> new EngineValue.Uuid(need(2 * Long.BYTES).getLong(), in.getLong());
            case "bit", "varbit" -> readBits();
            case "jsonb" -> readJsonb();
            default ->
                    throw PgException.notSupported(
                            "binary parameters of type %s are not supported"
                                    .formatted(type.sqlName()),
                            "Send the parameter in text format.");
        };
    }

    /** Whether the binary form of a type is the text itself. */
    static boolean isText(PgType type) {
        return switch (type.name()) {
            case "text", "varchar", "bpchar", "name", "unknown", "json", "xml", "char", "cstring" ->
                    true;
            default -> false;
        };
    }

    private EngineValue.Text readText() {
        return new EngineValue.Text(ParameterDecoder.utf8(rest()));
    }

    private EngineValue.Text readJsonb() {
        int version = need(1).get();
        if (version != 1) {
            throw new PgException(
                    SqlState.INTERNAL_ERROR, "unsupported jsonb version number " + version);
        }
        return readText();
    }

    private EngineValue.Decimal readNumeric() {
        int count = need(4 * Short.BYTES).getShort() & 0xFFFF;
        int weight = in.getShort();
        int sign = in.getShort() & 0xFFFF;
        int scale = in.getShort() & 0xFFFF;
        if (sign == NUMERIC_NAN || sign == NUMERIC_INFINITY || sign == NUMERIC_MINUS_INFINITY) {
            throw NumberInput.specialNumeric();
        }
        if (sign != 0 && sign != NUMERIC_NEGATIVE) {
            throw InputErrors.invalidBinary("invalid sign in external \"numeric\" value");
        }
        if ((scale & 0x3FFF) != scale) {
            throw InputErrors.invalidBinary("invalid scale in external \"numeric\" value");
        }
        need(count * Short.BYTES);
        if (count > MAX_NUMERIC_GROUPS) {
            throw NumberInput.tooManyDigits();
        }
        BigInteger digits = BigInteger.ZERO;
        for (int i = 0; i < count; i++) {
            int group = in.getShort();
            if (group < 0 || group > 9999) {
                throw InputErrors.invalidBinary("invalid digit in external \"numeric\" value");
            }
            digits = digits.multiply(NUMERIC_BASE).add(BigInteger.valueOf(group));
        }
        BigDecimal magnitude = new BigDecimal(digits, 4 * (count - 1 - weight));
        if (magnitude.precision() - (long) magnitude.scale() > NumberInput.MAX_DECIMAL_DIGITS
                && digits.signum() != 0) {
            throw NumberInput.tooManyDigits();
        }
        BigDecimal scaled =
                digits.signum() == 0
                        ? BigDecimal.ZERO.setScale(scale)
                        : magnitude.setScale(scale, RoundingMode.DOWN);
        return NumberInput.numeric(sign == 0 ? scaled : scaled.negate());
    }

    private EngineValue.Date readDate() {
        int days = need(Integer.BYTES).getInt();
        if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
            return new EngineValue.Date(
                    days > 0 ? EngineTime.DATE_INFINITY : -EngineTime.DATE_INFINITY);
        }
        long epochDay = (long) days + EngineTime.DAYS_TO_2000;
        if (epochDay < DateTimeInput.MIN_DAY || epochDay >= DateTimeInput.END_DAY) {
            throw EngineTime.dateOutOfRange();
        }
        return new EngineValue.Date((int) epochDay);
    }

    private long readTimeOfDay() {
        long micros = need(Long.BYTES).getLong();
        if (micros < 0 || micros > IsoDateTime.MICROS_PER_DAY) {
            throw new PgException(SqlState.DATETIME_FIELD_OVERFLOW, "time out of range");
        }
        return micros;
    }

    private EngineValue.TimeTz readTimeTz() {
        need(Long.BYTES + Integer.BYTES);
        long micros = readTimeOfDay();
        int secondsWest = in.getInt();
        if (Math.abs((long) secondsWest) > MAX_OFFSET_SECONDS) {
            throw new PgException(
                    SqlState.INVALID_TIME_ZONE_DISPLACEMENT_VALUE,
                    "time zone displacement out of range");
        }
        return new EngineValue.TimeTz(micros, -secondsWest);
    }

    private long readTimestamp() {
        long micros = need(Long.BYTES).getLong();
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            return micros > 0 ? EngineTime.TIMESTAMP_INFINITY : -EngineTime.TIMESTAMP_INFINITY;
        }
        long lowest = DateTimeInput.MIN_DAY * IsoDateTime.MICROS_PER_DAY;
        if (micros >= Long.MAX_VALUE - EngineTime.MICROS_TO_2000
                || micros + EngineTime.MICROS_TO_2000 < lowest) {
            throw EngineTime.timestampOutOfRange();
        }
        return micros + EngineTime.MICROS_TO_2000;
    }

    private EngineValue.Interval readInterval() {
        long micros = need(2 * Long.BYTES).getLong();
        int days = in.getInt();
        return new EngineValue.Interval(in.getInt(), days, micros);
    }

    private EngineValue.Bit readBits() {
        int length = need(Integer.BYTES).getInt();
        if (length < 0 || (length + 7L) / 8 > in.remaining()) {
            throw InputErrors.invalidBinary("invalid length in external bit string");
        }
        StringBuilder digits = new StringBuilder(length);
        int current = 0;
        for (int i = 0; i < length; i++) {
            current = (i & 7) == 0 ? in.get() : current << 1;
            digits.append((current & 0x80) == 0 ? '0' : '1');
        }
        return StringInput.bit(digits.toString());
    }

    private EngineValue readArray(int elementOid, int parameter) {
        int dimensions = need(3 * Integer.BYTES).getInt();
        int flags = in.getInt();
        int sentOid = in.getInt();
        if (dimensions < 0 || dimensions > MAX_DIMENSIONS) {
            throw InputErrors.invalidBinary("invalid number of dimensions: " + dimensions);
        }
        if (flags != 0 && flags != 1) {
            throw InputErrors.invalidBinary("invalid array flags");
        }
        if (sentOid != elementOid) {
            throw new PgException(
                    SqlState.DATATYPE_MISMATCH,
                    "binary data has array element type %d instead of expected %d"
                            .formatted(sentOid, elementOid));
        }
        EngineType element = EngineTypeNames.engineType(elementOid);
        if (dimensions == 0) {
            return new EngineValue.ListOf(element, List.of());
        }
        int[] sizes = new int[dimensions];
        long elements = 1;
        need(2 * Integer.BYTES * dimensions);
        for (int i = 0; i < dimensions; i++) {
            sizes[i] = in.getInt();
            requireLowerBound(in.getInt());
            elements = Math.max(0, elements * sizes[i]);
            // Each element takes four bytes at least.
            if (sizes[i] < 0 || elements > in.remaining()) {
                throw InputErrors.insufficientData();
            }
        }
        List<EngineValue> leaves = new ArrayList<>();
        for (long i = 0; i < elements; i++) {
            leaves.add(readElement(elementOid, parameter));
        }
        return leaves.isEmpty()
                ? new EngineValue.ListOf(element, List.of())
                : nested(leaves, sizes, ArrayInput.elementFor(element, leaves));
    }

    private static void requireLowerBound(int lowerBound) {
        if (lowerBound != 1) {
            throw ArrayInput.lowerBoundNotSupported();
        }
    }

    private EngineValue readElement(int elementOid, int parameter) {
        int length = need(Integer.BYTES).getInt();
        if (length == -1) {
            return new EngineValue.Null();
        }
        if (length < 0 || length > in.remaining()) {
            throw InputErrors.insufficientData();
        }
        byte[] value = new byte[length];
        in.get(value);
        return decode(PgType.ofOid(elementOid).orElse(PgType.UNKNOWN), value, parameter);
    }

    /** Folds the elements of a full array into lists, the last dimension first. */
    private static EngineValue nested(List<EngineValue> leaves, int[] sizes, EngineType element) {
        List<EngineValue> items = leaves;
        EngineType type = element;
        for (int level = sizes.length - 1; level > 0; level--) {
            List<EngineValue> folded = new ArrayList<>();
            for (int from = 0; from < items.size(); from += sizes[level]) {
                folded.add(new EngineValue.ListOf(type, items.subList(from, from + sizes[level])));
            }
            items = folded;
            type = new EngineType.ListOf(type);
        }
        return new EngineValue.ListOf(type, items);
    }

    private ByteBuffer need(int bytes) {
        if (in.remaining() < bytes) {
            throw InputErrors.insufficientData();
        }
        return in;
    }

    private byte[] rest() {
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        return rest;
    }
}
