package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.CreatedWorkspace;
import dev.duckspace.admin.service.NewWorkspace;
import dev.duckspace.admin.service.WorkspaceChange;
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
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workspaces of a project's main branch and of its other branches. */
@Controller("/projects/{projectId}")
@ExecuteOn(TaskExecutors.IO)
final class WorkspaceController {
    private static final List<String> FIELDS =
            List.of("name", "description", "tags", "ttl_hours", "size_limit_gb", "preload_tables");
    private static final List<String> CHANGEABLE =
            List.of("name", "description", "tags", "ttl_hours", "size_limit_gb");

    private final WorkspaceService workspaces;
    private final Creations creations;
    private final ConnectionTarget target;
    private final Clock clock;

    WorkspaceController(
            WorkspaceService workspaces,
            Creations creations,
            ConnectionTarget target,
            Clock clock) {
        this.workspaces = workspaces;
        this.creations = creations;
        this.target = target;
        this.clock = clock;
    }

    @Audited("workspace.create")
    @Post(uris = {"/workspaces", "/branches/{branchId}/workspaces"})
    HttpResponse<WorkspaceJson.Created> create(
            @PathVariable String projectId,
            @PathVariable @Nullable String branchId,
            HttpRequest<?> request,
            @Body byte[] body) {
        NewWorkspace asked = asked(JsonBody.parse(body, FIELDS));
        return creations.answer(
                request,
                body,
                new Creation<CreatedWorkspace, WorkspaceJson.Created>(
                        WorkspaceJson.Created.class,
                        completion -> workspaces.create(projectId, branchId, asked, completion),
                        created -> Locations.of(created.workspace()),
                        created -> WorkspaceJson.Created.of(created, target, clock.instant()),
                        created ->
                                WorkspaceJson.Created.withoutPassword(
                                        created, target, clock.instant())));
    }

    private static NewWorkspace asked(JsonBody fields) {
        return new NewWorkspace(
                fields.text("name"),
                fields.text("description", ""),
                fields.texts("tags"),
                fields.wholeNumber("ttl_hours"),
                fields.number("size_limit_gb"),
                LoadJson.preloads(fields));
    }

    @Get(uris = {"/workspaces", "/branches/{branchId}/workspaces"})
    WorkspaceJson.Page list(
            @PathVariable String projectId,
            @PathVariable @Nullable String branchId,
            HttpRequest<?> request) {
        WorkspaceQuery query = WorkspaceListing.query(projectId, branchId, request.getParameters());
        List<Workspace> found = workspaces.list(query);
        boolean more = found.size() == query.limit();
        List<Workspace> page = more ? found.subList(0, found.size() - 1) : found;
        return new WorkspaceJson.Page(
                page.stream().map(w -> WorkspaceJson.of(w, clock.instant())).toList(),
                more ? WorkspaceListing.cursor(query, query.position(page.getLast())) : null);
    }

    @Get(uris = {"/workspaces/{workspaceId}", "/branches/{branchId}/workspaces/{workspaceId}"})
    WorkspaceJson.Detail detail(
            @PathVariable String projectId,
            @PathVariable @Nullable String branchId,
            @PathVariable String workspaceId) {
        return WorkspaceJson.Detail.of(
                workspaces.detail(projectId, branchId, workspaceId), target, clock.instant());
    }

    /** Changes what the body names; {@code ttl_hours} counts from now on. */
    @Audited("workspace.change")
    @Patch(uris = {"/workspaces/{workspaceId}", "/branches/{branchId}/workspaces/{workspaceId}"})
    WorkspaceJson.Detail change(
            @PathVariable String projectId,
            @PathVariable @Nullable String branchId,
            @PathVariable String workspaceId,
            @Body byte[] body) {
        JsonBody fields = JsonBody.parseChange(body, CHANGEABLE);
        WorkspaceChange change =
                new WorkspaceChange(
                        fields.textOrNull("name"),
                        fields.textOrNull("description"),
                        fields.has("tags") ? fields.texts("tags") : null,
                        fields.wholeNumber("ttl_hours"),
                        fields.number("size_limit_gb"));
        return WorkspaceJson.Detail.of(
                workspaces.change(projectId, branchId, workspaceId, change),
                target,
                clock.instant());
    }

    @Audited("workspace.delete")
    @Delete(uris = {"/workspaces/{workspaceId}", "/branches/{branchId}/workspaces/{workspaceId}"})
    @Status(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable String projectId,
            @PathVariable @Nullable String branchId,
            @PathVariable String workspaceId) {
        workspaces.delete(projectId, branchId, workspaceId);
    }
}
