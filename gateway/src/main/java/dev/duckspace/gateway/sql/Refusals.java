package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.SqlState;

/** Statements of PostgreSQL that are understood and refused. */
final class Refusals {
    private Refusals() {}

    static Statement.Refused of(String message, String hint) {
        return new Statement.Refused(SqlState.FEATURE_NOT_SUPPORTED, message, hint);
    }
}
