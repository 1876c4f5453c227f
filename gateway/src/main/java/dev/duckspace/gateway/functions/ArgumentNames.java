package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.EngineType;
import java.util.Locale;

/** What errors about functions call types. */
final class ArgumentNames {
    static final String HINT =
            "No function matches the given name and argument types. You might need to add explicit"
                    + " type casts.";

    private ArgumentNames() {}

    static String of(EngineType type) {
        return switch (type.id()) {
            case BOOLEAN -> "boolean";
            case VARCHAR, STRING_LITERAL -> "text";
            case BLOB -> "bytea";
            case TIMESTAMP, TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_NS ->
                    "timestamp without time zone";
            case TIMESTAMPTZ -> "timestamp with time zone";
            case TIME -> "time without time zone";
            case TIMETZ -> "time with time zone";
            case DOUBLE -> "double precision";
            case FLOAT -> "real";
            case STRUCT -> "record";
            case LIST, ARRAY ->
                    type instanceof EngineType.ListOf list ? of(list.element()) + "[]" : "anyarray";
            case SQLNULL -> "unknown";
            default -> type.id().name().toLowerCase(Locale.ROOT);
        };
    }
}
