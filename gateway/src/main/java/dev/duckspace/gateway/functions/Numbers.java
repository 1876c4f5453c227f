package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.EngineType;

/** What number types are like. */
final class Numbers {
    private Numbers() {}

    /** Bytes of one value in a vector. */
    static int bytes(EngineType type) {
        return type instanceof EngineType.Decimal decimal ? decimal.byteWidth() : type.id().width();
    }

    static boolean isUnsigned(EngineType type) {
        return switch (type.id()) {
            case UTINYINT, USMALLINT, UINTEGER, UBIGINT -> true;
            default -> false;
        };
    }
}
