package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.workspace.WorkspaceConnection;

/**
 * The engine's transaction of one session, on engine threads. Its beginning and end are not
 * interrupted: a ROLLBACK that is cut off would leave the engine in a transaction that the session
 * takes for ended.
 */
final class WorkspaceTransaction implements EngineTransaction {
    private final EnginePool pool;
    private final WorkspaceConnection connection;
    private final Interrupts interrupts;
    private final TemporaryTables temporaryTables;

    WorkspaceTransaction(
            EnginePool pool,
            WorkspaceConnection connection,
            Interrupts interrupts,
            TemporaryTables temporaryTables) {
        this.pool = pool;
        this.connection = connection;
        this.interrupts = interrupts;
        this.temporaryTables = temporaryTables;
    }

    @Override
    public void begin() {
        interrupts.shielded(() -> pool.run(() -> connection.begin(false)));
    }

    @Override
    public void commit() {
        if (!temporaryTables.isEmpty()) {
            pool.run(() -> temporaryTables.transactionEnds(connection.engine()));
        }
        interrupts.shielded(() -> pool.runSurely(connection::commit));
    }

    @Override
    public void rollback() {
        interrupts.shielded(() -> pool.runSurely(connection::rollback));
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
