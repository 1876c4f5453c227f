package dev.duckspace.metadata;

import java.time.Instant;

/**
 * A development branch of a project, with its own tables and workspaces.
 *
 * @param inherit whether tables that the branch lacks are read from main
 */
public record Branch(String projectId, String id, String name, boolean inherit, Instant createdAt) {
    public Branch {
        Identifiers.requireProjectId(projectId);
        Identifiers.requireBranchId(id);
        Identifiers.requireName("branch name", name);
        createdAt = Timestamps.toMicros(createdAt);
    }
}
