package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineField;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.PgException;
import java.util.List;
import java.util.stream.Stream;

/** Chooses the writer of an engine type in a format. */
final class ValueWriters {
    private ValueWriters() {}

    static ValueWriter text(EngineType type, TextSettings settings) {
        return switch (type) {
            case EngineType.Decimal decimal -> NumericWriters.decimalText(decimal);
            case EngineType.EnumOf labels -> StringWriters.enumLabels(labels.labels());
            case EngineType.ListOf list when PgVectors.isVector(list) ->
                    PgVectors.text(text(list.element(), settings));
            case EngineType.ListOf list -> new ArrayText(text(list.element(), settings));
            case EngineType.ArrayOf array -> new ArrayText(text(array.element(), settings));
            case EngineType.Struct struct ->
                    RecordWriters.text(
                            types(struct.fields()).map(field -> text(field, settings)).toList());
            case EngineType.MapOf map -> JsonWriters.json(map, settings);
            case EngineType.UnionOf union -> JsonWriters.json(union, settings);
            case EngineType.Scalar scalar when scalar.id() == TypeId.VARIANT ->
                    JsonWriters.json(scalar, settings);
            case EngineType.Scalar scalar when isNamed(scalar) ->
                    new OidNameWriter(String.valueOf(scalar.alias()), settings.names());
            case EngineType.Scalar scalar -> {
                ValueWriter own = StoredWriters.text(scalar, settings);
                yield own == null ? scalarText(scalar.id(), settings) : own;
            }
        };
    }

    private static boolean isNamed(EngineType.Scalar scalar) {
        String alias = scalar.alias();
        return scalar.id() == TypeId.BIGINT && alias != null && OidNames.isNamed(alias);
    }

    static ValueWriter binary(EngineType type, TextSettings settings) {
        return switch (type) {
            case EngineType.Decimal decimal -> NumericWriters.decimalBinary(decimal);
            case EngineType.EnumOf labels -> StringWriters.enumLabels(labels.labels());
            case EngineType.ListOf list -> arrayBinary(list, settings);
            case EngineType.ArrayOf array -> arrayBinary(array, settings);
            case EngineType.Struct struct ->
                    RecordWriters.binary(
                            types(struct.fields()).map(field -> binary(field, settings)).toList(),
                            types(struct.fields())
                                    .mapToInt(field -> PgColumnType.of(field).type().oid())
                                    .toArray());
            case EngineType.MapOf map -> JsonWriters.json(map, settings);
            case EngineType.UnionOf union -> JsonWriters.json(union, settings);
            case EngineType.Scalar scalar when scalar.id() == TypeId.VARIANT ->
                    JsonWriters.json(scalar, settings);
            case EngineType.Scalar scalar -> {
                ValueWriter own = StoredWriters.binary(scalar);
                yield own == null ? scalarBinary(scalar) : own;
            }
        };
    }

    private static Stream<EngineType> types(List<EngineField> fields) {
        return fields.stream().map(EngineField::type);
    }

    private static NestedWriter arrayBinary(EngineType type, TextSettings settings) {
        EngineType element = type;
        int depth = 0;
        while (true) {
            if (element instanceof EngineType.ListOf list) {
                element = list.element();
            } else if (element instanceof EngineType.ArrayOf array) {
                element = array.element();
            } else {
                break;
            }
            depth++;
        }
        if (PgColumnType.of(type).type().equals(PgType.OIDVECTOR)) {
            element = new EngineType.Scalar(element.id(), "pg_oid");
        }
        int oid = PgColumnType.of(element).type().oid();
        int lowerBound = PgVectors.isVector(type) ? 0 : 1;
        return new ArrayBinary(binary(element, settings), oid, depth, lowerBound);
    }

    private static ValueWriter scalarText(TypeId id, TextSettings settings) {
        return switch (id) {
            case BOOLEAN,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    UTINYINT,
                    USMALLINT,
                    UINTEGER,
                    UBIGINT ->
                    IntegerWriters.text(id);
            case HUGEINT, UHUGEINT -> NumericWriters.hugeintText(id == TypeId.HUGEINT);
            case BIGNUM -> NumericWriters.bignumText();
            case FLOAT -> FloatWriters.floatText(settings.extraFloatDigits());
            case DOUBLE -> FloatWriters.doubleText(settings.extraFloatDigits());
            case DATE -> DateTimeText.date(settings.dateStyle());
            case TIME, TIME_NS -> DateTimeText.time(id == TypeId.TIME_NS);
            case TIMETZ -> DateTimeText.timeTz();
            case TIMESTAMP, TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_NS ->
                    DateTimeText.timestamp(EngineTime.Unit.of(id), settings.dateStyle());
            case TIMESTAMPTZ, TIMESTAMPTZ_NS ->
                    DateTimeText.timestampTz(EngineTime.Unit.of(id), settings);
            case INTERVAL -> DateTimeText.interval(settings.intervalStyle());
            case BLOB, GEOMETRY -> StringWriters.byteaText(settings.byteaOutput());
            case BIT -> BitWriters.text();
            case UUID -> StringWriters.uuidText();
            case VARCHAR, STRING_LITERAL, SQLNULL -> StringWriters.bytes();
            case VARIANT,
                    ANY,
                    UNKNOWN,
                    INTEGER_LITERAL,
                    DECIMAL,
                    ENUM,
                    LIST,
                    ARRAY,
                    STRUCT,
                    MAP,
                    UNION ->
                    throw notSupported(id);
        };
    }

    private static ValueWriter scalarBinary(EngineType.Scalar type) {
        TypeId id = type.id();
        PgType pgType = PgColumnType.of(type).type();
        return switch (id) {
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, UTINYINT, USMALLINT ->
                    IntegerWriters.binary(id);
            case BIGINT, UINTEGER ->
                    pgType.equals(PgType.INT8)
                            ? IntegerWriters.binary(id)
                            : IntegerWriters.lowIntBinary(id);
            case UBIGINT -> NumericWriters.unsignedLongBinary();
            case HUGEINT, UHUGEINT -> NumericWriters.hugeintBinary(id == TypeId.HUGEINT);
            case BIGNUM -> NumericWriters.bignumBinary();
            case FLOAT -> FloatWriters.floatBinary();
            case DOUBLE -> FloatWriters.doubleBinary();
            case DATE -> DateTimeBinary.date();
            case TIME, TIME_NS -> DateTimeBinary.time(id == TypeId.TIME_NS);
            case TIMETZ -> DateTimeBinary.timeTz();
            case TIMESTAMP, TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_NS, TIMESTAMPTZ, TIMESTAMPTZ_NS ->
                    DateTimeBinary.timestamp(EngineTime.Unit.of(id));
            case INTERVAL -> DateTimeBinary.interval();
            case BIT -> BitWriters.binary();
            case UUID -> StringWriters.uuidBinary();
            case VARCHAR, STRING_LITERAL, SQLNULL, BLOB, GEOMETRY ->
                    pgType.equals(PgType.JSONB)
                            ? StringWriters.jsonbBinary()
                            : StringWriters.bytes();
            case VARIANT,
                    ANY,
                    UNKNOWN,
                    INTEGER_LITERAL,
                    DECIMAL,
                    ENUM,
                    LIST,
                    ARRAY,
                    STRUCT,
                    MAP,
                    UNION ->
                    throw notSupported(id);
        };
    }

    private static PgException notSupported(TypeId id) {
        return PgException.notSupported(
                "values of type " + id + " cannot be sent", "Cast the column to JSON or VARCHAR.");
    }
}
