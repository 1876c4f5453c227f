package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.SqlState;

/** Why a running statement is stopped, and what its client is told. */
public enum InterruptReason {
    USER_CANCEL,
    STATEMENT_TIMEOUT,
    SHUTDOWN,
    CLIENT_LOST;

    ErrorInfo info() {
        return switch (this) {
            case USER_CANCEL ->
                    ErrorInfo.error(
                            SqlState.QUERY_CANCELED, "canceling statement due to user request");
            case STATEMENT_TIMEOUT ->
                    ErrorInfo.error(
                            SqlState.QUERY_CANCELED,
                            "canceling statement due to statement timeout");
            case SHUTDOWN ->
                    ErrorInfo.fatal(
                            SqlState.ADMIN_SHUTDOWN,
                            "terminating connection due to administrator command");
            case CLIENT_LOST ->
                    ErrorInfo.fatal(SqlState.CONNECTION_FAILURE, "connection to client lost");
        };
    }

    /** Whether the session ends with the statement. */
    boolean endsSession() {
        return switch (this) {
            case USER_CANCEL, STATEMENT_TIMEOUT -> false;
            case SHUTDOWN, CLIENT_LOST -> true;
        };
    }
}
