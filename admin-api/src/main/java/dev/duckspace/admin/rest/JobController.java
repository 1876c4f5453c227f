package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.LoadJobs;
import dev.duckspace.metadata.Job;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loads that go on after their answer. */
@Controller("/projects/{projectId}")
@ExecuteOn(TaskExecutors.IO)
final class JobController {
    private final LoadJobs loads;
    private final JobEvents events;

    JobController(LoadJobs loads, JobEvents events) {
        this.loads = loads;
        this.events = events;
    }

    static String path(Job job) {
        String branchId = job.branchId();
        return "/projects/%s%s/workspaces/%s/jobs/%s"
                .formatted(
                        job.projectId(),
                        branchId == null ? "" : "/branches/" + branchId,
                        job.workspaceId(),
                        job.id());
    }

    /** The newest first. */
    @Get(
            uris = {
                "/workspaces/{workspaceId}/jobs",
                "/branches/{branchId}/workspaces/{workspaceId}/jobs"
            })
    JobJson.All list(
            @PathVariable String projectId,
            @PathVariable @Nullable String branchId,
            @PathVariable String workspaceId) {
        return new JobJson.All(
                loads.list(projectId, branchId, workspaceId).stream().map(JobJson::of).toList());
    }

    /**
     * How far the job is; as a stream, where that is accepted: an event whenever it has changed,
     * the last one with its outcome.
     */
    @Get(
            uris = {
                "/workspaces/{workspaceId}/jobs/{jobId}",
                "/branches/{branchId}/workspaces/{workspaceId}/jobs/{jobId}"
            })
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM})
    HttpResponse<?> find(
            @PathVariable String projectId,
            @PathVariable @Nullable String branchId,
            @PathVariable String workspaceId,
            @PathVariable String jobId,
            HttpHeaders headers) {
        Supplier<Job> job = () -> loads.find(projectId, branchId, workspaceId, jobId);
        return headers.accept().contains(MediaType.TEXT_EVENT_STREAM_TYPE)
                ? HttpResponse.ok(events.of(job)).contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                : HttpResponse.ok(JobJson.of(job.get()))
                        .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /** Stops the job; nothing of what it loads stays. */
    @Delete(
            uris = {
                "/workspaces/{workspaceId}/jobs/{jobId}",
                "/branches/{branchId}/workspaces/{workspaceId}/jobs/{jobId}"
            })
    @Status(HttpStatus.NO_CONTENT)
    @Audited("job.cancel")
    void cancel(
            @PathVariable String projectId,
            @PathVariable @Nullable String branchId,
            @PathVariable String workspaceId,
            @PathVariable String jobId) {
        loads.cancel(projectId, branchId, workspaceId, jobId);
    }
}
