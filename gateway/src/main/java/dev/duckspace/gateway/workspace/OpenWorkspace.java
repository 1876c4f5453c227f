package dev.duckspace.gateway.workspace;

/** A hold on an open workspace: it stays open until every hold is closed, and a while longer. */
public interface OpenWorkspace extends AutoCloseable {

    /** The engine's name of the workspace's own database. */
    String catalog();

    /**
     * A connection for one session. On an engine thread.
     *
     * @throws dev.duckspace.gateway.protocol.PgException when the workspace was shut meanwhile
     */
    WorkspaceConnection connect(SessionIdentity identity);

    /** Whether it was shut under this hold. */
    boolean isShut();

    /** Gives the hold back; its connections must be closed before. Any thread, again: nothing. */
    @Override
    void close();
}
