package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A serving process that dies or hangs is replaced, and what was created before is there. */
class SupervisorIT {
    private static final long TRIES_MAX = 600;
    private static final Duration PAUSE = Duration.ofMillis(100);

    @Test
    void a_killed_and_a_stopped_process_are_replaced_and_nothing_is_lost(@TempDir Path directory)
            throws IOException, InterruptedException {
        int port = freePort();
        int adminPort = freePort();
        try (ServerProcess supervisor =
                ServerProcess.start(
                        directory,
                        Path.of("").toAbsolutePath(),
                        command(directory, port, adminPort))) {
            ServedProcess served = new ServedProcess(supervisor);
            String token = served.newToken();
            assertThat(
                            served.post(token, "/projects", "{\"id\":\"p1\",\"name\":\"P\"}")
                                    .statusCode())
                    .isEqualTo(201);

            ProcessHandle first = servingProcess(supervisor);
            first.destroyForcibly();
            ProcessHandle second = awaitAnother(supervisor, first);
            awaitProject(served, token);

            signal("-STOP", second);
            ProcessHandle third = awaitAnother(supervisor, second);
            awaitProject(served, token);

            supervisor.terminate();
            supervisor.awaitExit();
            assertThat(third.isAlive()).isFalse();
        }
    }

    @Test
    void a_process_that_never_serves_is_not_started_again(@TempDir Path directory)
            throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerProcess supervisor =
                        ServerProcess.start(
                                directory,
                                Path.of("").toAbsolutePath(),
                                command(directory, taken.getLocalPort(), freePort()))) {
            assertThat(supervisor.awaitExit()).isEqualTo(1);
            assertThat(supervisor.output()).doesNotContain("started again");
        }
    }

    private static List<String> command(Path directory, int port, int adminPort) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Xmx256m",
                "-Dduckspace.supervision.silence_seconds=3",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.duckspace.admin.Duckspace",
                "supervise",
                "--data",
                directory.resolve("data").toString(),
                "--port",
                String.valueOf(port),
                "--admin-port",
                String.valueOf(adminPort));
    }

    private static ProcessHandle servingProcess(ServerProcess supervisor) {
        return ProcessHandle.of(supervisor.pid())
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow();
    }

    private static ProcessHandle awaitAnother(ServerProcess supervisor, ProcessHandle before) {
        for (long i = 0; i < TRIES_MAX; i++) {
            ProcessHandle now =
                    ProcessHandle.of(supervisor.pid())
                            .orElseThrow()
                            .children()
                            .filter(child -> !child.equals(before))
                            .findFirst()
                            .orElse(null);
            if (now != null) {
                return now;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError("no other process:\n" + supervisor.output());
    }

    private static void awaitProject(ServedProcess served, String token) {
        for (long i = 0; i < TRIES_MAX; i++) {
            try {
                assertThat(served.get(token, "/projects/p1")).isEqualTo(200);
                return;
            } catch (RuntimeException e) {
                LockSupport.parkNanos(PAUSE.toNanos()); // not listening yet
            }
        }
        throw new AssertionError("does not serve again");
    }

    private static void signal(String signal, ProcessHandle process)
            throws IOException, InterruptedException {
        assertThat(
                        new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                                .start()
                                .waitFor())
                .isZero();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
