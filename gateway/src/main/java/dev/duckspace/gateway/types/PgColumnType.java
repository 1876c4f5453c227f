package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a column of an engine type is to a PostgreSQL client.
 *
 * <p>The engine itself names only JSON as an alias. Whoever knows that a column is one of the
 * catalog's own types (name, oid, int2vector) says so by handing in a type with that alias, here
 * and to the {@link RowEncoder}.
 *
 * @param typmod the type's modifier, -1 for none: of numeric ((precision << 16) | scale) + 4
 */
public record PgColumnType(PgType type, int typmod) {
    private static final int NO_MODIFIER = -1;
    private static final int MODIFIER_OFFSET = 4;

    /** Types over the engine's strings, which are sent under their own OID. */
    private static final Map<String, PgType> STRING_ALIASES =
            Map.of(
                    "json", PgType.JSON,
                    "jsonb", PgType.JSONB,
                    "xml", PgType.XML,
                    "name", PgType.NAME,
                    "bpchar", PgType.BPCHAR,
                    "varchar", PgType.VARCHAR);

    /** And over integers that are sent in four bytes. */
    private static final Map<String, PgType> INTEGER_ALIASES =
            Map.of("oid", PgType.OID, "xid", PgType.XID, "cid", PgType.CID);

    /** And over lists. */
    private static final Map<String, PgType> LIST_ALIASES =
            Map.of("int2vector", PgType.INT2VECTOR, "oidvector", PgType.OIDVECTOR);

    public static PgColumnType of(EngineType type) {
        return switch (type) {
            case EngineType.Decimal decimal ->
                    new PgColumnType(
                            PgType.NUMERIC,
                            ((decimal.width() << 16) | decimal.scale()) + MODIFIER_OFFSET);
            case EngineType.EnumOf labels -> plain(PgType.TEXT);
            case EngineType.ListOf list -> {
                PgType vector = alias(list, LIST_ALIASES);
                yield vector == null ? arrayOf(list.element()) : plain(vector);
            }
            case EngineType.ArrayOf array -> arrayOf(array.element());
            case EngineType.Struct struct -> plain(PgType.RECORD);
            case EngineType.MapOf map -> plain(PgType.JSON);
            case EngineType.UnionOf union -> plain(PgType.JSON);
            case EngineType.Scalar scalar -> plain(ofScalar(scalar));
        };
    }

    /** As format_type prints it: {@code numeric(12,2)}, {@code integer[]}. */
    public String sqlName() {
        if (typmod < MODIFIER_OFFSET) {
            return type.sqlName();
        }
        int packed = typmod - MODIFIER_OFFSET;
        String modifier = "(" + (packed >> 16) + ',' + (packed & 0xFFFF) + ')';
        return type.isArray()
                ? type.sqlName().replace("[]", modifier + "[]")
                : type.sqlName() + modifier;
    }

    private static PgColumnType arrayOf(EngineType element) {
        PgColumnType inner = of(element);
        return new PgColumnType(inner.type.array(), inner.typmod);
    }

    private static PgType ofScalar(EngineType.Scalar scalar) {
        PgType alias =
                switch (scalar.id()) {
                    case VARCHAR -> alias(scalar, STRING_ALIASES);
                    case INTEGER, UINTEGER, BIGINT -> alias(scalar, INTEGER_ALIASES);
                    default -> null;
                };
        return alias == null ? ofId(scalar.id()) : alias;
    }

    private static PgType ofId(TypeId id) {
        return switch (id) {
            case BOOLEAN -> PgType.BOOL;
            case TINYINT, SMALLINT, UTINYINT -> PgType.INT2;
            case INTEGER, USMALLINT, INTEGER_LITERAL -> PgType.INT4;
            case BIGINT, UINTEGER -> PgType.INT8;
            case UBIGINT, HUGEINT, UHUGEINT, BIGNUM, DECIMAL -> PgType.NUMERIC;
            case FLOAT -> PgType.FLOAT4;
            case DOUBLE -> PgType.FLOAT8;
            case DATE -> PgType.DATE;
            case TIME, TIME_NS -> PgType.TIME;
            case TIMETZ -> PgType.TIMETZ;
            case TIMESTAMP, TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_NS -> PgType.TIMESTAMP;
            case TIMESTAMPTZ, TIMESTAMPTZ_NS -> PgType.TIMESTAMPTZ;
            case INTERVAL -> PgType.INTERVAL;
            case BLOB, GEOMETRY -> PgType.BYTEA;
            case BIT -> PgType.VARBIT;
            case UUID -> PgType.UUID;
            case VARIANT, MAP, UNION -> PgType.JSON;
            case STRUCT -> PgType.RECORD;
            case VARCHAR, ENUM, SQLNULL, STRING_LITERAL, ANY, UNKNOWN, LIST, ARRAY -> PgType.TEXT;
        };
    }

    private static PgColumnType plain(PgType type) {
        return new PgColumnType(type, NO_MODIFIER);
    }

    private static @Nullable PgType alias(EngineType type, Map<String, PgType> known) {
        String alias = type.alias();
        return alias == null ? null : known.get(alias.toLowerCase(Locale.ROOT));
    }
}
