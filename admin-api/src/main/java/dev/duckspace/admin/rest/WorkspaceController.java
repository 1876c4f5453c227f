package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.CreatedWorkspace;
import dev.duckspace.admin.service.NewWorkspace;
import dev.duckspace.admin.service.ProblemException;
import dev.duckspace.admin.service.WorkspaceDetail;
import dev.duckspace.admin.service.WorkspaceLimits;
import dev.duckspace.admin.service.WorkspaceService;
import dev.duckspace.metadata.Workspace;
import dev.duckspace.metadata.WorkspaceQuery;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** {@code /projects/{id}/workspaces}. */
@Controller("/projects/{projectId}/workspaces")
@ExecuteOn(TaskExecutors.IO)
final class WorkspaceController {
    private static final List<String> FIELDS =
            List.of("name", "description", "tags", "ttl_hours", "size_limit_gb", "preload_tables");

    private final WorkspaceService workspaces;
    private final ConnectionTarget target;
    private final Clock clock;

    WorkspaceController(WorkspaceService workspaces, ConnectionTarget target, Clock clock) {
        this.workspaces = workspaces;
        this.target = target;
        this.clock = clock;
    }

    @Post
    HttpResponse<WorkspaceJson.Created> create(String projectId, @Body byte[] body) {
        NewWorkspace asked = asked(JsonBody.parse(body, FIELDS));
        CreatedWorkspace created = workspaces.create(projectId, null, asked);
        return HttpResponse.created(
                answer(created),
                URI.create("/projects/" + projectId + "/workspaces/" + created.workspace().id()));
    }

    private static NewWorkspace asked(JsonBody fields) {
        if (fields.has("preload_tables")) {
            throw ProblemException.invalid(
                    "preload_tables is not supported yet: the project's tables can be queried"
                            + " without it");
        }
        return new NewWorkspace(
                fields.text("name"),
                fields.text("description", ""),
                fields.texts("tags"),
                fields.wholeNumber("ttl_hours"),
                fields.number("size_limit_gb"));
    }

    @Get
    WorkspaceJson.Page list(String projectId, HttpRequest<?> request) {
        WorkspaceQuery query = WorkspaceListing.query(projectId, null, request.getParameters());
        List<Workspace> found = workspaces.list(query);
        boolean more = found.size() == query.limit();
        List<Workspace> page = more ? found.subList(0, found.size() - 1) : found;
        Instant now = clock.instant();
        return new WorkspaceJson.Page(
                page.stream().map(w -> WorkspaceJson.summary(w, now)).toList(),
                more ? WorkspaceListing.cursor(query, query.position(page.getLast())) : null);
    }

    @Get("/{workspaceId}")
    WorkspaceJson.Detail detail(String projectId, String workspaceId) {
        return answer(workspaces.detail(projectId, null, workspaceId));
    }

    @Delete("/{workspaceId}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(String projectId, String workspaceId) {
        workspaces.delete(projectId, null, workspaceId);
    }

    private WorkspaceJson.Created answer(CreatedWorkspace created) {
        Workspace w = created.workspace();
        return new WorkspaceJson.Created(
                w.id(),
                w.name(),
                w.description(),
                w.tags(),
                w.projectId(),
                w.branchId(),
                WorkspaceJson.status(w, clock.instant()),
                w.createdAt().toString(),
                w.expiresAt().toString(),
                WorkspaceLimits.gigabytes(w.sizeLimitBytes()),
                target.connection(w, created.username(), created.password()),
                created.attachedTables().stream()
                        .map(t -> new WorkspaceJson.AttachedTable(t.schema(), t.name(), t.rows()))
                        .toList());
    }

    private WorkspaceJson.Detail answer(WorkspaceDetail detail) {
        Workspace w = detail.workspace();
        return new WorkspaceJson.Detail(
                w.id(),
                w.name(),
                w.description(),
                w.tags(),
                w.projectId(),
                w.branchId(),
                WorkspaceJson.status(w, clock.instant()),
                w.createdAt().toString(),
                w.expiresAt().toString(),
                detail.sizeBytes(),
                WorkspaceLimits.gigabytes(w.sizeLimitBytes()),
                detail.activeSessions(),
                target.connection(w, detail.username()),
                detail.objects().stream()
                        .map(
                                o ->
                                        new WorkspaceJson.WorkspaceObject(
                                                o.schema(), o.name(), o.type(), o.rows()))
                        .toList());
    }
}
