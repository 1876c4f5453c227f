package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.PgColumnType;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Errors about calls, in PostgreSQL's words. */
final class FunctionErrors {
    private FunctionErrors() {}

    static PgException undefined(String function, EngineType... arguments) {
        return PgException.refused(
                SqlState.UNDEFINED_FUNCTION,
                "function %s(%s) does not exist".formatted(function, names(arguments)),
                "No function matches the given name and argument types."
                        + " You might need to add explicit type casts.");
    }

    static PgException notUnique(String function, EngineType... arguments) {
        return PgException.refused(
                SqlState.AMBIGUOUS_FUNCTION,
                "function %s(%s) is not unique".formatted(function, names(arguments)),
                "Could not choose a best candidate function."
                        + " You might need to add explicit type casts.");
    }

    static PgException undefinedOperator(String operator, EngineType left, EngineType right) {
        return PgException.refused(
                SqlState.UNDEFINED_FUNCTION,
                "operator does not exist: %s %s %s".formatted(name(left), operator, name(right)),
                "No operator matches the given name and argument types."
                        + " You might need to add explicit type casts.");
    }

    private static String names(EngineType... types) {
        return Arrays.stream(types).map(FunctionErrors::name).collect(Collectors.joining(", "));
    }

    /** As PostgreSQL's messages name the type. */
    static String name(EngineType type) {
        if (type.id() == TypeId.SQLNULL) {
            return "unknown";
        }
        return PgColumnType.of(type).type().sqlName();
    }
}
