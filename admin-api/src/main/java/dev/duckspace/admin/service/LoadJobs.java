package dev.duckspace.admin.service;

import dev.duckspace.gateway.workspace.LoadListener;
import dev.duckspace.gateway.workspace.LoadedTables;
import dev.duckspace.gateway.workspace.TableLoad;
import dev.duckspace.metadata.Job;
import dev.duckspace.metadata.JobState;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Transaction;
import dev.duckspace.metadata.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs loads, a few at a time, on threads of its own: those whose caller waits, and jobs, which are
 * kept in the metadata. A workspace has one job that has not ended at the most. What a process that
 * ended has left undone reads failed afterwards.
 */
public final class LoadJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadJobs.class);

    private static final String KIND = "load";

    /** Ended ones beyond this many of a workspace are forgotten, the oldest first. */
    static final int JOBS_KEPT = 100;

    private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(10);

    private final MetadataStore metadata;
    private final WorkspaceFiles files;
    private final ContentsService contents;
    private final Clock clock;
    private final Consumer<Job> ended;
    private final ThreadPoolExecutor threads;
    private final Map<String, JobProgress> live = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /**
     * @param ended is told of each job that has come to its end
     * @param concurrent loads that run at once
     * @param waiting loads that may wait for their turn
     */
    public LoadJobs(
            MetadataStore metadata,
            WorkspaceFiles files,
            ContentsService contents,
            Clock clock,
            Consumer<Job> ended,
            int concurrent,
            int waiting) {
        this.metadata = metadata;
        this.files = files;
        this.contents = contents;
        this.clock = clock;
        this.ended = ended;
        this.threads =
                new ThreadPoolExecutor(
                        concurrent,
                        concurrent,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(waiting),
                        Thread.ofPlatform().daemon().name("load-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Loads when there is a thread for it; the stage ends with {@link ProblemException}. */
    public CompletionStage<LoadedTables> load(
            String projectId, @Nullable String branchId, String id, List<TableLoad> loads) {
        Workspace workspace = contents.active(projectId, branchId, id);
        List<TableLoad> checked = ContentsService.requireLoad(loads);
        CompletableFuture<LoadedTables> loaded = new CompletableFuture<>();
        LoadListener untilStop = (rows, percent) -> !closing;
        execute(
                () -> {
                    try {
                        requireOpen();
                        loaded.complete(files.load(workspace, checked, untilStop));
                    } catch (RuntimeException | Error e) {
                        loaded.completeExceptionally(e);
                    }
                });
        return loaded;
    }

    /** Loads after the answer; the job tells how far it is. */
    public Job submit(
            String projectId, @Nullable String branchId, String id, List<TableLoad> loads) {
        Workspace workspace = contents.active(projectId, branchId, id);
        List<TableLoad> checked = ContentsService.requireLoad(loads);
        Job job = Job.queued(workspace, KIND, clock.instant());
        JobProgress progress = new JobProgress(job);
        metadata.inTransaction(
                tx -> {
                    requireNone(tx, workspace);
                    prune(tx, workspace);
                    tx.jobs().insert(job);
                    return job;
                });
        live.put(job.id(), progress);
        try {
            execute(() -> run(job, progress, workspace, checked));
        } catch (ProblemException e) {
            live.remove(job.id());
            metadata.inTransaction(tx -> tx.jobs().delete(job.id()));
            throw e;
        }
        return job;
    }

    private static void requireNone(Transaction tx, Workspace workspace) {
        tx.jobs().list(workspace.id()).stream()
                .filter(job -> !job.state().isFinal())
                .findFirst()
                .ifPresent(
                        job -> {
                            throw new ProblemException(
                                    ProblemType.CONFLICT,
                                    "the job %s loads this workspace; wait for its end or cancel it"
                                            .formatted(job.id()));
                        });
    }

    private static void prune(Transaction tx, Workspace workspace) {
        tx.jobs().list(workspace.id()).stream()
                .filter(job -> job.state().isFinal())
                .skip(JOBS_KEPT - 1)
                .forEach(job -> tx.jobs().delete(job.id()));
    }

    private void execute(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            requireOpen();
            throw new ProblemException(
                    ProblemType.UNAVAILABLE, "too many loads are waiting; try again later");
        }
    }

    private void requireOpen() {
        if (closing) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE, "the server is stopping; try again when it is back");
        }
    }

    private void run(Job job, JobProgress progress, Workspace workspace, List<TableLoad> loads) {
        try {
            if (!progress.start()) {
                return;
            }
            requireOpen();
            save(progress.now());
            LoadedTables loaded = files.load(workspace, loads, progress);
            long rows = loaded.tables().stream().mapToLong(LoadedTables.LoadedTable::rows).sum();
            save(job.succeeded(rows, JobTexts.result(loaded), clock.instant()));
        } catch (ProblemException e) {
            save(ended(progress.now(), progress, e));
        } catch (RuntimeException e) {
            LOG.error("Job {} failed", job.id(), e);
            save(ended(progress.now(), progress, unexpected()));
        } finally {
            live.remove(job.id());
        }
    }

    private Job ended(Job job, JobProgress progress, ProblemException why) {
        if (closing) {
            return job.ended(
                    JobState.FAILED,
                    JobTexts.problem(
                            new ProblemException(
                                    ProblemType.UNAVAILABLE,
                                    "the server was stopped while the job ran; no table was loaded: ask again")),
                    clock.instant());
        }
        return progress.isCancelled()
                ? job.ended(JobState.CANCELLED, "", clock.instant())
                : job.ended(JobState.FAILED, JobTexts.problem(why), clock.instant());
    }

    private static ProblemException unexpected() {
        return new ProblemException(ProblemType.INTERNAL, "the server's log says more");
    }

    /** Its workspace may be gone meanwhile, and the job with it. */
    private void save(Job job) {
        try {
            boolean kept = metadata.inTransaction(tx -> tx.jobs().update(job));
            LOG.debug("Job {} is {}, kept: {}", job.id(), job.state().text(), kept);
        } catch (RuntimeException e) {
            LOG.error("Job {} is {}, which cannot be kept", job.id(), job.state().text(), e);
        }
        if (job.state().isFinal()) {
            ended.accept(job);
        }
    }

    /** The newest first. */
    public List<Job> list(String projectId, @Nullable String branchId, String workspaceId) {
        Workspace workspace = contents.find(projectId, branchId, workspaceId);
        List<Job> jobs = metadata.read(tx -> tx.jobs().list(workspace.id()));
        return jobs.stream().map(this::now).toList();
    }

    public Job find(String projectId, @Nullable String branchId, String workspaceId, String jobId) {
        Workspace workspace = contents.find(projectId, branchId, workspaceId);
        Job stored =
                metadata.read(tx -> tx.jobs().find(workspace.id(), jobId))
                        .orElseThrow(
                                () ->
                                        ProblemException.notFound(
                                                "the workspace has no job \"" + jobId + "\""));
        return now(stored);
    }

    private Job now(Job stored) {
        JobProgress progress = live.get(stored.id());
        return stored.state().isFinal() || progress == null ? stored : progress.now();
    }

    /** Stops a job; nothing of what it loads stays. One that was cancelled before stays so. */
    public void cancel(
            String projectId, @Nullable String branchId, String workspaceId, String jobId) {
        Job job = find(projectId, branchId, workspaceId, jobId);
        JobProgress progress = live.get(jobId);
        if (progress != null) {
            if (progress.cancel()) {
                save(job.ended(JobState.CANCELLED, "", clock.instant()));
                live.remove(jobId);
            }
        } else if (job.state() != JobState.CANCELLED) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "the job has ended and is %s: there is nothing to cancel"
                            .formatted(job.state().text()));
        }
    }

    /** Notes what an earlier process has left undone; before the first request. */
    public void finishInterrupted() {
        List<Job> unfinished = metadata.read(tx -> tx.jobs().unfinished());
        for (Job job : unfinished) {
            LOG.warn("Job {} was {} when the server ended", job.id(), job.state().text());
            save(
                    job.ended(
                            JobState.FAILED,
                            JobTexts.problem(
                                    new ProblemException(
                                            ProblemType.UNAVAILABLE,
                                            "the server ended while the job was "
                                                    + job.state().text()
                                                    + "; its tables are all there or none of them: look before you ask again")),
                            clock.instant()));
        }
    }

    /** Stops what runs; what waits does not begin any more. */
    @Override
    public void close() {
        closing = true;
        live.values().forEach(JobProgress::stop);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Loads do not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
