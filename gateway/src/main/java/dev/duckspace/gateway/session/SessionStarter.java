package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.protocol.SqlState;

/** What a connection turns into. Called on event loops: both methods return at once. */
public interface SessionStarter {

    /**
     * Begins a session on a thread of its own. The session owns {@code output} from here on and
     * closes it when it ends, whatever the way; it also answers protocol versions it does not know.
     */
    void start(
            FrontendMessage.StartupMessage startup,
            SessionInbox inbox,
            SessionOutput output,
            ConnectionInfo info);

    /** Is told of a connection that was turned away before it could become a session. */
    default void turnedAway(SqlState reason) {}

    /**
     * Asks the session with this key to stop what it runs. A wrong key changes nothing, and the
     * caller learns nothing either way.
     *
     * @param settled runs, on any thread, when no later statement can be meant any more: a client
     *     that waits until its request is closed can go on safely
     */
    void cancel(int processId, byte[] secretKey, Runnable settled);
}
