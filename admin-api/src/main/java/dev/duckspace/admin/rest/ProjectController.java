package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ProjectService;
import dev.duckspace.metadata.Project;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /projects}. */
@Controller("/projects")
@ExecuteOn(TaskExecutors.IO)
final class ProjectController {
    private static final List<String> FIELDS = List.of("id", "name");

    private final ProjectService projects;

    ProjectController(ProjectService projects) {
        this.projects = projects;
    }

    @Post
    HttpResponse<ProjectJson> create(@Body byte[] body) {
        JsonBody fields = JsonBody.parse(body, FIELDS);
        String id = fields.text("id");
        Project project = projects.create(id, fields.text("name", id));
        return HttpResponse.created(
                ProjectJson.of(project), URI.create("/projects/" + project.id()));
    }

    @Get
    ProjectJson.Page list(@QueryValue @Nullable String limit, @QueryValue @Nullable String cursor) {
        int size = Paging.limit(limit);
        List<String> after = Paging.parts(cursor, 1);
        List<Project> found = projects.list(after == null ? "" : after.getFirst(), size + 1);
        List<Project> page = found.subList(0, Math.min(size, found.size()));
        return new ProjectJson.Page(
                page.stream().map(ProjectJson::of).toList(),
                found.size() > size ? Paging.cursor(page.getLast().id()) : null);
    }

    @Get("/{projectId}")
    ProjectJson find(String projectId) {
        return ProjectJson.of(projects.find(projectId));
    }

    @Delete("/{projectId}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(String projectId) {
        projects.delete(projectId);
    }
}
