package dev.duckspace.gateway.workspace;

import dev.duckspace.metadata.Identifiers;

/**
 * What a host must know to open a workspace.
 *
 * @param inheritsMain whether tables that a branch lacks are read from main; without meaning for a
 *     workspace of main itself
 */
public record WorkspaceLocation(ProjectLocation project, boolean inheritsMain, String workspaceId) {
    public WorkspaceLocation {
        Identifiers.requireWorkspaceId(workspaceId);
    }

    /** A workspace of a project's main branch. */
    public static WorkspaceLocation ofMain(String projectId, String workspaceId) {
        return new WorkspaceLocation(ProjectLocation.main(projectId), false, workspaceId);
    }

    /** The engine's name for the workspace's own database. */
    public String catalog() {
        return workspaceId;
    }

    /** The name under which clients connect to it. */
    public String database() {
        return Identifiers.database(workspaceId);
    }

    boolean readsMain() {
        return project.branchId() != null && inheritsMain;
    }
}
