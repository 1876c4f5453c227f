package dev.duckspace.gateway.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A client and the script that drives it. {@code .ci/clients} installs the clients into the build
 * directory.
 *
 * @param name also that of its file of known differences
 * @param command with absolute paths
 */
record ComparedClient(String name, List<String> command) {
    private static final Path INSTALLED = Path.of("target", "clients").toAbsolutePath();
    static final Path SCRIPTS = scripts();

    static ComparedClient python(String name, String script, String... arguments) {
        return of(name, required("python/bin/python"), "python/" + script, arguments);
    }

    static ComparedClient node(String name, String script) {
        required("node/node_modules");
        return of(name, "node", "node/" + script);
    }

    static ComparedClient go(String name, String program) {
        return new ComparedClient(name, List.of(required("go/bin/" + program)));
    }

    /** A script for an interpreter that Debian's packages bring. */
    static ComparedClient of(String name, String interpreter, String script, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(interpreter);
        command.add(SCRIPTS.resolve(script).toString());
        command.addAll(List.of(arguments));
        return new ComparedClient(name, List.copyOf(command));
    }

    static Path nodeModules() {
        return INSTALLED.resolve("node/node_modules");
    }

    KnownDifferences knownDifferences() throws IOException {
        return KnownDifferences.read(SCRIPTS.resolve("differences/" + name + ".txt"));
    }

    private static String required(String path) {
        Path found = INSTALLED.resolve(path);
        if (!Files.exists(found)) {
            throw new UncheckedIOException(
                    new IOException(found + " is missing; .ci/clients installs it"));
        }
        return found.toString();
    }

    private static Path scripts() {
        URL folder =
                Objects.requireNonNull(ComparedClient.class.getResource("/clients/tables.sql"));
        try {
            return Objects.requireNonNull(Path.of(folder.toURI()).getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
