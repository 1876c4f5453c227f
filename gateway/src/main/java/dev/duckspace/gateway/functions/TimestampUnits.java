package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.functions.time.Local;

/** The engine's timestamps without zone: one type for each unit, infinities the same in all. */
final class TimestampUnits {
    private TimestampUnits() {}

    static boolean isTimestamp(TypeId type) {
        return switch (type) {
            case TIMESTAMP, TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_NS -> true;
            default -> false;
        };
    }

    static long micros(TypeId type, long value) {
        if (Local.isInfinite(value)) {
            return value;
        }
        return switch (type) {
            case TIMESTAMP_S -> value * 1_000_000;
            case TIMESTAMP_MS -> value * 1_000;
            case TIMESTAMP_NS -> Math.floorDiv(value, 1_000L);
            default -> value;
        };
    }
}
