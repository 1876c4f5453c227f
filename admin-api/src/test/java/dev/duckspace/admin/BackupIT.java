package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two ways to copy a data directory that docs/operators tells of. */
@SuppressWarnings("NullAway") // a null fails the test as well
class BackupIT {
    @TempDir Path directory;

    @Test
    void a_copy_of_a_stopped_server_is_whole() throws Exception {
        AdminUnderTest.Login login;
        try (ServedProcess server = start("data")) {
            login = server.workspace(server.newToken(), "p", "mine");
            server.execute(login, "CREATE TABLE t AS SELECT range AS n FROM range(1000)");
            server.process().terminate();
            server.process().awaitExit();
        }
        run("cp", "-a", path("data"), path("copy"));

        try (ServedProcess restored = start("copy")) {
            assertThat(restored.number(login, "SELECT count(*) FROM t")).isEqualTo(1_000);
        }
    }

    @Test
    void a_copy_of_a_paused_server_has_every_commit_it_acknowledged() throws Exception {
        AtomicInteger acknowledged = new AtomicInteger();
        AdminUnderTest.Login login;
        int before;
        try (ServedProcess server = start("data")) {
            login = server.workspace(server.newToken(), "p", "mine");
            server.execute(login, "CREATE TABLE t (n INTEGER)");
            Thread writer = Thread.ofVirtual().start(() -> write(server, login, acknowledged));
            awaitAtLeast(acknowledged, 50);
            String pid = Long.toString(server.process().pid());
            run("kill", "-STOP", pid);
            before = acknowledged.get();
            try {
                run("cp", "-a", path("data"), path("copy"));
            } finally {
                run("kill", "-CONT", pid);
            }
            awaitAtLeast(acknowledged, before + 20);
            server.process().kill();
            writer.join();
        }
        try (ServedProcess restored = start("copy")) {
            assertThat(restored.number(login, "SELECT count(*) FROM t"))
                    .isBetween((long) before, before + 1L);
        }
    }

    private static void write(
            ServedProcess server, AdminUnderTest.Login login, AtomicInteger acknowledged) {
        try (Connection connection = server.connect(login);
                Statement statement = connection.createStatement()) {
            while (!Thread.interrupted()) {
                statement.execute("INSERT INTO t VALUES (1)");
                acknowledged.incrementAndGet();
            }
        } catch (SQLException e) {
            // the server was killed: the end of this test
        }
    }

    private static void awaitAtLeast(AtomicInteger count, int least) {
        Conditions.await("acknowledged commits", () -> count.get() >= least);
    }

    private ServedProcess start(String data) throws IOException {
        return new ServedProcess(
                ServerProcess.start(
                        directory,
                        "serve",
                        "--data",
                        path(data),
                        "--port",
                        "0",
                        "--admin-port",
                        "0"));
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
