package dev.duckspace.gateway.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads values out of vectors one by one, the slow way. */
final class ValueReader {
    private static final int TIME_TZ_OFFSET_BITS = 24;
    private static final int MAX_OFFSET_SECONDS = 16 * 60 * 60 - 1;

    private ValueReader() {}

    static EngineValue at(ColumnVector vector, int row) {
        if (vector.isNull(row)) {
            return new EngineValue.Null();
        }
        return switch (vector.type()) {
            case EngineType.Scalar scalar -> scalar(scalar.id(), vector, row);
            case EngineType.Decimal decimal ->
                    new EngineValue.Decimal(
                            new BigDecimal(vector.bigIntegerAt(row), decimal.scale()));
            case EngineType.EnumOf named ->
                    new EngineValue.Text(named.labels().get(vector.enumIndexAt(row)));
            case EngineType.ListOf list ->
                    new EngineValue.ListOf(list.element(), elements(vector, row));
            case EngineType.ArrayOf array ->
                    new EngineValue.ArrayOf(array.element(), elements(vector, row));
            case EngineType.MapOf map -> new EngineValue.MapOf(map, entries(vector, row));
            case EngineType.Struct struct -> new EngineValue.StructOf(struct, fields(vector, row));
            case EngineType.UnionOf union -> at(vector.field(vector.unionTagAt(row)), row);
        };
    }

    private static List<EngineValue> elements(ColumnVector vector, int row) {
        int offset = Math.toIntExact(vector.listOffset(row));
        int length = vector.listLength(row);
        List<EngineValue> elements = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            elements.add(at(vector.child(), offset + i));
        }
        return elements;
    }

    private static List<Map.Entry<EngineValue, EngineValue>> entries(ColumnVector vector, int row) {
        int offset = Math.toIntExact(vector.listOffset(row));
        int length = vector.listLength(row);
        ColumnVector child = vector.child();
        List<Map.Entry<EngineValue, EngineValue>> entries = new ArrayList<>(length);
        for (int i = offset; i < offset + length; i++) {
            entries.add(Map.entry(at(child.field(0), i), at(child.field(1), i)));
        }
        return entries;
    }

    private static List<EngineValue> fields(ColumnVector vector, int row) {
        int count = ((EngineType.Struct) vector.type()).fields().size();
        List<EngineValue> fields = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            fields.add(at(vector.field(i), row));
        }
        return fields;
    }

    private static EngineValue scalar(TypeId id, ColumnVector vector, int row) {
        return switch (id) {
            case BOOLEAN -> new EngineValue.Bool(vector.byteAt(row) != 0);
            case TINYINT -> new EngineValue.Int(vector.byteAt(row));
            case SMALLINT -> new EngineValue.Int(vector.shortAt(row));
            case INTEGER -> new EngineValue.Int(vector.intAt(row));
            case BIGINT -> new EngineValue.Int(vector.longAt(row));
            case UTINYINT -> new EngineValue.Int(vector.byteAt(row) & 0xFF);
            case USMALLINT -> new EngineValue.Int(vector.shortAt(row) & 0xFFFF);
            case UINTEGER -> new EngineValue.Int(vector.intAt(row) & 0xFFFF_FFFFL);
            case UBIGINT, HUGEINT, UHUGEINT, BIGNUM ->
                    new EngineValue.Hugeint(vector.bigIntegerAt(row));
            case FLOAT -> new EngineValue.Float32(vector.floatAt(row));
            case DOUBLE -> new EngineValue.Float64(vector.doubleAt(row));
            case VARCHAR -> new EngineValue.Text(vector.textAt(row));
            case BLOB, GEOMETRY -> new EngineValue.Blob(vector.bytesAt(row));
            case BIT -> new EngineValue.Bit(bits(vector.bytesAt(row)));
            case UUID ->
                    new EngineValue.Uuid(
                            vector.highLongAt(row) ^ Long.MIN_VALUE, vector.lowLongAt(row));
            case INTERVAL ->
                    new EngineValue.Interval(
                            (int) vector.lowLongAt(row),
                            (int) (vector.lowLongAt(row) >> 32),
                            vector.highLongAt(row));
            case DATE,
                    TIME,
                    TIME_NS,
                    TIMETZ,
                    TIMESTAMP,
                    TIMESTAMP_S,
                    TIMESTAMP_MS,
                    TIMESTAMP_NS,
                    TIMESTAMPTZ,
                    TIMESTAMPTZ_NS ->
                    time(id, vector, row);
            case UNKNOWN,
                    DECIMAL,
                    ENUM,
                    LIST,
                    STRUCT,
                    MAP,
                    UNION,
                    ARRAY,
                    ANY,
                    SQLNULL,
                    STRING_LITERAL,
                    INTEGER_LITERAL,
                    VARIANT ->
                    throw new EngineException(
                            ErrorKind.NOT_IMPLEMENTED, "A " + id + " cannot be read as a value");
        };
    }

    private static EngineValue time(TypeId id, ColumnVector vector, int row) {
        if (id == TypeId.DATE) {
            return new EngineValue.Date(vector.intAt(row));
        }
        long value = vector.longAt(row);
        return switch (id) {
            case TIME -> new EngineValue.Time(value);
            case TIME_NS -> new EngineValue.TimeNanos(value);
            case TIMETZ ->
                    new EngineValue.TimeTz(
                            value >>> TIME_TZ_OFFSET_BITS,
                            MAX_OFFSET_SECONDS - (int) (value & (1 << TIME_TZ_OFFSET_BITS) - 1));
            case TIMESTAMP -> new EngineValue.Timestamp(value);
            case TIMESTAMP_S -> new EngineValue.Timestamp(micros(value, 1_000_000));
            case TIMESTAMP_MS -> new EngineValue.Timestamp(micros(value, 1_000));
            case TIMESTAMP_NS -> new EngineValue.TimestampNanos(value);
            case TIMESTAMPTZ -> new EngineValue.TimestampTz(value);
            case TIMESTAMPTZ_NS ->
                    new EngineValue.TimestampTz(
                            isInfinite(value) ? value : Math.floorDiv(value, 1_000));
            default -> throw new IllegalStateException(id + " is no time");
        };
    }

    private static long micros(long value, long factor) {
        return isInfinite(value) ? value : Math.multiplyExact(value, factor);
    }

    private static boolean isInfinite(long value) {
        return value == Long.MAX_VALUE || value == -Long.MAX_VALUE;
    }

    private static String bits(byte[] form) {
        StringBuilder digits = new StringBuilder();
        for (int i = 8 + form[0]; i < form.length * 8; i++) {
            digits.append(((form[i / 8] >> (7 - i % 8)) & 1) == 0 ? '0' : '1');
        }
        return digits.toString();
    }
}
