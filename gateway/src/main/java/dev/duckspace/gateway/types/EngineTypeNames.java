package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import java.util.Map;
import java.util.Optional;

/** Which of the engine's types a parameter of a PostgreSQL type is. */
public final class EngineTypeNames {
    /** A numeric parameter has no modifier; the engine's widest decimal with room on both sides. */
    private static final EngineType NUMERIC = new EngineType.Decimal(38, 10);

    private static final Map<Integer, EngineType> BY_OID =
            Map.ofEntries(
                    entry(PgType.BOOL, TypeId.BOOLEAN),
                    entry(PgType.INT2, TypeId.SMALLINT),
                    entry(PgType.INT4, TypeId.INTEGER),
                    entry(PgType.INT8, TypeId.BIGINT),
                    entry(PgType.OID, TypeId.BIGINT),
                    entry(PgType.XID, TypeId.BIGINT),
                    entry(PgType.CID, TypeId.BIGINT),
                    entry(PgType.FLOAT4, TypeId.FLOAT),
                    entry(PgType.FLOAT8, TypeId.DOUBLE),
                    Map.entry(PgType.NUMERIC.oid(), NUMERIC),
                    entry(PgType.BYTEA, TypeId.BLOB),
                    entry(PgType.DATE, TypeId.DATE),
                    entry(PgType.TIME, TypeId.TIME),
                    entry(PgType.TIMETZ, TypeId.TIMETZ),
                    entry(PgType.TIMESTAMP, TypeId.TIMESTAMP),
                    entry(PgType.TIMESTAMPTZ, TypeId.TIMESTAMPTZ),
                    entry(PgType.INTERVAL, TypeId.INTERVAL),
                    entry(PgType.UUID, TypeId.UUID),
                    entry(PgType.BIT, TypeId.BIT),
                    entry(PgType.VARBIT, TypeId.BIT),
                    Map.entry(PgType.JSON.oid(), new EngineType.Scalar(TypeId.VARCHAR, "JSON")),
                    Map.entry(PgType.JSONB.oid(), new EngineType.Scalar(TypeId.BLOB, "jsonb")));

    private EngineTypeNames() {}

    /**
     * The SQL type to cast a parameter to where the engine cannot infer it: {@code BIGINT}, {@code
     * VARCHAR[]}. Empty for text and for types that the engine has no match for: their parameters
     * are texts.
     *
     * <p>Of numeric it is {@code DECIMAL(38,10)}, which is good for describing only: it rounds to
     * ten decimals. Run without the cast, the statement takes precision and scale from the value.
     * Likewise an array's name has one dimension, whatever the value's are.
     */
    public static String sqlName(PgType type) {
        return type.isEnum() ? type.sqlName() : sqlName(type.oid());
    }

    private static String sqlName(int oid) {
        EngineType type = BY_OID.get(oid);
        if (type != null) {
            return name(type);
        }
        Optional<StoredType> stored = StoredTypes.ofOid(oid);
        if (stored.isPresent()) {
            return stored.get().type().name();
        }
        Optional<PgType> array = PgType.ofOid(oid).filter(PgType::isArray);
        return array.map(found -> name(elementType(found)) + "[]").orElse("");
    }

    /** The engine's type of a parameter; VARCHAR for what the engine has no match for. */
    static EngineType engineType(int oid) {
        return BY_OID.getOrDefault(oid, new EngineType.Scalar(TypeId.VARCHAR));
    }

    private static EngineType elementType(PgType array) {
        return engineType(array.elementOid());
    }

    private static String name(EngineType type) {
        return switch (type) {
            case EngineType.Scalar scalar when scalar.alias() != null -> scalar.alias();
            case EngineType.Decimal decimal ->
                    "DECIMAL(%d,%d)".formatted(decimal.width(), decimal.scale());
            default -> type.id().name();
        };
    }

    private static Map.Entry<Integer, EngineType> entry(PgType type, TypeId id) {
        return Map.entry(type.oid(), new EngineType.Scalar(id));
    }
}
