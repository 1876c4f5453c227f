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

/** The process is killed at random moments, again and again; what it keeps must always agree. */
@SuppressWarnings("NullAway.Init") // fields set by JUnit
class CrashIT {
    private static final Duration TIME = Duration.ofSeconds(75);
    private static final int ROUNDS_MIN = 3;
    private static final int WORK_MILLIS_MAX = 6_000;

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
                        "limits: {workspaces_per_project: 10000, engine_threads: 16}\n");
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
                List<Thread> workers = new ArrayList<>();
                world.work().forEach(work -> workers.add(Thread.ofPlatform().start(work)));
                LockSupport.parkNanos(
                        Duration.ofMillis(200 + random.nextInt(WORK_MILLIS_MAX)).toNanos());
                server.kill();
                world.stop();
                for (Thread worker : workers) {
                    worker.join();
                }
            }
        }
        try (ServerProcess server = start(config)) {
            world.connect(
                    server.await("admin API +(http\\S+)"),
                    server.await("PostgreSQL +127.0.0.1:(\\d+)"),
                    null);
            world.verify();
        }
        System.out.println("CrashIT: " + rounds + " kills, " + world.summary());
        assertThat(world.failures()).isEmpty();
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
