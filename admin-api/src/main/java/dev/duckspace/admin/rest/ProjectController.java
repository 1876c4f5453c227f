package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ProjectService;
import dev.duckspace.metadata.Project;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /projects}. */
@Controller("/projects")
@ExecuteOn(TaskExecutors.IO)
final class ProjectController {
    private static final List<String> FIELDS = List.of("id", "name");

    private final ProjectService projects;
    private final Creations creations;

    ProjectController(ProjectService projects, Creations creations) {
        this.projects = projects;
        this.creations = creations;
    }

    @Audited("project.create")
    @Post
    HttpResponse<ProjectJson> create(HttpRequest<?> request, @Body byte[] body) {
        JsonBody fields = JsonBody.parse(body, FIELDS);
        String id = fields.text("id");
        String name = fields.text("name", id);
        return creations.answer(
                request,
                body,
                Creation.of(
                        ProjectJson.class,
                        completion -> projects.create(id, name, completion),
                        Locations::of,
                        ProjectJson::of));
    }

    /** By id; a project's token sees its own alone. */
    @AnyToken
    @Get
    ProjectJson.Page list(
            HttpRequest<?> request,
            @QueryValue @Nullable String limit,
            @QueryValue @Nullable String cursor) {
        String own = BearerFilter.token(request).projectId();
        Page<Project> page =
                own == null
                        ? Page.byId(limit, cursor, projects::list, Project::id)
                        : new Page<>(List.of(projects.find(own)), null);
        return new ProjectJson.Page(
                page.rows().stream().map(ProjectJson::of).toList(), page.nextCursor());
    }

    @Get("/{projectId}")
    ProjectJson find(@PathVariable String projectId) {
        return ProjectJson.of(projects.find(projectId));
    }

    @AdminOnly
    @Audited("project.delete")
    @Delete("/{projectId}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String projectId, @QueryValue @Nullable String cascade) {
        projects.delete(projectId, Parameters.yesOrNo("cascade", cascade));
    }
}
