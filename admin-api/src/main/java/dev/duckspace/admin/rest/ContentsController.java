package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ContentsService;
import dev.duckspace.admin.service.NewPassword;
import dev.duckspace.admin.service.WorkspaceService;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Empties workspaces, and gives them new passwords. */
@Controller("/projects/{projectId}")
@ExecuteOn(TaskExecutors.IO)
final class ContentsController {
    private final ContentsService contents;
    private final WorkspaceService workspaces;
    private final ConnectionTarget target;

    ContentsController(
            ContentsService contents, WorkspaceService workspaces, ConnectionTarget target) {
        this.contents = contents;
        this.workspaces = workspaces;
        this.target = target;
    }

    /** Drops all that the workspace's user made; credentials and sessions stay. */
    @Post(
            uris = {
                "/workspaces/{workspaceId}/clear",
                "/branches/{branchId}/workspaces/{workspaceId}/clear"
            })
    @Status(HttpStatus.NO_CONTENT)
    @Audited("workspace.clear")
    void clear(
            @PathVariable String projectId,
            @PathVariable @Nullable String branchId,
            @PathVariable String workspaceId) {
        contents.clear(projectId, branchId, workspaceId);
    }

    /**
     * Drops one table, view, sequence, type or macro: {@code t} in the schema public, {@code
     * my_schema.t}, or with parts in double quotes as in SQL.
     */
    @Delete(
            uris = {
                "/workspaces/{workspaceId}/objects/{name}",
                "/branches/{branchId}/workspaces/{workspaceId}/objects/{name}"
            })
    @Status(HttpStatus.NO_CONTENT)
    @Audited("object.drop")
    void drop(
            @PathVariable String projectId,
            @PathVariable @Nullable String branchId,
            @PathVariable String workspaceId,
            @PathVariable String name) {
        contents.drop(projectId, branchId, workspaceId, name);
    }

    /** A new password, shown here alone; sessions that were opened with the old one end. */
    @Post(
            uris = {
                "/workspaces/{workspaceId}/credentials/reset",
                "/branches/{branchId}/workspaces/{workspaceId}/credentials/reset"
            })
    @Audited("credentials.reset")
    CredentialsJson reset(
            @PathVariable String projectId,
            @PathVariable @Nullable String branchId,
            @PathVariable String workspaceId) {
        NewPassword password = workspaces.resetPassword(projectId, branchId, workspaceId);
        return new CredentialsJson(
                target.connection(
                        contents.find(projectId, branchId, workspaceId),
                        password.username(),
                        password.password()));
    }
}
