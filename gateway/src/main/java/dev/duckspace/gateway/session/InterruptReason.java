package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.SqlState;
import java.time.Instant;

/**
 * Why a running statement is stopped, and what its client is told.
 *
 * @param endsSession whether the session ends with the statement
 */
public record InterruptReason(ErrorInfo info, boolean endsSession) {
    public static final InterruptReason USER_CANCEL =
            statement(SqlState.QUERY_CANCELED, "canceling statement due to user request");
    public static final InterruptReason STATEMENT_TIMEOUT =
            statement(SqlState.QUERY_CANCELED, "canceling statement due to statement timeout");
    public static final InterruptReason SHUTDOWN =
            session(SqlState.ADMIN_SHUTDOWN, "terminating connection due to administrator command");
    public static final InterruptReason CREDENTIALS_RESET =
            session(
                    SqlState.ADMIN_SHUTDOWN,
                    "terminating connection because the credentials of its workspace were reset");
    public static final InterruptReason CLIENT_LOST =
            session(SqlState.CONNECTION_FAILURE, "connection to client lost");

    /** Another session's statement has met an error after which the engine takes nothing more. */
    static final InterruptReason ENGINE_FAILED =
            new InterruptReason(
                    ErrorInfo.fatal(
                                    SqlState.CRASH_SHUTDOWN,
                                    "terminating connection because the workspace's engine was closed"
                                            + " after a failure")
                            .withHint(
                                    "In a moment you should be able to reconnect to the database"
                                            + " and repeat your command."),
                    true);

    private static InterruptReason statement(SqlState state, String message) {
        return new InterruptReason(ErrorInfo.error(state, message), false);
    }

    private static InterruptReason session(SqlState state, String message) {
        return new InterruptReason(ErrorInfo.fatal(state, message), true);
    }

    /** The workspace's time is over: its sessions end. */
    public static InterruptReason expired(String workspaceId, Instant expiresAt) {
        return new InterruptReason(
                ErrorInfo.fatal(
                                SqlState.ADMIN_SHUTDOWN,
                                "terminating connection because workspace \"%s\" expired at %s"
                                        .formatted(workspaceId, expiresAt))
                        .withHint("Ask its operator to extend it."),
                true);
    }

    /** The workspace is full: the statement that makes it grow is stopped. */
    static InterruptReason full(ErrorInfo info) {
        return new InterruptReason(info, false);
    }

    /** Whether the client is there to be told. */
    boolean reachesClient() {
        return !equals(CLIENT_LOST);
    }
}
