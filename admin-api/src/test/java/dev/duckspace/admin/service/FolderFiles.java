package dev.duckspace.admin.service;

import dev.duckspace.gateway.workspace.LoadListener;
import dev.duckspace.gateway.workspace.LoadedTables;
import dev.duckspace.gateway.workspace.TableLoad;
import dev.duckspace.metadata.Workspace;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Workspaces without an engine: which exist, and a switch that makes creating one fail. */
public final class FolderFiles implements WorkspaceFiles {
    private final Set<String> existing = ConcurrentHashMap.newKeySet();
    private final Set<String> withTables = ConcurrentHashMap.newKeySet();
    private volatile boolean failing;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** Puts a table into main (null) or a branch. */
    public void addTable(String projectId, @Nullable String branchId) {
        withTables.add(projectId + "/" + branchId);
    }

    public void failFromNowOn() {
        failing = true;
    }

    public boolean exists(String workspaceId) {
        return existing.contains(workspaceId);
    }

    public int count() {
        return existing.size();
    }

    @Override
    public void create(Workspace workspace) {
        existing.add(workspace.id());
        if (failing) {
            throw new IllegalStateException("the disk is full");
        }
    }

    @Override
    public void delete(Workspace workspace) {
        existing.remove(workspace.id());
    }

    @Override
    public long sizeBytes(Workspace workspace) {
        return 12_288;
    }

    @Override
    public void sizeLimitChanged(Workspace workspace) {}

    @Override
    public int activeSessions(Workspace workspace) {
        return 0;
    }

    @Override
    public List<StoredObject> objects(Workspace workspace) {
        return List.of(new StoredObject("public", "notes", "table", 3L));
    }

    @Override
    public List<StoredObject> attachedTables(Workspace workspace) {
        return List.of();
    }

    @Override
    public void clear(Workspace workspace) {}

    @Override
    public void drop(Workspace workspace, String name) {}

    /** Loads go on until this is called, or they are stopped. */
    public CountDownLatch holdLoads() {
        CountDownLatch held = new CountDownLatch(1);
        gate = held;
        return held;
    }

    /** Copies nothing; a source named "missing" is not there. */
    @Override
    public LoadedTables load(Workspace workspace, List<TableLoad> loads, LoadListener listener) {
        while (gate.getCount() > 0) {
            if (!listener.proceed(7, 50)) {
                throw new ProblemException(ProblemType.CONFLICT, "stopped");
            }
            LockSupport.parkNanos(1_000_000);
        }
        if (loads.stream().anyMatch(load -> load.source().endsWith(".missing"))) {
            throw ProblemException.notFound("the project has no such table");
        }
        return new LoadedTables(List.of(), 12_288);
    }

    @Override
    public void endSessions(Workspace workspace) {}

    @Override
    public boolean hasTables(String projectId, @Nullable String branchId) {
        return withTables.contains(projectId + "/" + branchId);
    }

    @Override
    public void deleteAll(String projectId, @Nullable String branchId) {
        withTables.remove(projectId + "/" + branchId);
    }
}
