package dev.duckspace.metadata;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real PostgreSQL server on a free port, in a directory that goes with it. */
public final class TemporaryPostgreSql {
    private static final Path BINARIES = Path.of("/usr/lib/postgresql/15/bin");
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path directory;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();

    private TemporaryPostgreSql(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    public static TemporaryPostgreSql start() throws IOException, InterruptedException {
        if (!Files.isExecutable(BINARIES.resolve("initdb"))) {
            throw new AssertionError(
                    "needs PostgreSQL 15 in " + BINARIES + "; .ci/run installs it");
        }
        // Not below the build directory: the server's own user must be able to reach it.
        Path directory = Files.createTempDirectory(Path.of("/tmp"), "duckspace-pg");
        if (ROOT) {
            run(List.of("chown", "postgres", directory.toString()));
        }
        Path data = directory.resolve("data");
        run(asServerUser("initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust", "-N"));
        TemporaryPostgreSql server = new TemporaryPostgreSql(directory, freePort());
        server.resume();
        return server;
    }

    /** Starts it again after {@link #halt}, with all that it held. */
    public void resume() throws IOException, InterruptedException {
        String options =
                "-c listen_addresses=127.0.0.1 -c fsync=off -c unix_socket_directories= -p " + port;
        run(
                asServerUser(
                        "pg_ctl",
                        "-D",
                        directory.resolve("data").toString(),
                        "-l",
                        directory.resolve("log").toString(),
                        "-w",
                        "-o",
                        options,
                        "start"));
    }

    /** Stops it at once, as a crash does: its connections break. */
    public void halt() throws IOException, InterruptedException {
        Path data = directory.resolve("data");
        run(asServerUser("pg_ctl", "-D", data.toString(), "-m", "immediate", "stop"));
    }

    /** The JDBC URL of a new, empty database. */
    public String newDatabase() {
        String name = "metadata_" + databases.incrementAndGet();
        try (var connection = DriverManager.getConnection(url("postgres"), "postgres", null);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url(name);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public void stop() throws IOException, InterruptedException {
        halt();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static List<String> asServerUser(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            // initdb refuses to run as root.
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(BINARIES.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("duckspace-pg", ".out");
        Process process =
                new ProcessBuilder(command)
                        .directory(Path.of("/tmp").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(command + " failed: " + Files.readString(output));
        }
        Files.delete(output);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Objects.requireNonNull(socket).getLocalPort();
        }
    }
}
