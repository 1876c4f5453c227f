package dev.duckspace.benchmarks.servers;

import dev.duckspace.benchmarks.measure.Contestant;
import dev.duckspace.gateway.wire.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** PostgreSQL 15 on a new cluster: its defaults but for {@code fsync = off}, and TLS. */
public final class PostgresProcess implements AutoCloseable {
    /** What the tests' clusters set otherwise. */
    private static final Map<String, String> DEFAULTS =
            Map.of("synchronous_commit", "on", "full_page_writes", "on", "autovacuum", "on");

    private final PostgresServer postgres;

    private PostgresProcess(PostgresServer postgres) {
        this.postgres = postgres;
    }

    /**
     * @param settings beside the defaults
     */
    public static PostgresProcess start(Map<String, String> settings) throws IOException {
        if (!PostgresServer.isInstalled()) {
            throw new IOException(
                    "PostgreSQL 15 is not installed: .ci/clients installs it (package postgresql-15)");
        }
        Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
        all.putAll(settings);
        return new PostgresProcess(PostgresServer.start(all));
    }

    /** How it names itself. */
    public static String version() throws IOException {
        Process process =
                new ProcessBuilder("/usr/lib/postgresql/15/bin/postgres", "--version").start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Whose processor time is told by the process that serves a session. */
    public Server server() {
        return new Server(
                "PostgreSQL", Contestant.POSTGRES, postgres.target(), OptionalLong.empty());
    }

    @Override
    public void close() {
        postgres.close();
    }
}
