package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.workspace.WorkspaceConnection;

/** The engine's transaction of one session, on engine threads. */
final class WorkspaceTransaction implements EngineTransaction {
    private final EnginePool pool;
    private final WorkspaceConnection connection;

    WorkspaceTransaction(EnginePool pool, WorkspaceConnection connection) {
        this.pool = pool;
        this.connection = connection;
    }

    @Override
    public void begin() {
        pool.run(() -> connection.begin(false));
    }

    @Override
    public void commit() {
        pool.run(connection::commit);
    }

    @Override
    public void rollback() {
        pool.run(connection::rollback);
    }

    @Override
    public boolean usable() {
        return pool.call(this::runsStatements);
    }

    /** The engine says that its transaction is broken only when it is asked to do something. */
    private boolean runsStatements() {
        try {
            connection.engine().execute("SELECT 1");
            return true;
        } catch (EngineException e) {
            return false;
        }
    }
}
