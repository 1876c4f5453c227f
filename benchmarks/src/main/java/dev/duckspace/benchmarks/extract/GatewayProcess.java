package dev.duckspace.benchmarks.extract;

import dev.duckspace.gateway.wire.WireTarget;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A gateway with one workspace in a JVM of its own, started as {@code ./duckspace serve} is. */
final class GatewayProcess implements AutoCloseable {
    private static final long STOP_SECONDS_MAX = 30;

    private final Process process;
    private final WireTarget target;

    private GatewayProcess(Process process, WireTarget target) {
        this.process = process;
        this.target = target;
    }

    static GatewayProcess start(TlsEngine tls, ExtractOptions options) throws IOException {
        Process process =
                new ProcessBuilder(command(tls, options))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader said =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(GatewayChild.READY)) {
                return new GatewayProcess(process, GatewayChild.target(line));
            }
            System.err.println(line);
        }
        process.destroy();
        throw new IOException("the gateway does not start");
    }

    private static List<String> command(TlsEngine tls, ExtractOptions options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xms128m",
                        "-Xmx1g",
                        "-XX:+UseG1GC",
                        "-XX:+ExitOnOutOfMemoryError"));
        if (tls == TlsEngine.JDK) {
            command.add("-Dio.netty.handler.ssl.noOpenSsl=true");
        }
        if (options.recording() != null) {
            command.add(
                    "-XX:StartFlightRecording=settings=profile,filename=" + options.recording());
        }
        command.addAll(options.gatewayJavaOptions());
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        GatewayChild.class.getName(),
                        tls.toString()));
        return command;
    }

    WireTarget target() {
        return target;
    }

    long processId() {
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
