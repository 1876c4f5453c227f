package dev.duckspace.admin.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.duckspace.gateway.workspace.TableLoad;
import dev.duckspace.metadata.Job;
import dev.duckspace.metadata.JobState;
import dev.duckspace.metadata.MetadataConfig;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Project;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // fields set before each test
class LoadJobsTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final List<TableLoad> LOAD = List.of(TableLoad.of("in.c-sales.orders"));

    @TempDir private Path directory;
    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private final FolderFiles files = new FolderFiles();
    private MetadataStore metadata;
    private WorkspaceService workspaces;
    private LoadJobs jobs;

    @BeforeEach
    void open() {
        metadata =
                MetadataStore.open(
                        new MetadataConfig.Embedded(directory.resolve("metadata.duckdb")));
        metadata.inTransaction(
                tx -> {
                    tx.projects().insert(new Project("p", "p", NOON));
                    return "";
                });
        workspaces =
                new WorkspaceService(
                        metadata,
                        files,
                        new ScramPasswords(),
                        new WorkspaceLimits(10, 24, 168, 10, 100),
                        clock);
        jobs = jobs();
    }

    private final Queue<Job> ended = new ConcurrentLinkedQueue<>();

    private LoadJobs jobs() {
        return new LoadJobs(
                metadata,
                files,
                new ContentsService(metadata, files, clock),
                clock,
                ended::add,
                1,
                1);
    }

    @AfterEach
    void close() {
        jobs.close();
        metadata.close();
    }

    private String workspace(String name) {
        return workspaces.create("p", null, NewWorkspace.named(name)).workspace().id();
    }

    private Job now(Job job) {
        return jobs.find("p", null, job.workspaceId(), job.id());
    }

    private Job ended(Job job) {
        await(() -> now(job).state().isFinal());
        return now(job);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void refused(ProblemType type, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(type));
    }

    @Test
    void a_job_tells_how_far_it_is_and_what_came_out() {
        CountDownLatch held = files.holdLoads();
        Job job = jobs.submit("p", null, workspace("a"), LOAD);
        await(() -> now(job).percent() == 50);
        assertThat(now(job).state()).isEqualTo(JobState.RUNNING);
        assertThat(now(job).rows()).isEqualTo(7);

        held.countDown();

        assertThat(ended(job).state()).isEqualTo(JobState.SUCCEEDED);
        await(() -> ended.size() == 1);
        assertThat(ended)
                .extracting(Job::id, Job::state)
                .containsExactly(tuple(job.id(), JobState.SUCCEEDED));
        assertThat(ended(job).result()).isEqualTo("{\"loaded\":[],\"workspace_size_bytes\":12288}");
    }

    @Test
    void jobs_beyond_the_queue_are_refused_and_forgotten() {
        CountDownLatch held = files.holdLoads();
        Job running = jobs.submit("p", null, workspace("a"), LOAD);
        await(() -> now(running).state() == JobState.RUNNING);
        Job waiting = jobs.submit("p", null, workspace("b"), LOAD);
        String third = workspace("c");

        refused(ProblemType.UNAVAILABLE, () -> jobs.submit("p", null, third, LOAD));

        assertThat(jobs.list("p", null, third)).isEmpty();
        assertThat(now(waiting).state()).isEqualTo(JobState.QUEUED);
        held.countDown();
        assertThat(ended(waiting).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void a_job_is_cancelled_while_it_waits_or_runs() {
        CountDownLatch held = files.holdLoads();
        Job running = jobs.submit("p", null, workspace("a"), LOAD);
        await(() -> now(running).state() == JobState.RUNNING);
        Job waiting = jobs.submit("p", null, workspace("b"), LOAD);

        jobs.cancel("p", null, waiting.workspaceId(), waiting.id());
        assertThat(now(waiting).state()).isEqualTo(JobState.CANCELLED);
        jobs.cancel("p", null, running.workspaceId(), running.id());

        assertThat(ended(running).state()).isEqualTo(JobState.CANCELLED);
        held.countDown();
        Job after = jobs.submit("p", null, waiting.workspaceId(), LOAD);
        assertThat(ended(after).state()).isEqualTo(JobState.SUCCEEDED);
        refused(
                ProblemType.CONFLICT,
                () -> jobs.cancel("p", null, after.workspaceId(), after.id()));
    }

    @Test
    void what_an_earlier_process_left_undone_reads_failed() {
        files.holdLoads();
        Job job = jobs.submit("p", null, workspace("a"), LOAD);
        LoadJobs killed = jobs;
        jobs = jobs();
        await(() -> now(job).state() == JobState.RUNNING);

        jobs.finishInterrupted();

        assertThat(now(job).state()).isEqualTo(JobState.FAILED);
        assertThat(now(job).problem()).contains("the server ended while the job was running");
        killed.close();
    }

    @Test
    void a_stop_ends_jobs_with_the_reason() {
        files.holdLoads();
        Job running = jobs.submit("p", null, workspace("a"), LOAD);
        await(() -> now(running).state() == JobState.RUNNING);
        Job waiting = jobs.submit("p", null, workspace("b"), LOAD);

        jobs.close();

        for (Job job : List.of(running, waiting)) {
            assertThat(now(job).state()).isEqualTo(JobState.FAILED);
            assertThat(now(job).problem()).contains("the server was stopped");
        }
    }

    @Test
    void old_jobs_are_forgotten() {
        String workspace = workspace("a");
        for (int i = 0; i < LoadJobs.JOBS_KEPT + 3; i++) {
            assertThat(ended(jobs.submit("p", null, workspace, LOAD)).state())
                    .isEqualTo(JobState.SUCCEEDED);
        }

        assertThat(jobs.list("p", null, workspace)).hasSize(LoadJobs.JOBS_KEPT);
    }

    @Test
    void a_load_has_some_tables_and_not_too_many() {
        String workspace = workspace("a");
        List<TableLoad> many =
                java.util.Collections.nCopies(ContentsService.LOAD_TABLES_MAX + 1, LOAD.getFirst());

        refused(ProblemType.INVALID, () -> jobs.submit("p", null, workspace, List.of()));
        refused(ProblemType.INVALID, () -> jobs.submit("p", null, workspace, many));
    }
}
