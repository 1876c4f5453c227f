package dev.duckspace.gateway.functions.json;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** A failure while a path runs, which predicates take as unknown and silent calls as nothing. */
final class PathFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SqlState sqlState;
    private final String text;

    PathFailure(SqlState sqlState, String text) {
        // Raised for each of many rows: without a stack trace.
        super(text, null, false, false);
        this.sqlState = sqlState;
        this.text = text;
    }

    PgException forClient() {
        return new PgException(sqlState, text);
    }
}
