package dev.duckspace.admin.config;

import static dev.duckspace.admin.config.Setting.*;

import dev.duckspace.admin.log.LogFormat;
import dev.duckspace.metadata.MetadataConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Everything that can be configured, checked.
 *
 * @param data the directory that holds everything the process keeps
 * @param host where PostgreSQL clients connect; {@code adminHost} where HTTP clients do
 * @param adminToken sets the admin token; null: one is made on first start
 * @param publicHost what answers name as the host to connect to, with {@code publicPort}
 * @param publicPort null: the port the gateway listens on
 */
public record DuckspaceConfig(
        Path data,
        String host,
        int port,
        String adminHost,
        int adminPort,
        @Nullable String adminToken,
        String publicHost,
        @Nullable Integer publicPort,
        Tls tls,
        MetadataConfig metadata,
        Ttl ttl,
        Limits limits,
        Uploads uploads,
        Timeouts timeouts,
        Events events,
        Log log) {

    private static final int PORT_MAX = 65_535;

    /**
     * How clients are encrypted.
     *
     * @param certificate PEM, the whole chain; null: self-signed, made on first start
     * @param privateKey PEM; null together with {@code certificate}
     * @param required whether a client without TLS is refused
     */
    public record Tls(@Nullable Path certificate, @Nullable Path privateKey, boolean required) {}

    /**
     * How long workspaces live, in hours.
     *
     * @param graceHours from the expiry of a workspace to its removal
     * @param extendOnWork whether statements in a workspace extend its life
     */
    public record Ttl(int defaultHours, int longestHours, int graceHours, boolean extendOnWork) {}

    /** Sizes are in GB of 10^9 bytes. */
    public record Limits(
            int workspacesPerProject,
            int attachedTables,
            int workspaceSizeGb,
            int workspaceSizeLargestGb,
            int workspaceMemoryGb,
            int workspaceSpillGb,
            int connections,
            int sessionsPerWorkspace,
            int concurrentQueries,
            int concurrentQueriesPerWorkspace,
            int queuedQueries,
            int concurrentLoads,
            int queuedLoads,
            int engineThreads) {}

    /** Tables that are sent over HTTP: the largest, in GB of 10^9 bytes, and how many at once. */
    public record Uploads(int largestGb, int atOnce) {}

    /** How long things may take. */
    public record Timeouts(
            Duration sessionIdle, Duration query, Duration workspaceIdle, Duration stopGrace) {}

    /** How long events are kept and how many: of accountable actors, and as many of others. */
    public record Events(Duration keep, int rowsMax) {}

    /** What is logged, and how. */
    public record Log(LogFormat format, Level level) {}

    static DuckspaceConfig of(Settings settings) {
        Path data = settings.path(DATA);
        String host = settings.required(HOST);
        return new DuckspaceConfig(
                data,
                host,
                settings.number(PORT, 0, PORT_MAX),
                settings.text(ADMIN_HOST).orElse(host),
                settings.number(ADMIN_PORT, 0, PORT_MAX),
                adminToken(settings),
                settings.text(PUBLIC_HOST).orElse(reachable(host)),
                settings.isSet(PUBLIC_PORT) ? settings.number(PUBLIC_PORT, 1, PORT_MAX) : null,
                tls(settings),
                metadata(settings, data),
                ttl(settings),
                limits(settings),
                new Uploads(
                        settings.number(LIMITS_UPLOAD_GB, 1, 100_000),
                        settings.number(LIMITS_UPLOADS, 1, 1_000)),
                timeouts(settings),
                new Events(
                        Duration.ofDays(settings.number(EVENTS_KEEP_DAYS, 1, 3_650)),
                        settings.number(EVENTS_ROWS_MAX, 1_000, 10_000_000)),
                log(settings));
    }

    /** The same, listening elsewhere: what {@code demo} does when a port is taken. */
    public DuckspaceConfig withPorts(int newPort, int newAdminPort) {
        return new DuckspaceConfig(
                data,
                host,
                newPort,
                adminHost,
                newAdminPort,
                adminToken,
                publicHost,
                publicPort,
                tls,
                metadata,
                ttl,
                limits,
                uploads,
                timeouts,
                events,
                log);
    }

    private static String reachable(String host) {
        return switch (host) {
            case "0.0.0.0", "::", "*" -> "localhost";
            default -> host;
        };
    }

    private static @Nullable String adminToken(Settings settings) {
        String token = settings.text(ADMIN_TOKEN).orElse(null);
        if (token != null && !token.matches("[!-~]{16,200}")) {
            throw settings.wrong(
                    ADMIN_TOKEN, "is 16 to 200 printable ASCII characters without blanks");
        }
        return token;
    }

    private static Tls tls(Settings settings) {
        if (settings.text(TLS_CERTIFICATE).isPresent()
                != settings.text(TLS_PRIVATE_KEY).isPresent()) {
            throw new ConfigException(
                    "tls.certificate and tls.private_key are given together or not at all");
        }
        return new Tls(
                file(settings, TLS_CERTIFICATE),
                file(settings, TLS_PRIVATE_KEY),
                settings.yesOrNo(TLS_REQUIRED));
    }

    private static @Nullable Path file(Settings settings, Setting setting) {
        if (settings.text(setting).isEmpty()) {
            return null;
        }
        Path path = settings.path(setting);
        if (!Files.isReadable(path)) {
            throw settings.wrong(setting, "names a file that cannot be read: " + path);
        }
        return path;
    }

    private static MetadataConfig metadata(Settings settings, Path data) {
        String url = settings.text(METADATA_JDBC_URL).orElse(null);
        if (url == null) {
            for (Setting other : new Setting[] {METADATA_USER, METADATA_PASSWORD}) {
                if (settings.text(other).isPresent()) {
                    throw settings.wrong(other, "needs metadata.jdbc_url as well");
                }
            }
            return new MetadataConfig.Embedded(
                    data.resolve("metadata.duckdb"), poolSize(settings, 4));
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw settings.wrong(METADATA_JDBC_URL, "starts with jdbc:postgresql:");
        }
        return new MetadataConfig.PostgreSql(
                url,
                settings.text(METADATA_USER).orElse(null),
                settings.text(METADATA_PASSWORD).orElse(null),
                poolSize(settings, 10));
    }

    private static int poolSize(Settings settings, int defaultSize) {
        return settings.number(METADATA_POOL_SIZE, 1, 100, defaultSize);
    }

    private static Ttl ttl(Settings settings) {
        int longest = settings.number(TTL_LONGEST_HOURS, 1, 87_600);
        int byDefault = settings.number(TTL_DEFAULT_HOURS, 1, 87_600);
        if (byDefault > longest) {
            throw settings.wrong(
                    TTL_DEFAULT_HOURS, "is above ttl.longest_hours, which is " + longest);
        }
        return new Ttl(
                byDefault,
                longest,
                settings.number(TTL_GRACE_HOURS, 0, 87_600),
                settings.yesOrNo(TTL_EXTEND_ON_WORK));
    }

    private static Limits limits(Settings settings) {
        int size = settings.number(LIMITS_WORKSPACE_SIZE_GB, 1, 100_000);
        int largest = settings.number(LIMITS_WORKSPACE_SIZE_LARGEST_GB, 1, 100_000);
        if (size > largest) {
            throw settings.wrong(
                    LIMITS_WORKSPACE_SIZE_GB,
                    "is above limits.workspace_size_largest_gb, which is " + largest);
        }
        int engineThreads = settings.number(LIMITS_ENGINE_THREADS, 2, 10_000);
        int queries =
                settings.number(LIMITS_CONCURRENT_QUERIES, 1, engineThreads, engineThreads / 2);
        return new Limits(
                settings.number(LIMITS_WORKSPACES_PER_PROJECT, 1, 100_000),
                settings.number(LIMITS_ATTACHED_TABLES, 1, 100_000),
                size,
                largest,
                settings.number(LIMITS_WORKSPACE_MEMORY_GB, 1, 10_000),
                settings.number(LIMITS_WORKSPACE_SPILL_GB, 1, 100_000),
                settings.number(LIMITS_CONNECTIONS, 1, 100_000),
                settings.number(LIMITS_SESSIONS_PER_WORKSPACE, 1, 100_000),
                queries,
                settings.number(
                        LIMITS_CONCURRENT_QUERIES_PER_WORKSPACE,
                        1,
                        queries,
                        Math.max(1, queries / 2)),
                settings.number(LIMITS_QUEUED_QUERIES, 0, 100_000),
                settings.number(LIMITS_CONCURRENT_LOADS, 1, engineThreads),
                settings.number(LIMITS_QUEUED_LOADS, 1, 100_000),
                engineThreads);
    }

    private static Timeouts timeouts(Settings settings) {
        return new Timeouts(
                Duration.ofSeconds(settings.number(TIMEOUTS_SESSION_IDLE_SECONDS, 1, 2_000_000)),
                Duration.ofSeconds(settings.number(TIMEOUTS_QUERY_SECONDS, 1, 2_000_000)),
                Duration.ofSeconds(settings.number(TIMEOUTS_WORKSPACE_IDLE_SECONDS, 0, 86_400)),
                Duration.ofSeconds(settings.number(TIMEOUTS_STOP_GRACE_SECONDS, 0, 3_600)));
    }

    private static Log log(Settings settings) {
        return new Log(
                settings.oneOf(LOG_FORMAT, LogFormat.class),
                settings.oneOf(LOG_LEVEL, Level.class));
    }

    /** Tokens and passwords stay out of every log. */
    @Override
    public String toString() {
        return "DuckspaceConfig[data=%s, host=%s, port=%d, adminHost=%s, adminPort=%d]"
                .formatted(data, host, port, adminHost, adminPort);
    }
}
