package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.CastFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.engine.TypeId;
import java.util.List;

/** Short ways to describe functions, and the types they speak of. */
final class Definitions {
    static final EngineType BOOL = scalar(TypeId.BOOLEAN);
    static final EngineType SMALLINT = scalar(TypeId.SMALLINT);
    static final EngineType INT = scalar(TypeId.INTEGER);
    static final EngineType BIGINT = scalar(TypeId.BIGINT);
    static final EngineType HUGEINT = scalar(TypeId.HUGEINT);
    static final EngineType REAL = scalar(TypeId.FLOAT);
    static final EngineType DOUBLE = scalar(TypeId.DOUBLE);
    static final EngineType TEXT = scalar(TypeId.VARCHAR);
    static final EngineType BYTEA = scalar(TypeId.BLOB);
    static final EngineType BIT = scalar(TypeId.BIT);
    static final EngineType DATE = scalar(TypeId.DATE);
    static final EngineType TIME = scalar(TypeId.TIME);
    static final EngineType TIMETZ = scalar(TypeId.TIMETZ);
    static final EngineType TIMESTAMP = scalar(TypeId.TIMESTAMP);
    static final EngineType TIMESTAMPTZ = scalar(TypeId.TIMESTAMPTZ);
    static final EngineType INTERVAL = scalar(TypeId.INTERVAL);
    static final EngineType UUID = scalar(TypeId.UUID);

    /** Takes every type as it is; only in functions that resolve their types. */
    static final EngineType ANY = scalar(TypeId.ANY);

    private Definitions() {}

    static EngineType scalar(TypeId id) {
        return new EngineType.Scalar(id);
    }

    static EngineType listOf(EngineType element) {
        return new EngineType.ListOf(element);
    }

    static EngineType decimal(int width, int scale) {
        return new EngineType.Decimal(width, scale);
    }

    /** A type made by {@code AliasTypes.register}. */
    static EngineType named(TypeId base, String alias) {
        return new EngineType.Scalar(base, alias);
    }

    /** NULL where an argument is NULL. */
    static ScalarFunction function(
            String name, EngineType result, List<EngineType> parameters, RowFunction of) {
        return new ScalarFunction(name, result, parameters, of.strict());
    }

    /** Called for NULLs too. */
    static ScalarFunction functionOfNulls(
            String name, EngineType result, List<EngineType> parameters, RowFunction of) {
        return new ScalarFunction(name, result, parameters, of.withNulls()).seeingNulls();
    }

    /** An explicit cast. */
    static CastFunction cast(EngineType from, EngineType to, RowFunction of) {
        return new CastFunction(from, to, of.each());
    }
}
