package dev.duckspace.gateway.workspace;

import dev.duckspace.metadata.Identifiers;
import org.jspecify.annotations.Nullable;

/**
 * Where a project's tables lie: its main branch, or one of its branches.
 *
 * @param branchId null for main
 */
public record ProjectLocation(String projectId, @Nullable String branchId) {
    public ProjectLocation {
        Identifiers.requireProjectId(projectId);
        if (branchId != null) {
            Identifiers.requireBranchId(branchId);
        }
    }

    public static ProjectLocation main(String projectId) {
        return new ProjectLocation(projectId, null);
    }

    public ProjectLocation main() {
        return main(projectId);
    }

    /** The name of its directory: {@code project_123} or {@code project_123_branch_789}. */
    String directoryName() {
        return branchId == null
                ? "project_" + projectId
                : "project_" + projectId + "_branch_" + branchId;
    }
}
