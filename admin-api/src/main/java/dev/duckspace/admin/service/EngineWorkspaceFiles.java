package dev.duckspace.admin.service;

import dev.duckspace.gateway.GatewayServer;
import dev.duckspace.gateway.session.InterruptReason;
import dev.duckspace.gateway.workspace.DataDirectory;
import dev.duckspace.gateway.workspace.LoadListener;
import dev.duckspace.gateway.workspace.LoadedTables;
import dev.duckspace.gateway.workspace.ObjectName;
import dev.duckspace.gateway.workspace.ProjectDirectories;
import dev.duckspace.gateway.workspace.ProjectLocation;
import dev.duckspace.gateway.workspace.TableLoad;
import dev.duckspace.gateway.workspace.WorkspaceContents;
import dev.duckspace.gateway.workspace.WorkspaceLocation;
import dev.duckspace.metadata.Branch;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The workspaces of the running gateway. */
public final class EngineWorkspaceFiles implements WorkspaceFiles {
    private static final Duration SESSION_END_WAIT_MAX = Duration.ofSeconds(5);

    private final GatewayServer gateway;
    private final MetadataStore metadata;
    private final ProjectDirectories directories;

    public EngineWorkspaceFiles(GatewayServer gateway, DataDirectory data, MetadataStore metadata) {
        this.gateway = gateway;
        this.metadata = metadata;
        this.directories = new ProjectDirectories(data);
    }

    @Override
    public void create(Workspace workspace) {
        gateway.workspaces().create(location(workspace));
    }

    @Override
    public void delete(Workspace workspace) {
        gateway.sessions().terminateWorkspace(workspace.id());
        long deadline = System.nanoTime() + SESSION_END_WAIT_MAX.toNanos();
        while (activeSessions(workspace) > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        gateway.workspaces().delete(location(workspace));
    }

    /** As the limit counts it. */
    @Override
    public long sizeBytes(Workspace workspace) {
        return gateway.workspaces().sizeBytes(location(workspace));
    }

    @Override
    public void sizeLimitChanged(Workspace workspace) {
        gateway.workspaces().sizeLimitChanged(location(workspace));
    }

    @Override
    public int activeSessions(Workspace workspace) {
        return gateway.sessions().countOfWorkspace(workspace.id());
    }

    @Override
    public List<StoredObject> objects(Workspace workspace) {
        return ContentsProblems.translated(() -> shown(contents(workspace).objects()));
    }

    @Override
    public List<StoredObject> attachedTables(Workspace workspace) {
        return ContentsProblems.translated(() -> shown(contents(workspace).attachedTables()));
    }

    private static List<StoredObject> shown(
            List<dev.duckspace.gateway.workspace.StoredObject> objects) {
        return objects.stream()
                .map(o -> new StoredObject(o.schema(), o.name(), o.type(), o.rows()))
                .toList();
    }

    @Override
    public void clear(Workspace workspace) {
        ContentsProblems.run(() -> contents(workspace).clear());
    }

    @Override
    public void drop(Workspace workspace, String name) {
        ContentsProblems.run(() -> contents(workspace).drop(ObjectName.parse(name)));
    }

    @Override
    public LoadedTables load(Workspace workspace, List<TableLoad> loads, LoadListener listener) {
        return ContentsProblems.translated(
                () -> contents(workspace).load(loads, workspace.sizeLimitBytes(), listener));
    }

    @Override
    public void endSessions(Workspace workspace) {
        gateway.sessions().end(workspace.id(), InterruptReason.CREDENTIALS_RESET);
    }

    private WorkspaceContents contents(Workspace workspace) {
        return gateway.workspaces().contents(location(workspace));
    }

    @Override
    public boolean hasTables(String projectId, @Nullable String branchId) {
        return directories.holdsTables(new ProjectLocation(projectId, branchId));
    }

    @Override
    public void deleteAll(String projectId, @Nullable String branchId) {
        directories.remove(new ProjectLocation(projectId, branchId));
    }

    private WorkspaceLocation location(Workspace workspace) {
        String branchId = workspace.branchId();
        Optional<Branch> branch =
                branchId == null
                        ? Optional.empty()
                        : metadata.read(tx -> tx.branches().find(workspace.projectId(), branchId));
        return new WorkspaceLocation(
                new ProjectLocation(workspace.projectId(), branchId),
                branch.map(Branch::inherit).orElse(true),
                workspace.id());
    }
}
