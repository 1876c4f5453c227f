package dev.duckspace.benchmarks.clients;

import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs clients in processes of their own: psql, and Python with what {@code .ci/clients} has
 * installed.
 */
public final class ClientPrograms {
    private static final long MINUTES_MAX = 5;
    private static final Path PYTHON = Path.of("gateway/target/clients/python/bin/python");

    private final Path folder;

    /**
     * @param folder for what they print
     */
    public ClientPrograms(Path folder) {
        this.folder = folder;
    }

    /** Runs psql. */
    public void psql(WireTarget target, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"));
        command.addAll(List.of(arguments));
        run(target, command);
    }

    /**
     * Runs a script of these resources.
     *
     * @return the seconds that it prints last
     */
    public double python(WireTarget target, String script, String... arguments) throws IOException {
        if (!Files.isExecutable(PYTHON)) {
            throw new IOException(
                    PYTHON + " is missing: run .ci/clients, which installs the Python clients");
        }
        Path file = folder.resolve(script);
        try (InputStream in = ClientPrograms.class.getResourceAsStream("/clients/" + script)) {
            if (in == null) {
                throw new IOException("no script " + script);
            }
            Files.write(file, in.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of(PYTHON.toString(), file.toString()));
        command.addAll(List.of(arguments));
        List<String> lines = run(target, command).lines().toList();
        return Double.parseDouble(lines.getLast());
    }

    private String run(WireTarget target, List<String> command) throws IOException {
        Path output = Files.createTempFile(folder, "client", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("PGHOST", target.host());
        builder.environment().put("PGPORT", Integer.toString(target.port()));
        builder.environment().put("PGDATABASE", target.database());
        builder.environment().put("PGUSER", target.user());
        builder.environment().put("PGPASSWORD", target.password());
        builder.environment().put("PGSSLMODE", "require");
        builder.environment().put("PGCLIENTENCODING", "UTF8");
        builder.environment().put("LANG", "C.UTF-8");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IOException(command.getFirst() + " is missing: .ci/clients installs it", e);
        }
        try {
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
                throw new IOException(command.getFirst() + " does not end: " + tail(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        String said = tail(output);
        if (process.exitValue() != 0) {
            throw new IOException(command + " ends with " + process.exitValue() + ": " + said);
        }
        return said;
    }

    private static String tail(Path output) throws IOException {
        String text = Files.readString(output, StandardCharsets.UTF_8);
        return text.substring(Math.max(0, text.length() - 2_000));
    }
}
