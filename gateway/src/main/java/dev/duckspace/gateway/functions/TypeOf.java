package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.named;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.types.PgColumnType;
import dev.duckspace.gateway.types.PgType;
import java.util.List;

/** {@code pg_typeof}: PostgreSQL's type of an expression, as a regtype. */
final class TypeOf {
    private static final EngineType REGTYPE = named(TypeId.BIGINT, "pg_regtype");

    private TypeOf() {}

    static List<EngineFunction> all() {
        return List.of(
                new ResolvedFunction(
                                "pg_pg_typeof",
                                List.of(ANY),
                                arguments -> {
                                    long oid = oid(arguments.type(0));
                                    RowFunction constant = row -> oid;
                                    return new ResolvedFunction.Resolution(
                                            REGTYPE, constant.withNulls());
                                })
                        .seeingNulls());
    }

    private static long oid(EngineType type) {
        return type.id() == TypeId.SQLNULL
                ? PgType.UNKNOWN.oid()
                : PgColumnType.of(type).type().oid();
    }
}
