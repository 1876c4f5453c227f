package dev.duckspace.admin.supervision;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code serve} in a process of its own. One that dies is started again, after a pause that
 * grows while starts fail; one whose {@link Heartbeat} stays away is killed first. A process that
 * never came to serve, as with a wrong setting, is not started again.
 */
public final class Supervisor {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration PAUSE_FIRST = Duration.ofMillis(500);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(30);

    /** The serving process bounds its own stop; this is for one that does not run at all. */
    private static final Duration STOP_MAX =
            Duration.ofSeconds(Integer.getInteger("duckspace.supervision.stop_seconds", 600));

    private static final Duration STEADY = Duration.ofMinutes(1);

    /** The consistency check of a large directory comes before the first beat. */
    private static final Duration START_MAX = Duration.ofMinutes(10);

    private final List<String> command;
    private final Path heartbeat;
    private final Duration silenceMax;
    private final PrintStream out;
    private volatile @Nullable Process child;
    private volatile boolean stopping;
    private boolean everServed;

    private Supervisor(List<String> command, Path heartbeat, Duration silenceMax, PrintStream out) {
        this.command = command;
        this.heartbeat = heartbeat;
        this.silenceMax = silenceMax;
        this.out = out;
    }

    /**
     * Returns when the served process ended of its own, or never came up.
     *
     * @param arguments those of {@code serve}
     * @return the exit code to end with
     */
    public static int run(List<String> arguments, PrintStream out) throws InterruptedException {
        try {
            Path heartbeat = Files.createTempFile("duckspace", ".heartbeat");
            int silence = Integer.getInteger("duckspace.supervision.silence_seconds", 30);
            Supervisor supervisor =
                    new Supervisor(
                            command(arguments, heartbeat),
                            heartbeat,
                            Duration.ofSeconds(silence),
                            out);
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop, "stop"));
            return supervisor.supervise();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the serving process", e);
        }
    }

    /** The serving process has this one's options and class path. */
    private static List<String> command(List<String> arguments, Path heartbeat) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-D" + Heartbeat.FILE + '=' + heartbeat);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("dev.duckspace.admin.Duckspace");
        command.add("serve");
        command.addAll(arguments);
        return command;
    }

    private int supervise() throws IOException, InterruptedException {
        Duration pause = PAUSE_FIRST;
        while (true) {
            long started = System.nanoTime();
            int exit = runOnce();
            if (stopping || !everServed) {
                return exit;
            }
            boolean steady = System.nanoTime() - started > STEADY.toNanos();
            pause = steady ? PAUSE_FIRST : pause;
            out.printf(
                    "The serving process has ended (%d); it is started again in %d ms.%n",
                    exit, pause.toMillis());
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            pause =
                    pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0
                            ? pause.multipliedBy(2)
                            : PAUSE_MAX;
        }
    }

    private int runOnce() throws IOException, InterruptedException {
        Files.deleteIfExists(heartbeat);
        Process process = new ProcessBuilder(command).inheritIO().start();
        child = process;
        if (stopping) {
            process.destroy();
        }
        long since = System.nanoTime();
        String lastBeat = "";
        while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            String beat = beat();
            if (!beat.equals(lastBeat)) {
                lastBeat = beat;
                everServed = true;
                since = System.nanoTime();
            }
            Duration silentMax = lastBeat.isEmpty() ? START_MAX : silenceMax;
            if (System.nanoTime() - since > silentMax.toNanos() && !stopping) {
                out.printf(
                        "The serving process has not answered for %d s: it is ended.%n",
                        silentMax.toSeconds());
                process.destroyForcibly();
            }
        }
        everServed |= !beat().isEmpty();
        return process.exitValue();
    }

    /** The newest; empty before the first. */
    private String beat() throws IOException {
        return Files.exists(heartbeat) ? Files.readString(heartbeat) : "";
    }

    /** A signal to this process goes on to the serving one, whose end is waited for. */
    private void stop() {
        stopping = true;
        Process process = child;
        if (process != null) {
            process.destroy();
            try {
                if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    process.waitFor();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
