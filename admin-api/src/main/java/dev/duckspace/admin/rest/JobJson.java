package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.JobTexts;
import dev.duckspace.metadata.Job;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is now.
 *
 * @param result what the load answers, once it has succeeded
 * @param problem a problem document, when it has failed
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record JobJson(
        String id,
        String projectId,
        @Nullable String branchId,
        String workspaceId,
        String kind,
        String state,
        long rows,
        double percent,
        String createdAt,
        @Nullable String finishedAt,
        JsonNode result,
        JsonNode problem) {

    /** The newest first. */
    @Serdeable
    record All(List<JobJson> jobs) {}

    static JobJson of(Job job) {
        Instant finishedAt = job.finishedAt();
        return new JobJson(
                job.id(),
                job.projectId(),
                job.branchId(),
                job.workspaceId(),
                job.kind(),
                job.state().text(),
                job.rows(),
                Math.round(job.percent() * 10) / 10.0,
                job.createdAt().toString(),
                finishedAt == null ? null : finishedAt.toString(),
                JobTexts.read(job.result()),
                JobTexts.read(job.problem()));
    }
}
