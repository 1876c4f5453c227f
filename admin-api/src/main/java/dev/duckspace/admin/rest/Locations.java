package dev.duckspace.admin.rest;

import dev.duckspace.metadata.AccessToken;
import dev.duckspace.metadata.Branch;
import dev.duckspace.metadata.Project;
import dev.duckspace.metadata.Workspace;
import java.net.URI;

/** The paths of what can be created, as the header Location names them. */
final class Locations {
    private Locations() {}

    static URI of(Project project) {
        return URI.create(project(project.id()));
    }

    static URI of(Branch branch) {
        return URI.create(branch(branch.projectId(), branch.id()));
    }

    static URI of(Workspace workspace) {
        String branchId = workspace.branchId();
        String owner =
                branchId == null
                        ? project(workspace.projectId())
                        : branch(workspace.projectId(), branchId);
        return URI.create(owner + "/workspaces/" + workspace.id());
    }

    static URI of(AccessToken token) {
        String projectId = token.projectId();
        String owner = projectId == null ? "" : project(projectId);
        return URI.create(owner + "/tokens/" + token.id());
    }

    private static String project(String id) {
        return "/projects/" + id;
    }

    private static String branch(String projectId, String id) {
        return project(projectId) + "/branches/" + id;
    }
}
