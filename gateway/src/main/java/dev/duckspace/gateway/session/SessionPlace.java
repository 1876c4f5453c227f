package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.PgException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client's place among the sessions of its workspace, from authentication to its end: before the
 * workspace is looked at, so that who drops or expires it finds all that could still come in.
 * Threads: any.
 */
final class SessionPlace implements AutoCloseable {
    private static final String STARTING = "starting";

    private final SessionRegistry registry;
    private final int processId;
    private final String workspaceId;
    private final String username;
    private final ConnectionInfo connection;
    private final Instant since = Instant.now();
    private @Nullable Session session;
    private @Nullable InterruptReason ending;

    SessionPlace(
            SessionRegistry registry,
            int processId,
            String workspaceId,
            String username,
            ConnectionInfo connection) {
        this.registry = registry;
        this.processId = processId;
        this.workspaceId = workspaceId;
        this.username = username;
        this.connection = connection;
    }

    int processId() {
        return processId;
    }

    String workspaceId() {
        return workspaceId;
    }

    String username() {
        return username;
    }

    /**
     * The session that the client has become; it ends at once when that was asked for meanwhile.
     */
    void take(Session newSession) {
        InterruptReason asked;
        synchronized (this) {
            session = newSession;
            asked = ending;
        }
        if (asked != null) {
            newSession.interrupt(asked);
        }
    }

    /** Null while the client is still coming in. */
    synchronized @Nullable Session session() {
        return session;
    }

    /** Stops what the session runs, or the session itself, also when it only begins. */
    void interrupt(InterruptReason reason) {
        Session running;
        synchronized (this) {
            running = session;
            if (running == null && reason.endsSession()) {
                ending = reason;
            }
        }
        if (running != null) {
            running.interrupt(reason);
        }
    }

    /**
     * @throws PgException FATAL when the session was asked to end before it began
     */
    synchronized void requireWanted() {
        if (ending != null) {
            throw new PgException(ending.info());
        }
    }

    ConnectionInfo connection() {
        return connection;
    }

    boolean idle() {
        Session running = session();
        return running != null && running.idle();
    }

    SessionInfo info() {
        Session running = session();
        return running != null
                ? running.info()
                : new SessionInfo(
                        processId,
                        workspaceId,
                        username,
                        "",
                        connection.remoteAddress(),
                        connection.startedAt(),
                        since,
                        STARTING,
                        null,
                        null,
                        null,
                        false,
                        false,
                        null);
    }

    @Override
    public void close() {
        registry.leave(this);
    }
}
