package dev.duckspace.admin.service;

import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Workspace;
import dev.duckspace.metadata.WorkspaceStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of workspaces: files first, then rows, so that what is interrupted is found again. */
public final class WorkspaceRemoval {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceRemoval.class);

    private final MetadataStore metadata;
    private final WorkspaceFiles files;

    public WorkspaceRemoval(MetadataStore metadata, WorkspaceFiles files) {
        this.metadata = metadata;
        this.files = files;
    }

    /** Ends its sessions and removes its files and its row. */
    public void remove(Workspace workspace) {
        files.delete(workspace);
        metadata.inTransaction(tx -> tx.workspaces().delete(workspace.id()));
    }

    /** Removes every workspace of a project, or of one branch of it. */
    void removeAll(String projectId, @Nullable String onlyBranchId) {
        List<Workspace> doomed =
                metadata.<List<Workspace>>inTransaction(
                        tx -> {
                            List<Workspace> found =
                                    tx.workspaces().listOfProject(projectId).stream()
                                            .filter(w -> isOf(onlyBranchId, w))
                                            .toList();
                            for (Workspace workspace : found) {
                                tx.workspaces()
                                        .updateStatus(workspace.id(), WorkspaceStatus.DROPPING);
                            }
                            return found;
                        });
        doomed.forEach(this::remove);
    }

    private static boolean isOf(@Nullable String onlyBranchId, Workspace workspace) {
        return onlyBranchId == null || Objects.equals(workspace.branchId(), onlyBranchId);
    }

    /** Removes what a process that was killed left half created or half dropped. */
    public void finishInterrupted() {
        for (WorkspaceStatus status : List.of(WorkspaceStatus.CREATING, WorkspaceStatus.DROPPING)) {
            for (Workspace workspace :
                    metadata.<List<Workspace>>read(tx -> tx.workspaces().listByStatus(status))) {
                finish(workspace);
            }
        }
    }

    /** One that cannot be removed now stays as it is and keeps nothing else from starting. */
    private void finish(Workspace workspace) {
        LOG.warn(
                "Workspace {} was left {} by an earlier run: removing it",
                workspace.id(),
                workspace.status().text());
        try {
            remove(workspace);
        } catch (RuntimeException e) {
            LOG.error("Workspace {} cannot be removed", workspace.id(), e);
        }
    }
}
