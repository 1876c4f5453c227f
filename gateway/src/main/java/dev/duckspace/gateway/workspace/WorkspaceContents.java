package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.workspace.ContentsException.Reason;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What one workspace holds, as its operators see and change it. Each call opens the workspace, or
 * joins who has it open, for as long as it takes; sessions go on meanwhile. Loads and clears of one
 * workspace exclude each other.
 *
 * <p>Any thread but an engine's. Methods throw {@link ContentsException} for what the operator can
 * mend, and {@link PgException} when the workspace cannot be opened.
 */
public final class WorkspaceContents {
    private final WorkspaceHost host;
    private final EnginePool pool;
    private final WorkspaceLocation location;
    private final Set<String> changing;

    /**
     * @param changing ids of the workspaces that are loaded or cleared now, shared by all
     */
    WorkspaceContents(
            WorkspaceHost host, EnginePool pool, WorkspaceLocation location, Set<String> changing) {
        this.host = host;
        this.pool = pool;
        this.location = location;
        this.changing = changing;
    }

    /** Tables and views that its users have made, by schema and name. */
    public List<StoredObject> objects() {
        return with(connection -> new ObjectListing(connection).own());
    }

    /** The project's tables as this workspace shows them, by schema and name. */
    public List<StoredObject> attachedTables() {
        return with(connection -> new ObjectListing(connection).ofProject());
    }

    /** What its data takes on disk, in bytes: blocks in use, and the log. */
    public long sizeBytes() {
        return with(WorkspaceConnection::sizeBytes);
    }

    /**
     * Drops all that its users have made, in one transaction, and gives the space back. Sessions
     * stay; an open transaction of theirs that has written to what is dropped fails at its end.
     *
     * @throws ContentsException CONFLICT when an open transaction has altered something, or a load
     *     is under way
     */
    public void clear() {
        exclusively(() -> with(connection -> new ObjectRemoval(connection).all()));
    }

    /**
     * Drops a table, view, sequence, type or macro.
     *
     * @throws ContentsException NOT_FOUND, PROJECT_TABLE, IN_USE or CONFLICT
     */
    public void drop(ObjectName name) {
        with(connection -> new ObjectRemoval(connection).one(name));
    }

    /**
     * Copies project tables into it: all of them in one transaction, or none.
     *
     * @param sizeLimitBytes what {@link #sizeBytes} may not be above afterwards
     */
    public LoadedTables load(List<TableLoad> loads, long sizeLimitBytes, LoadListener listener) {
        return exclusively(
                () ->
                        with(
                                connection ->
                                        new TableLoader(connection, sizeLimitBytes)
                                                .load(loads, listener)));
    }

    private <T> T exclusively(java.util.function.Supplier<T> work) {
        if (!changing.add(location.workspaceId())) {
            throw new ContentsException(
                    Reason.CONFLICT,
                    "another load or clear of this workspace is running; try again when it has ended");
        }
        try {
            return work.get();
        } finally {
            changing.remove(location.workspaceId());
        }
    }

    private <T> T with(Function<WorkspaceConnection, T> work) {
        SessionIdentity identity = new SessionIdentity("admin", location.database(), 0);
        try (OpenWorkspace open = host.acquire(location)) {
            return pool.call(
                    () -> {
                        try (WorkspaceConnection connection = open.connect(identity)) {
                            return work.apply(connection);
                        } catch (RuntimeException e) {
                            throw open.isShut() ? shut(e) : e;
                        }
                    });
        }
    }

    private static ContentsException shut(RuntimeException e) {
        return e instanceof ContentsException known
                ? known
                : new ContentsException(
                        Reason.CANCELLED,
                        "the workspace was closed meanwhile; nothing has changed",
                        e);
    }
}
