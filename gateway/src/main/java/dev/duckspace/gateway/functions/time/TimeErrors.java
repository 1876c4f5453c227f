package dev.duckspace.gateway.functions.time;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** What PostgreSQL says of dates and times that cannot be. */
final class TimeErrors {
    private TimeErrors() {}

    static PgException overflow(String message) {
        return new PgException(SqlState.DATETIME_FIELD_OVERFLOW, message);
    }

    static PgException intervalOverflow() {
        return overflow("interval out of range");
    }

    static PgException timestampOverflow() {
        return overflow("timestamp out of range");
    }

    static PgException unsupportedUnit(String unit, String type) {
        return new PgException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "unit \"%s\" not supported for type %s".formatted(unit, type));
    }

    static PgException unknownUnit(String unit, String type) {
        return invalid("unit \"%s\" not recognized for type %s".formatted(unit, type));
    }

    static PgException invalid(String message) {
        return new PgException(SqlState.INVALID_PARAMETER_VALUE, message);
    }
}
