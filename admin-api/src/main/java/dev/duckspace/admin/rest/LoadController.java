package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.JobTexts;
import dev.duckspace.admin.service.LoadJobs;
import dev.duckspace.gateway.workspace.TableLoad;
import dev.duckspace.metadata.Job;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Copies tables of the project into workspaces. */
@Controller("/projects/{projectId}")
@ExecuteOn(TaskExecutors.IO)
final class LoadController {
    private static final String RESPOND_ASYNC = "respond-async";

    private final LoadJobs loads;

    LoadController(LoadJobs loads) {
        this.loads = loads;
    }

    /**
     * Loads all the tables or none. With {@code Prefer: respond-async} the answer is 202 and a job
     * that tells how far it is.
     */
    @Post(
            uris = {
                "/workspaces/{workspaceId}/load",
                "/branches/{branchId}/workspaces/{workspaceId}/load"
            })
    @Audited("workspace.load")
    CompletionStage<HttpResponse<?>> load(
            @PathVariable String projectId,
            @PathVariable @Nullable String branchId,
            @PathVariable String workspaceId,
            @Header("Prefer") @Nullable String prefer,
            @Body byte[] body) {
        List<TableLoad> tables = LoadJson.tables(body);
        if (prefersAsync(prefer)) {
            Job job = loads.submit(projectId, branchId, workspaceId, tables);
            return CompletableFuture.completedFuture(
                    HttpResponse.status(HttpStatus.ACCEPTED)
                            .body(JobJson.of(job))
                            .header("Location", JobController.path(job))
                            .header("Preference-Applied", RESPOND_ASYNC));
        }
        return loads.load(projectId, branchId, workspaceId, tables)
                .thenApply(loaded -> HttpResponse.ok(JobTexts.tree(loaded)));
    }

    /** A list of preferences, of which others are ignored as RFC 7240 wants it. */
    private static boolean prefersAsync(@Nullable String prefer) {
        return prefer != null
                && Arrays.stream(prefer.split("[,;]"))
                        .anyMatch(one -> one.strip().equalsIgnoreCase(RESPOND_ASYNC));
    }
}
