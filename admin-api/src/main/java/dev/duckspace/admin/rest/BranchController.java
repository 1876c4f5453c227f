package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.BranchService;
import dev.duckspace.metadata.Branch;
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

/** {@code /projects/{id}/branches}. */
@Controller("/projects/{projectId}/branches")
@ExecuteOn(TaskExecutors.IO)
final class BranchController {
    private static final List<String> FIELDS = List.of("id", "name", "inherit");

    private final BranchService branches;
    private final Creations creations;

    BranchController(BranchService branches, Creations creations) {
        this.branches = branches;
        this.creations = creations;
    }

    @Audited("branch.create")
    @Post
    HttpResponse<BranchJson> create(
            @PathVariable String projectId, HttpRequest<?> request, @Body byte[] body) {
        JsonBody fields = JsonBody.parse(body, FIELDS);
        String id = fields.text("id");
        String name = fields.text("name", id);
        boolean inherit = fields.yesOrNo("inherit", true);
        return creations.answer(
                request,
                body,
                Creation.of(
                        BranchJson.class,
                        completion -> branches.create(projectId, id, name, inherit, completion),
                        Locations::of,
                        BranchJson::of));
    }

    @Get
    BranchJson.Page list(
            @PathVariable String projectId,
            @QueryValue @Nullable String limit,
            @QueryValue @Nullable String cursor) {
        Page<Branch> page =
                Page.byId(
                        limit,
                        cursor,
                        (after, count) -> branches.list(projectId, after, count),
                        Branch::id);
        return new BranchJson.Page(
                page.rows().stream().map(BranchJson::of).toList(), page.nextCursor());
    }

    @Get("/{branchId}")
    BranchJson find(@PathVariable String projectId, @PathVariable String branchId) {
        return BranchJson.of(branches.find(projectId, branchId));
    }

    @Audited("branch.delete")
    @Delete("/{branchId}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable String projectId,
            @PathVariable String branchId,
            @QueryValue @Nullable String cascade) {
        branches.delete(projectId, branchId, Parameters.yesOrNo("cascade", cascade));
    }
}
