package dev.duckspace.gateway.functions.json;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** What PostgreSQL says when a function on JSON cannot do its work. */
final class JsonFailures {
    private JsonFailures() {}

    static PgException invalid(String message) {
        return new PgException(SqlState.INVALID_PARAMETER_VALUE, message);
    }

    static PgException invalid(String message, String hint) {
        return new PgException(
                ErrorInfo.error(SqlState.INVALID_PARAMETER_VALUE, message).withHint(hint));
    }

    static PgException nullNotAllowed(String message) {
        return new PgException(SqlState.NULL_VALUE_NOT_ALLOWED, message);
    }

    static PgException notAnInteger(int position, String step) {
        return new PgException(
                SqlState.INVALID_TEXT_REPRESENTATION,
                "path element at position %d is not an integer: \"%s\"".formatted(position, step));
    }
}
