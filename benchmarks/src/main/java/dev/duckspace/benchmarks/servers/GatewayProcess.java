package dev.duckspace.benchmarks.servers;

import dev.duckspace.benchmarks.measure.Contestant;
import dev.duckspace.benchmarks.wire.TlsEngine;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A gateway in a JVM of its own, started as {@code ./duckspace serve} is. */
public final class GatewayProcess implements AutoCloseable {
    private static final long STOP_SECONDS_MAX = 30;

    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;
    private final Path directory;

    private GatewayProcess(Process process) throws IOException {
        this.process = process;
        this.answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.directory = Path.of(answer());
    }

    public static GatewayProcess start(GatewaySettings settings) throws IOException {
        Process process =
                new ProcessBuilder(command(settings))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            return new GatewayProcess(process);
        } catch (IOException | RuntimeException e) {
            process.destroy();
            throw e;
        }
    }

    private static List<String> command(GatewaySettings settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Xms128m",
                        "-Xmx1g",
                        "-XX:+ExitOnOutOfMemoryError"));
        if (settings.tls() == TlsEngine.JDK) {
            command.add("-Dio.netty.handler.ssl.noOpenSsl=true");
        }
        if (settings.recording() != null) {
            command.add(
                    "-XX:StartFlightRecording=settings=profile,filename=" + settings.recording());
        }
        command.addAll(settings.javaOptions());
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        GatewayChild.class.getName()));
        command.addAll(GatewayChild.arguments(settings));
        return command;
    }

    private String answer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(GatewayChild.DONE)) {
                return line.substring(GatewayChild.DONE.length());
            }
            if (line.startsWith(GatewayChild.FAILED)) {
                throw new IOException("the gateway: " + line);
            }
            System.err.println(line);
        }
        throw new IOException("the gateway has ended, or did not start");
    }

    private String ask(String... words) throws IOException {
        commands.write(String.join("\t", words) + "\n");
        commands.flush();
        return answer();
    }

    /** A new workspace of the one project. */
    public WireTarget workspace() throws IOException {
        return GatewayChild.target(ask("workspace"));
    }

    /** Publishes a project table from a query of the engine's. */
    public void publish(String bucket, String table, String query) throws IOException {
        ask("publish", bucket, table, query.replaceAll("\\s+", " "));
    }

    /** Where a published table is kept. */
    public Path tableFile(String bucket, String table) {
        return directory.resolve("project_p1").resolve(bucket).resolve(table + ".duckdb");
    }

    /** Returns when no workspace is open. */
    public void awaitClosed() throws IOException {
        ask("await-closed");
    }

    /** Buffers of all open engines, the blocks of tables they keep included, as they count. */
    public long engineMemory() throws IOException {
        return Long.parseLong(ask("engine-memory"));
    }

    /** With a new workspace. */
    public Server server() throws IOException {
        return server("gateway");
    }

    public Server server(String name) throws IOException {
        return new Server(name, Contestant.GATEWAY, workspace(), OptionalLong.of(process.pid()));
    }

    public long processId() {
        return process.pid();
    }

    /** The child ends when its input does. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
