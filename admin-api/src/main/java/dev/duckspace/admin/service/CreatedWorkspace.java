package dev.duckspace.admin.service;

import dev.duckspace.admin.service.WorkspaceFiles.StoredObject;
import dev.duckspace.metadata.Workspace;
import java.util.List;

/** A new workspace with its password, which is nowhere else. */
public record CreatedWorkspace(
        Workspace workspace, String username, String password, List<StoredObject> attachedTables) {

    @Override
    public String toString() {
        return "CreatedWorkspace[id=" + workspace.id() + ", username=" + username + "]";
    }
}
