package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** Of what types the engine's own sum is PostgreSQL's, in 128 bits. */
final class EngineSum {
    private EngineSum() {}

    static boolean isExact(EngineType type) {
        return switch (type) {
            case EngineType.Decimal decimal -> Operand.kind(decimal) == Operand.Kind.NUMERIC;
            case EngineType.Scalar scalar ->
                    scalar.alias() == null
                            && (scalar.id() == TypeId.SMALLINT
                                    || scalar.id() == TypeId.INTEGER
                                    || scalar.id() == TypeId.BIGINT);
            case EngineType.EnumOf _,
                    EngineType.ListOf _,
                    EngineType.ArrayOf _,
                    EngineType.Struct _,
                    EngineType.MapOf _,
                    EngineType.UnionOf _ ->
                    false;
        };
    }

    /** Upon which the statement is planned again, with an aggregate of ours. */
    static PgException refused(String function, EngineType type) {
        return new PgException(
                SqlState.DATATYPE_MISMATCH,
                "the engine's %s of %s is another".formatted(function, type));
    }
}
