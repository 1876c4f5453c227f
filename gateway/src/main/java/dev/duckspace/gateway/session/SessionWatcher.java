package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.SqlState;
import java.net.InetSocketAddress;

/** Is told who comes and goes, on the session's own thread: it must neither block nor throw. */
public interface SessionWatcher {
    SessionWatcher NONE =
            new SessionWatcher() {
                @Override
                public void opened(SessionInfo session) {}

                @Override
                public void closed(SessionInfo session) {}

                @Override
                public void refused(String username, InetSocketAddress client, SqlState reason) {}
            };

    void opened(SessionInfo session);

    void closed(SessionInfo session);

    /**
     * Of a client that has not become a session.
     *
     * @param username as the client has sent it, which may be anything; empty: none
     */
    void refused(String username, InetSocketAddress client, SqlState reason);
}
