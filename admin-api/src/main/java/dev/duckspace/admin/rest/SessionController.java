package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.SessionService;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** {@code .../workspaces/{ws_id}/sessions}: who is connected, what runs, since when. */
@Controller("/projects/{projectId}")
@ExecuteOn(TaskExecutors.IO)
final class SessionController {
    private final SessionService sessions;

    SessionController(SessionService sessions) {
        this.sessions = sessions;
    }

    @Get(
            uris = {
                "/workspaces/{workspaceId}/sessions",
                "/branches/{branchId}/workspaces/{workspaceId}/sessions"
            })
    SessionJson.All list(
            @PathVariable String projectId,
            @PathVariable @Nullable String branchId,
            @PathVariable String workspaceId) {
        return new SessionJson.All(
                sessions.list(projectId, branchId, workspaceId).stream()
                        .map(SessionJson::of)
                        .toList());
    }

    @Delete(
            uris = {
                "/workspaces/{workspaceId}/sessions/{pid}",
                "/branches/{branchId}/workspaces/{workspaceId}/sessions/{pid}"
            })
    @Status(HttpStatus.NO_CONTENT)
    @Audited("session.end")
    void end(
            @PathVariable String projectId,
            @PathVariable @Nullable String branchId,
            @PathVariable String workspaceId,
            @PathVariable String pid) {
        sessions.end(projectId, branchId, workspaceId, pid);
    }
}
