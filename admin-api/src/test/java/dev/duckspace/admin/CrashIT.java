package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed at random moments, again and again; what it keeps must always agree. {@code
 * -Dduckspace.crash.kills=} and {@code -Dduckspace.crash.seconds=} make it a long run.
 */
@SuppressWarnings("NullAway.Init") // fields set by JUnit
class CrashIT {
    private static final Duration TIME =
            Duration.ofSeconds(Integer.getInteger("duckspace.crash.seconds", 75));
    private static final int ROUNDS_MIN = Integer.getInteger("duckspace.crash.kills", 3);
    private static final long LAST_NANOS_MAX = Duration.ofMillis(50).toNanos();
    private static final Duration WORK_MAX = Duration.ofSeconds(6);

    /** A kill comes after so many answers at most, however long they take. */
    private static final int ANSWERS_MAX = 60;

    @TempDir Path directory;

    @Test
    void metadata_and_files_agree_after_a_kill_at_any_moment()
            throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.out.println("CrashIT: seed " + seed);
        Random random = new Random(seed);
        Path config =
                Files.writeString(
                        directory.resolve("duckspace.yaml"),
                        """
                        limits: {workspaces_per_project: 10000, engine_threads: 16}
                        ttl: {grace_hours: 0}
                        """);
        long end = System.nanoTime() + TIME.toNanos();
        CrashWorld world = new CrashWorld(directory.resolve("data"), seed);
        int rounds = 0;
        for (; rounds < ROUNDS_MIN || System.nanoTime() < end; rounds++) {
            try (ServerProcess server = start(config)) {
                world.connect(
                        server.await("admin API +(http\\S+)"),
                        server.await("PostgreSQL +127.0.0.1:(\\d+)"),
                        rounds == 0 ? server.await("admin token +(\\S+)") : null);
                assertThat(server.output()).doesNotContain("Consistency check");
                world.verify();
                world.removeOld();
                world.makeOneToExpire();
                List<Thread> workers = new ArrayList<>();
                world.work().forEach(work -> workers.add(Thread.ofPlatform().start(work)));
                awaitAnswers(world, 1 + random.nextInt(ANSWERS_MAX));
                LockSupport.parkNanos(random.nextLong(LAST_NANOS_MAX));
                server.kill();
                world.stop();
                for (Thread worker : workers) {
                    worker.join();
                }
                world.expireSome();
            }
        }
        try (ServerProcess server = start(config)) {
            world.connect(
                    server.await("admin API +(http\\S+)"),
                    server.await("PostgreSQL +127.0.0.1:(\\d+)"),
                    null);
            world.verify();
            world.verifyExpired();
        }
        System.out.println("CrashIT: " + rounds + " kills, " + world.summary());
        assertThat(world.failures()).isEmpty();
    }

    private static void awaitAnswers(CrashWorld world, int answers) {
        long end = System.nanoTime() + WORK_MAX.toNanos();
        int before = world.answers();
        while (world.answers() - before < answers
                && (world.answers() == before || System.nanoTime() < end)
                && world.failures().isEmpty()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private ServerProcess start(Path config) throws IOException {
        return ServerProcess.start(
                directory,
                "serve",
                "--config",
                config.toString(),
                "--data",
                directory.resolve("data").toString(),
                "--port=0",
                "--admin-port=0");
    }
}
