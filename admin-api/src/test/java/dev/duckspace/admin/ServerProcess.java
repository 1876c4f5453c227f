package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program as people start it: a process of its own, seen from outside. */
final class ServerProcess implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final Pattern HEAP_USED = Pattern.compile("heap.*used (\\d+)K");

    private final Process process;
    private final Path output;

    private ServerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ServerProcess start(Path directory, String... arguments) throws IOException {
        return start(directory, List.of("-Xmx512m"), arguments);
    }

    /**
     * Starts it with a heap of its own.
     *
     * @param heap the options of its Java machine that say so
     */
    static ServerProcess start(Path directory, List<String> heap, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        command.addAll(heap);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.duckspace.admin.Duckspace"));
        command.addAll(List.of(arguments));
        return start(directory, Path.of("").toAbsolutePath(), command);
    }

    /**
     * Starts another command line that ends in Duckspace.
     *
     * @param workingDirectory where it runs; its output goes to {@code directory}
     */
    static ServerProcess start(Path directory, Path workingDirectory, List<String> command)
            throws IOException {
        Path output = Files.createTempFile(directory, "server", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(workingDirectory.toFile())
                        .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("DUCKSPACE_"));
        return new ServerProcess(
                builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile())).start(),
                output);
    }

    long pid() {
        return process.pid();
    }

    /** Waits until the output has a match; its first group. */
    String await(String regex) {
        Pattern pattern = Pattern.compile(regex);
        long deadline = System.nanoTime() + START_MAX.toNanos();
        while (true) {
            Matcher matcher = pattern.matcher(output());
            if (matcher.find()) {
                return matcher.group(1);
            }
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("no " + regex + " in:\n" + output());
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What of it is in main memory, as Linux tells. */
    long residentBytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        String kilobytes =
                Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .findFirst()
                        .orElseThrow()
                        .replaceAll("\\D", "");
        return Long.parseLong(kilobytes) * 1024;
    }

    /** What lives in its heap, once it has been collected. */
    long liveHeapBytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = HEAP_USED.matcher(jcmd("GC.heap_info"));
        if (!used.find()) {
            throw new AssertionError("the heap's size is not told");
        }
        return Long.parseLong(used.group(1)) * 1024;
    }

    private String jcmd(String order) throws IOException, InterruptedException {
        Process jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(process.pid()),
                                order)
                        .redirectErrorStream(true)
                        .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor()).as(answer).isZero();
        return answer;
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running:\n" + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
