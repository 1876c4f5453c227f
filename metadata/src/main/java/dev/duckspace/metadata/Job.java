package dev.duckspace.metadata;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work that a request has left to be done after its answer.
 *
 * @param branchId null for the project's main branch
 * @param kind what it does, as {@code load}
 * @param rows read so far
 * @param percent 0 to 100
 * @param result what a job that succeeded answers, in the form of its kind; else empty
 * @param problem why it did not succeed, in the form of its kind; else empty
 * @param finishedAt null until its state is final
 */
public record Job(
        String id,
        String projectId,
        @Nullable String branchId,
        String workspaceId,
        String kind,
        JobState state,
        long rows,
        double percent,
        String result,
        String problem,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    public Job {
        createdAt = Timestamps.toMicros(createdAt);
        finishedAt = finishedAt == null ? null : Timestamps.toMicros(finishedAt);
    }

    public static Job queued(Workspace workspace, String kind, Instant now) {
        return new Job(
                Identifiers.newJobId(),
                workspace.projectId(),
                workspace.branchId(),
                workspace.id(),
                kind,
                JobState.QUEUED,
                0,
                0,
                "",
                "",
                now,
                null);
    }

    public Job running(long newRows, double newPercent) {
        return with(JobState.RUNNING, newRows, newPercent, "", "", null);
    }

    public Job succeeded(long newRows, String newResult, Instant now) {
        return with(JobState.SUCCEEDED, newRows, 100, newResult, "", now);
    }

    /** Ended without a result: {@code FAILED} or {@code CANCELLED}. */
    public Job ended(JobState newState, String newProblem, Instant now) {
        return with(newState, rows, percent, "", newProblem, now);
    }

    private Job with(
            JobState newState,
            long newRows,
            double newPercent,
            String newResult,
            String newProblem,
            @Nullable Instant newFinishedAt) {
        return new Job(
                id,
                projectId,
                branchId,
                workspaceId,
                kind,
                newState,
                newRows,
                newPercent,
                newResult,
                newProblem,
                createdAt,
                newFinishedAt);
    }
}
