package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.metadata.Identifiers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every workspace's instance in this process; one without sessions is closed after a while.
 */
public final class InProcessWorkspaceHost implements WorkspaceHost {
    private static final Logger LOG = LoggerFactory.getLogger(InProcessWorkspaceHost.class);

    private final DuckDb duckDb;
    private final DataDirectory data;
    private final EnginePool pool;
    private final Function<WorkspaceLocation, WorkspaceLimits> limits;
    private final ToLongFunction<WorkspaceLocation> sizeLimit;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private final RowCounts rowCounts = new RowCounts();
    private final Set<String> changing = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor closer;
    private final SharedCatalog catalog;
    private volatile @Nullable EngineNames names;
    private volatile boolean closing;

    /** Workspaces without size limits. */
    public InProcessWorkspaceHost(
            DuckDb duckDb,
            DataDirectory data,
            EnginePool pool,
            Function<WorkspaceLocation, WorkspaceLimits> limits) {
        this(duckDb, data, pool, limits, _ -> Long.MAX_VALUE);
    }

    /**
     * @param limits asked each time a workspace is opened
     * @param sizeLimit in bytes; asked each time a workspace is opened, and when it has changed
     */
    public InProcessWorkspaceHost(
            DuckDb duckDb,
            DataDirectory data,
            EnginePool pool,
            Function<WorkspaceLocation, WorkspaceLimits> limits,
            ToLongFunction<WorkspaceLocation> sizeLimit) {
        this.sizeLimit = sizeLimit;
        this.duckDb = duckDb;
        this.data = data;
        this.pool = pool;
        this.limits = limits;
        this.catalog = new SharedCatalog(duckDb, data.temporaryDirectory());
        this.closer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("workspace-closer").factory());
        closer.setRemoveOnCancelPolicy(true);
        closer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** What the host knows of one workspace. A slot stays, so that its lock is the only one. */
    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();

        /** Changed under the lock. */
        private volatile @Nullable WorkspaceInstance instance;

        private @Nullable ClosedSize closedSize;
        private int holds;
        private long uses;
    }

    /**
     * What a workspace took when it was closed, whose file keeps the blocks that were freed.
     *
     * @param fileBytes of the file then: another size says that it was written to since
     */
    private record ClosedSize(long fileBytes, long bytes) {}

    @Override
    public void create(WorkspaceLocation workspace) {
        requireSessionThread();
        Slot slot = slot(workspace);
        slot.lock.lock();
        try {
            if (slot.instance == null && !Files.exists(data.workspaceFile(workspace))) {
                Files.createDirectories(data.workspacesDirectory(workspace.project()));
                pool.run(() -> open(workspace).close());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a workspace's directory", e);
        } finally {
            slot.lock.unlock();
        }
    }

    @Override
    public OpenWorkspace acquire(WorkspaceLocation workspace) {
        requireSessionThread();
        Slot slot = slot(workspace);
        slot.lock.lock();
        try {
            requireOpen();
            WorkspaceInstance instance = slot.instance;
            if (instance == null) {
                requireFile(workspace);
                long sizeLimitBytes = sizeLimit.applyAsLong(workspace);
                instance = pool.call(() -> open(workspace));
                instance.size().limit(sizeLimitBytes);
                slot.instance = instance;
            }
            slot.holds++;
            slot.uses++;
            return new Hold(slot, instance);
        } finally {
            slot.lock.unlock();
        }
    }

    @Override
    public WorkspaceContents contents(WorkspaceLocation workspace) {
        return new WorkspaceContents(this, pool, workspace, changing);
    }

    private WorkspaceInstance open(WorkspaceLocation workspace) {
        try {
            return WorkspaceInstance.open(
                    duckDb,
                    data,
                    workspace,
                    this::names,
                    rowCounts,
                    catalog,
                    limits.apply(workspace));
        } catch (EngineException e) {
            throw OpenFailure.of(workspace, e);
        }
    }

    private EngineNames names(EngineConnection connection) {
        EngineNames known = names;
        if (known == null) {
            known = EngineNames.of(connection);
            names = known;
        }
        return known;
    }

    private void requireFile(WorkspaceLocation workspace) {
        if (!Files.exists(data.workspaceFile(workspace))) {
            throw new PgException(
                    SqlState.INVALID_CATALOG_NAME,
                    "database \"%s\" does not exist".formatted(workspace.database()));
        }
    }

    private void requireOpen() {
        if (closing) {
            throw new PgException(
                    SqlState.CANNOT_CONNECT_NOW, "the database system is shutting down");
        }
    }

    @Override
    public void shut(WorkspaceLocation workspace) {
        requireSessionThread();
        close(slot(workspace));
    }

    private void shut(Slot slot) {
        WorkspaceInstance instance = slot.instance;
        if (instance == null) {
            return;
        }
        try {
            pool.runSurely(() -> slot.closedSize = close(instance));
        } finally {
            slot.instance = null;
        }
    }

    /** On an engine thread; null where the size cannot be told any more. */
    private @Nullable ClosedSize close(WorkspaceInstance instance) {
        long bytes;
        try {
            bytes = instance.size().bytesWithoutGarbage();
        } catch (EngineException e) {
            return null;
        } finally {
            instance.close();
        }
        return new ClosedSize(file(instance.location()).bytes(), bytes);
    }

    private WorkspaceFile file(WorkspaceLocation workspace) {
        return new WorkspaceFile(data.workspaceFile(workspace));
    }

    @Override
    public void delete(WorkspaceLocation workspace) {
        requireSessionThread();
        Slot slot = slot(workspace);
        slot.lock.lock();
        try {
            shut(slot);
            Path file = data.workspaceFile(workspace);
            Files.deleteIfExists(file);
            for (String suffix : List.of(".wal", ".wal.checkpoint", ".wal.recovery")) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the files of a workspace", e);
        } finally {
            slot.lock.unlock();
        }
        slots.remove(workspace.workspaceId(), slot);
    }

    @Override
    public long sizeBytes(WorkspaceLocation workspace) {
        requireSessionThread();
        Slot slot = slot(workspace);
        slot.lock.lock();
        try {
            WorkspaceInstance instance = slot.instance;
            if (instance != null) {
                return pool.call(() -> instance.size().bytesWithoutGarbage());
            }
            ClosedSize closed = slot.closedSize;
            long fileBytes = file(workspace).bytes();
            return closed != null && closed.fileBytes() == fileBytes ? closed.bytes() : fileBytes;
        } finally {
            slot.lock.unlock();
        }
    }

    @Override
    public void sizeLimitChanged(WorkspaceLocation workspace) {
        requireSessionThread();
        Slot slot = slot(workspace);
        slot.lock.lock();
        try {
            WorkspaceInstance instance = slot.instance;
            if (instance != null) {
                instance.size().limit(sizeLimit.applyAsLong(workspace));
            }
        } finally {
            slot.lock.unlock();
        }
    }

    /** Without the locks, so that nobody who looks waits for an engine that opens or closes. */
    @Override
    public int openCount() {
        return Math.toIntExact(
                slots.values().stream().filter(slot -> slot.instance != null).count());
    }

    @Override
    public EngineUsage usage() {
        requireSessionThread();
        EngineUsage sum = EngineUsage.NONE;
        for (Slot slot : slots.values()) {
            sum = sum.plus(usage(slot));
        }
        return sum;
    }

    /** One that is being opened or closed now is left out rather than waited for. */
    private EngineUsage usage(Slot slot) {
        if (!slot.lock.tryLock()) {
            return EngineUsage.NONE;
        }
        try {
            WorkspaceInstance instance = slot.instance;
            return instance == null ? EngineUsage.NONE : pool.call(instance::usage);
        } finally {
            slot.lock.unlock();
        }
    }

    @Override
    public void close() {
        closing = true;
        closer.shutdownNow();
        try (ParallelClosing closings = new ParallelClosing()) {
            slots.forEach((id, slot) -> closings.start(id, () -> close(slot)));
        }
        catalog.close();
        data.deleteTemporaryDirectory(catalog.directory());
    }

    private void close(Slot slot) {
        slot.lock.lock();
        try {
            shut(slot);
        } finally {
            slot.lock.unlock();
        }
    }

    @Override
    public void warmUp() {
        requireSessionThread();
        try {
            pool.run(
                    () -> {
                        var unused = catalog.relations();
                    });
        } catch (RuntimeException e) {
            if (!closing) {
                LOG.warn("Cannot make the system catalog: the next statement tries again", e);
            }
        }
    }

    private Slot slot(WorkspaceLocation workspace) {
        return slots.computeIfAbsent(
                Identifiers.requireWorkspaceId(workspace.workspaceId()), id -> new Slot());
    }

    /** A thread that waits for a slot must not keep the one from working that holds it. */
    private static void requireSessionThread() {
        if (EnginePool.isEngineThread()) {
            throw new IllegalStateException("not to be called from an engine thread");
        }
    }

    /** One session's hold. */
    private final class Hold implements OpenWorkspace {
        private final Slot slot;
        private final WorkspaceInstance instance;
        private final AtomicBoolean closed = new AtomicBoolean();

        Hold(Slot slot, WorkspaceInstance instance) {
            this.slot = slot;
            this.instance = instance;
        }

        @Override
        public String catalog() {
            return instance.location().catalog();
        }

        @Override
        public WorkspaceConnection connect(SessionIdentity identity) {
            if (instance.engine().isClosed()) {
                throw new PgException(SqlState.ADMIN_SHUTDOWN, "the workspace was closed");
            }
            return new WorkspaceConnection(instance, identity, this::closeAfterFatal);
        }

        @Override
        public boolean isShut() {
            return instance.engine().isClosed();
        }

        /** The engine takes nothing more after a fatal error; reopening is what heals it. */
        private void closeAfterFatal() {
            LOG.error("Workspace {} met a fatal error: closing it", catalog());
            closer.execute(
                    () -> {
                        slot.lock.lock();
                        try {
                            if (slot.instance == instance) {
                                shut(slot);
                            }
                        } finally {
                            slot.lock.unlock();
                        }
                    });
        }

        @Override
        public void close() {
            if (!closed.compareAndSet(false, true)) {
                return;
            }
            slot.lock.lock();
            try {
                slot.holds--;
                if (slot.holds == 0 && slot.instance == instance && !closing) {
                    scheduleClose();
                }
            } finally {
                slot.lock.unlock();
            }
        }

        private void scheduleClose() {
            long uses = slot.uses;
            long delay = limits.apply(instance.location()).idleClose().toMillis();
            var unused = closer.schedule(() -> closeIdle(uses), delay, TimeUnit.MILLISECONDS);
        }

        private void closeIdle(long uses) {
            slot.lock.lock();
            try {
                if (slot.holds == 0 && slot.uses == uses && slot.instance == instance) {
                    shut(slot);
                }
            } catch (RuntimeException e) {
                LOG.warn("Cannot close idle workspace {}", catalog(), e);
            } finally {
                slot.lock.unlock();
            }
        }
    }
}
