package dev.duckspace.gateway.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL 15 of one's own: a new cluster in a temporary folder, a free port on 127.0.0.1,
 * TLS with a self-signed certificate, SCRAM for everybody, no fsync. Stopped and deleted by {@link
 * #close}, at the latest when the JVM ends. Run as root it changes to the user postgres.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Path BINARIES = Path.of("/usr/lib/postgresql/15/bin");
    private static final String PASSWORD = "a password of tests";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final boolean AS_ROOT = "root".equals(System.getProperty("user.name"));

    private static @Nullable PostgresServer shared;

    private final Path folder;
    private final int port;
    private final Process process;
    private final Thread stopAtExit;

    private PostgresServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
        this.stopAtExit = new Thread(this::stop, "stop-postgres");
        Runtime.getRuntime().addShutdownHook(stopAtExit);
    }

    /** Whether PostgreSQL 15 is installed where Debian puts it. */
    public static boolean isInstalled() {
        return Files.isExecutable(BINARIES.resolve("postgres"));
    }

    /** One server for all tests of this JVM; never closed by its users. */
    public static synchronized PostgresServer shared() throws IOException {
        PostgresServer running = shared;
        if (running == null) {
            running = start();
            shared = running;
        }
        return running;
    }

    public static PostgresServer start() throws IOException {
        return start(Map.of());
    }

    /**
     * @param settings of postgresql.conf, in place of or beside the defaults for tests
     */
    public static PostgresServer start(Map<String, String> settings) throws IOException {
        // Not java.io.tmpdir: that may lie where the user postgres cannot go.
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "duckspace-postgres-");
        try {
            return start(folder, settings);
        } catch (IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    private static PostgresServer start(Path folder, Map<String, String> settings)
            throws IOException {
        Path passwordFile = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        TestCertificate certificate = TestCertificate.create("localhost");
        Path key = Files.writeString(folder.resolve("server.key"), certificate.keyPem());
        Path chain = Files.writeString(folder.resolve("server.crt"), certificate.certificatePem());
        for (Path path : List.of(folder, passwordFile, key, chain)) {
            own(path);
        }
        Path data = folder.resolve("data");
        run(
                folder,
                List.of(
                        BINARIES.resolve("initdb").toString(),
                        "--pgdata=" + data,
                        "--username=postgres",
                        "--auth=scram-sha-256",
                        "--pwfile=" + passwordFile,
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync"));
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(BINARIES.resolve("postgres").toString());
        command.add("-D" + data);
        settings(port, key, chain, settings)
                .forEach(
                        (name, value) -> {
                            command.add("-c");
                            command.add(name + "=" + value);
                        });
        Process process = launch(folder, command);
        PostgresServer server = new PostgresServer(folder, port, process);
        server.awaitReady();
        return server;
    }

    private static Map<String, String> settings(
            int port, Path key, Path chain, Map<String, String> overrides) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("port", Integer.toString(port));
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.put("ssl", "on");
        settings.put("ssl_key_file", key.toString());
        settings.put("ssl_cert_file", chain.toString());
        settings.put("fsync", "off");
        settings.put("synchronous_commit", "off");
        settings.put("full_page_writes", "off");
        settings.put("autovacuum", "off");
        settings.put("TimeZone", "UTC");
        settings.put("lc_messages", "C");
        settings.putAll(overrides);
        return settings;
    }

    private static void own(Path path) throws IOException {
        boolean isFolder = Files.isDirectory(path);
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(isFolder ? "rwx------" : "rw-------"));
        if (AS_ROOT) {
            UserPrincipal postgres =
                    path.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("postgres");
            Files.setOwner(path, postgres);
        }
    }

    private static Process launch(Path folder, List<String> command) throws IOException {
        List<String> asPostgres = new ArrayList<>();
        if (AS_ROOT) {
            asPostgres.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        asPostgres.addAll(command);
        return new ProcessBuilder(asPostgres)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private static void run(Path folder, List<String> command) throws IOException {
        Process process = launch(folder, command);
        if (!waitFor(process, START_TIMEOUT) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command + "\n" + Files.readString(folder.resolve("log")));
        }
    }

    private static boolean waitFor(Process process, Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException {
        Instant deadline = Instant.now().plus(START_TIMEOUT);
        while (true) {
            try (WireConnection connection = WireConnection.connect(target().withTls(false))) {
                connection.send(ClientMessages.terminate());
                return;
            } catch (IOException e) {
                // not yet listening, or still starting up
                if (waitFor(process, Duration.ofMillis(50)) || Instant.now().isAfter(deadline)) {
                    IOException failure =
                            new IOException(
                                    "no PostgreSQL:\n" + Files.readString(folder.resolve("log")),
                                    e);
                    close();
                    throw failure;
                }
            }
        }
    }

    /** The superuser's way in, over TLS. */
    public WireTarget target() {
        return new WireTarget(
                WireTarget.Kind.POSTGRES,
                "127.0.0.1",
                port,
                "postgres",
                "postgres",
                PASSWORD,
                true);
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(stopAtExit);
        } catch (IllegalStateException e) {
            // the JVM is ending: the hook has run or will find nothing left to stop
        }
    }

    private void stop() {
        try {
            if (process.isAlive()) {
                run(
                        folder,
                        List.of(
                                BINARIES.resolve("pg_ctl").toString(),
                                "stop",
                                "--mode=immediate",
                                "--pgdata=" + folder.resolve("data")));
                waitFor(process, START_TIMEOUT);
            }
            delete(folder);
        } catch (UncheckedIOException | IOException e) {
            System.err.println("left behind: " + folder + ": " + e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
