package dev.duckspace.gateway.types.json;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** What PostgreSQL says of texts that are no JSON. */
final class JsonErrors {
    private JsonErrors() {}

    static PgException invalid(String detail) {
        return new PgException(
                ErrorInfo.error(
                                SqlState.INVALID_TEXT_REPRESENTATION,
                                "invalid input syntax for type json")
                        .withDetail(detail));
    }

    static PgException untranslatable(String detail) {
        return new PgException(
                ErrorInfo.error(
                                SqlState.UNTRANSLATABLE_CHARACTER,
                                "unsupported Unicode escape sequence")
                        .withDetail(detail));
    }

    static PgException tooDeep() {
        return new PgException(
                ErrorInfo.error(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded")
                        .withHint("JSON may be nested " + JsonReader.MAX_DEPTH + " deep."));
    }
}
