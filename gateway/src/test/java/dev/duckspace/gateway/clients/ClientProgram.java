package dev.duckspace.gateway.clients;

import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a client program that must be installed, and gives back what it printed. */
final class ClientProgram {
    private static final int SECONDS_MAX = 300;

    /**
     * @param output standard output and error together
     */
    record Outcome(int exitCode, String output) {}

    private ClientProgram() {}

    static Outcome run(WireTarget target, List<String> command, String input) {
        try {
            Path in = Files.createTempFile("client", ".in");
            Path out = Files.createTempFile("client", ".out");
            Files.writeString(in, input);
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(in.toFile())
                            .redirectOutput(out.toFile());
            builder.environment().put("PGHOST", target.host());
            builder.environment().put("PGPORT", Integer.toString(target.port()));
            builder.environment().put("PGDATABASE", target.database());
            builder.environment().put("PGUSER", target.user());
            builder.environment().put("PGPASSWORD", target.password());
            builder.environment().put("PGSSLMODE", "require");
            builder.environment().put("PGCLIENTENCODING", "UTF8");
            builder.environment().put("LANG", "C.UTF-8");
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            builder.environment().put("NODE_PATH", ComparedClient.nodeModules().toString());
            builder.environment().put("WORK", Files.createTempDirectory("client").toString());
            Process process = builder.start();
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        command.getFirst() + " did not end: " + Files.readString(out));
            }
            String output = Files.readString(out, StandardCharsets.UTF_8);
            Files.delete(in);
            Files.delete(out);
            return new Outcome(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    command.getFirst() + " cannot be run; .ci/run installs it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
