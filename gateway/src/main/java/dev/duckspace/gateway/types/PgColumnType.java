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
            Map.ofEntries(
                    Map.entry("json", PgType.JSON),
                    Map.entry("xml", PgType.XML),
                    Map.entry("name", PgType.NAME),
                    Map.entry("pg_bpchar", PgType.BPCHAR),
                    Map.entry("pg_void", PgType.VOID),
                    Map.entry("unknown", PgType.TEXT),
                    Map.entry("pg_name", PgType.NAME),
                    Map.entry("pg_char", PgType.CHAR),
                    Map.entry("pg_character_data", PgType.VARCHAR),
                    Map.entry("pg_yes_or_no", PgType.VARCHAR),
                    Map.entry("pg_node_tree", PgType.PG_NODE_TREE),
                    Map.entry("pg_aclitem", PgType.ACLITEM),
                    Map.entry("pg_lsn", PgType.PG_LSN),
                    Map.entry("pg_inet", PgType.INET),
                    Map.entry("pg_anyarray", PgType.ANYARRAY),
                    Map.entry("pg_ndistinct", PgType.PG_NDISTINCT),
                    Map.entry("pg_dependencies", PgType.PG_DEPENDENCIES),
                    Map.entry("pg_mcv_list", PgType.PG_MCV_LIST),
                    Map.entry("pg_statistic_array", PgType._PG_STATISTIC));

    /** And over integers that are sent in four bytes. */
    private static final Map<String, PgType> INTEGER_ALIASES =
            Map.ofEntries(
                    Map.entry("oid", PgType.OID),
                    Map.entry("xid", PgType.XID),
                    Map.entry("cid", PgType.CID),
                    Map.entry("pg_oid", PgType.OID),
                    Map.entry("pg_oidv", PgType.OID),
                    Map.entry("pg_xid", PgType.XID),
                    Map.entry("pg_regproc", PgType.REGPROC),
                    Map.entry("pg_regprocedure", PgType.REGPROCEDURE),
                    Map.entry("pg_regoper", PgType.REGOPER),
                    Map.entry("pg_regoperator", PgType.REGOPERATOR),
                    Map.entry("pg_regclass", PgType.REGCLASS),
                    Map.entry("pg_regtype", PgType.REGTYPE),
                    Map.entry("pg_regnamespace", PgType.REGNAMESPACE),
                    Map.entry("pg_regrole", PgType.REGROLE),
                    Map.entry("pg_regcollation", PgType.REGCOLLATION),
                    Map.entry("pg_regconfig", PgType.REGCONFIG),
                    Map.entry("pg_regdictionary", PgType.REGDICTIONARY));

    /** And over lists. */
    private static final Map<String, PgType> LIST_ALIASES =
            Map.of(
                    "int2vector", PgType.INT2VECTOR,
                    "oidvector", PgType.OIDVECTOR);

    /** Lists of these are vectors: the name of a list's own type would hide its functions. */
    private static final Map<String, PgType> VECTOR_ELEMENTS =
            Map.of("pg_int2v", PgType.INT2VECTOR, "pg_oidv", PgType.OIDVECTOR);

    /** Types with a modifier that the engine's type does not have. */
    private static final Map<String, Integer> MODIFIERS =
            Map.of("pg_yes_or_no", 3 + MODIFIER_OFFSET, "pg_time_stamp", 2);

    public static PgColumnType of(EngineType type) {
        return switch (type) {
            case EngineType.Decimal decimal when NumericScale.of(decimal) != null ->
                    plain(PgType.NUMERIC);
            case EngineType.Decimal decimal ->
                    new PgColumnType(
                            PgType.NUMERIC,
                            ((decimal.width() << 16) | decimal.scale()) + MODIFIER_OFFSET);
            case EngineType.EnumOf labels -> plain(ofEnum(labels));
            case EngineType.ListOf list -> {
                PgType named = alias(list, LIST_ALIASES);
                PgType vector = named == null ? alias(list.element(), VECTOR_ELEMENTS) : named;
                yield vector == null ? arrayOf(list.element()) : plain(vector);
            }
            case EngineType.ArrayOf array -> arrayOf(array.element());
            case EngineType.Struct struct -> plain(PgType.RECORD);
            case EngineType.MapOf map -> plain(PgType.JSON);
            case EngineType.UnionOf union -> plain(PgType.JSON);
            case EngineType.Scalar scalar -> ofScalar(scalar);
        };
    }

    /** As format_type prints it: {@code numeric(12,2)}, {@code integer[]}. */
    public String sqlName() {
        String length = lengthName();
        if (length != null) {
            return length;
        }
        String time = timeName();
        if (time != null) {
            return time;
        }
        if (typmod < MODIFIER_OFFSET) {
            return type.sqlName();
        }
        if (!type.equals(PgType.NUMERIC) && type.elementOid() != PgType.NUMERIC.oid()) {
            return type.sqlName();
        }
        int packed = typmod - MODIFIER_OFFSET;
        String modifier = "(" + (packed >> 16) + ',' + (packed & 0xFFFF) + ')';
        return type.isArray()
                ? type.sqlName().replace("[]", modifier + "[]")
                : type.sqlName() + modifier;
    }

    private @Nullable String lengthName() {
        int element = type.isArray() ? type.elementOid() : type.oid();
        for (LengthType.Kind kind : LengthType.Kind.values()) {
            if (kind.type().oid() == element && typmod > 0) {
                int offset = kind.base() == TypeId.VARCHAR ? MODIFIER_OFFSET : 0;
                String name = new LengthType(kind, typmod - offset, false).sqlName();
                return type.isArray() ? name + "[]" : name;
            }
        }
        return null;
    }

    private @Nullable String timeName() {
        PgType element = type.isArray() ? PgType.ofOid(type.elementOid()).orElse(type) : type;
        return TimeType.of(element, typmod)
                .map(time -> type.isArray() ? time.sqlName() + "[]" : time.sqlName())
                .orElse(null);
    }

    private static PgColumnType arrayOf(EngineType element) {
        PgColumnType inner = of(element);
        return new PgColumnType(inner.type.array(), inner.typmod);
    }

    /** Of an enum that the client has not made by CREATE TYPE, PostgreSQL knows nothing. */
    private static PgType ofEnum(EngineType.EnumOf type) {
        EnumAlias alias = EnumAlias.of(type.alias());
        return alias == null ? PgType.TEXT : alias.type();
    }

    private static PgColumnType ofScalar(EngineType.Scalar scalar) {
        String alias = scalar.alias();
        if (alias == null) {
            return new PgColumnType(ofId(scalar.id()), decimals(scalar.id()));
        }
        LengthType length = LengthType.ofAlias(alias).orElse(null);
        if (length != null && length.kind().base() == scalar.id()) {
            return new PgColumnType(length.kind().type(), length.typmod());
        }
        TimeType time = TimeType.ofAlias(alias).orElse(null);
        if (time != null && time.engineType().id() == scalar.id()) {
            return new PgColumnType(time.kind().type(), time.typmod());
        }
        StoredType stored = StoredTypes.ofAlias(alias).orElse(null);
        if (stored != null && stored.engineType().id() == scalar.id()) {
            return plain(stored.type());
        }
        return new PgColumnType(named(scalar), MODIFIERS.getOrDefault(alias, NO_MODIFIER));
    }

    /** A timestamp of fewer decimals is a type of the engine's. */
    private static int decimals(TypeId id) {
        return switch (id) {
            case TIMESTAMP_S -> 0;
            case TIMESTAMP_MS -> 3;
            default -> NO_MODIFIER;
        };
    }

    private static PgType named(EngineType.Scalar scalar) {
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
            case BIT -> PgType.BIT;
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
