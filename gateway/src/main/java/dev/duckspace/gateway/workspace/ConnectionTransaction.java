package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.protocol.PgException;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a connection: keeps the project tables that it sees attached, and does not
 * commit what would make the workspace too large. On an engine thread; the engine's exceptions come
 * out as they are.
 */
final class ConnectionTransaction implements AutoCloseable {
    private final EngineConnection engine;
    private final ProjectTables tables;
    private final Growth growth;
    private final StorageTargets targets;
    private long began = -1;

    ConnectionTransaction(
            EngineConnection engine, ProjectTables tables, Growth growth, StorageTargets targets) {
        this.engine = engine;
        this.tables = tables;
        this.growth = growth;
        this.targets = targets;
    }

    void begin(boolean readOnly) {
        tables.refresh();
        growth.transactionBegins();
        targets.transactionBegins();
        long mark = tables.transactionBegan();
        try {
            engine.execute(readOnly ? "BEGIN TRANSACTION READ ONLY" : "BEGIN TRANSACTION");
            began = mark;
        } catch (RuntimeException e) {
            tables.transactionEnded(mark);
            throw e;
        }
    }

    /**
     * Also when it fails, the transaction is over.
     *
     * @throws PgException 53100 when it has made the workspace larger than it may be
     */
    void commit() {
        RuntimeException refused = refused();
        end(refused == null ? "COMMIT" : "ROLLBACK");
        if (refused != null) {
            throw refused;
        }
    }

    private @Nullable RuntimeException refused() {
        try {
            growth.requireCommittable();
            return null;
        } catch (PgException | EngineException e) {
            return e;
        }
    }

    void rollback() {
        end("ROLLBACK");
    }

    boolean isOpen() {
        return began >= 0;
    }

    private void end(String sql) {
        try {
            engine.execute(sql);
        } finally {
            growth.transactionEnds();
            targets.transactionEnds();
            close();
        }
    }

    /** With the connection closed: what it held open is let go of. */
    @Override
    public void close() {
        if (began >= 0) {
            tables.transactionEnded(began);
            began = -1;
        }
    }
}
