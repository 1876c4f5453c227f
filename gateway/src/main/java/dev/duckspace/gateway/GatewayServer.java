package dev.duckspace.gateway;

import dev.duckspace.gateway.auth.Authenticator;
import dev.duckspace.gateway.auth.LoginThrottle;
import dev.duckspace.gateway.auth.ScramVerifier;
import dev.duckspace.gateway.auth.ServerSecret;
import dev.duckspace.gateway.auth.StoredCredential;
import dev.duckspace.gateway.catalog.SystemCatalog;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.net.NetServer;
import dev.duckspace.gateway.session.QueryGate;
import dev.duckspace.gateway.session.SessionHost;
import dev.duckspace.gateway.session.SessionMeters;
import dev.duckspace.gateway.session.SessionRegistry;
import dev.duckspace.gateway.session.SessionServices;
import dev.duckspace.gateway.tls.TlsCertificates;
import dev.duckspace.gateway.tls.TlsContext;
import dev.duckspace.gateway.tls.TlsFiles;
import dev.duckspace.gateway.workspace.DataDirectory;
import dev.duckspace.gateway.workspace.InProcessWorkspaceHost;
import dev.duckspace.gateway.workspace.WorkspaceHost;
import dev.duckspace.gateway.workspace.WorkspaceLocation;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Workspace;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running gateway: puts the rooms together at start, takes them apart at stop. The data
 * directory and the metadata store are the caller's and outlive it.
 */
public final class GatewayServer implements AutoCloseable {
    /** What SHOW server_version and version() name. */
    public static final String VERSION = SystemCatalog.VERSION;

    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);

    /** Timers may wait for the engine while it plans, so one is not enough. */
    private static final int TIMER_THREADS = 4;

    private final GatewayConfig config;
    private final EnginePool pool;
    private final ScheduledThreadPoolExecutor timer;
    private final SessionRegistry registry;
    private final QueryGate queries;
    private final WorkspaceHost workspaces;
    private final NetServer net;
    private final @Nullable TlsContext tls;
    private final EngineUsageWatch engineUsage;

    private GatewayServer(
            GatewayConfig config,
            DataDirectory data,
            MetadataStore metadata,
            MeterRegistry meters,
            Clock clock)
            throws IOException {
        this.config = config;
        this.registry = new SessionRegistry(config.concurrency().sessionsPerWorkspace());
        DuckDb duckDb = DuckDb.load();
        this.pool = new EnginePool("engine", config.engineThreads(), config.engineQueue());
        this.timer =
                new ScheduledThreadPoolExecutor(
                        TIMER_THREADS, Thread.ofPlatform().daemon().name("timer-", 0).factory());
        timer.setRemoveOnCancelPolicy(true);
        this.queries = new QueryGate(config.concurrency());
        this.workspaces =
                new InProcessWorkspaceHost(
                        duckDb,
                        data,
                        pool,
                        _ -> config.workspace(),
                        workspace -> sizeLimitBytes(metadata, workspace));
        SessionServices services =
                new SessionServices(
                        metadata,
                        authenticator(config, data, metadata),
                        workspaces,
                        registry,
                        queries,
                        pool,
                        timer,
                        config.session(),
                        data.temporaryDirectory(),
                        SystemCatalog.serverVersion(duckDb.version()),
                        clock,
                        new SessionMeters(meters, registry));
        this.tls = config.tls() ? TlsContext.open(tlsFiles(config, data)) : null;
        this.net = NetServer.start(config.net(), tls, new SessionHost(services));
        this.engineUsage = new EngineUsageWatch(workspaces, pool, timer);
        GatewayMeters.register(meters, net, pool, config, queries, workspaces, engineUsage);
        Thread.ofPlatform().daemon().name("catalog-maker").start(workspaces::warmUp);
    }

    /**
     * Listens when it returns.
     *
     * @throws IOException when the address cannot be bound or a file of the data directory cannot
     *     be read
     */
    public static GatewayServer start(
            GatewayConfig config, DataDirectory data, MetadataStore metadata, MeterRegistry meters)
            throws IOException {
        return start(config, data, metadata, meters, Clock.systemUTC());
    }

    /**
     * As {@link #start(GatewayConfig, DataDirectory, MetadataStore, MeterRegistry)}.
     *
     * @param clock says which workspaces have expired
     */
    public static GatewayServer start(
            GatewayConfig config,
            DataDirectory data,
            MetadataStore metadata,
            MeterRegistry meters,
            Clock clock)
            throws IOException {
        GatewayServer server = new GatewayServer(config, data, metadata, meters, clock);
        if (!EnginePool.carriesVirtualThreads()) {
            LOG.info(
                    "Small statements are slower than they could be:"
                            + " start Java with --add-opens=java.base/java.lang=ALL-UNNAMED");
        }
        LOG.info("Listening for PostgreSQL clients on {}:{}", config.net().host(), server.port());
        return server;
    }

    /** As above, counting for nobody. */
    public static GatewayServer start(
            GatewayConfig config, DataDirectory data, MetadataStore metadata) throws IOException {
        return start(config, data, metadata, new CompositeMeterRegistry());
    }

    private static TlsFiles tlsFiles(GatewayConfig config, DataDirectory data) {
        TlsFiles files = config.tlsFiles();
        return files == null
                ? TlsCertificates.selfSigned(data.tlsDirectory(), InstantSource.system())
                : files;
    }

    private static Authenticator authenticator(
            GatewayConfig config, DataDirectory data, MetadataStore metadata) throws IOException {
        SecureRandom random = new SecureRandom();
        return new Authenticator(
                username -> credential(metadata, username),
                new LoginThrottle(config.loginThrottle(), System::nanoTime),
                ServerSecret.loadOrCreate(data.root().resolve("server.secret"), random),
                random);
    }

    private static long sizeLimitBytes(MetadataStore metadata, WorkspaceLocation workspace) {
        return metadata.workspace(workspace.workspaceId())
                .map(Workspace::sizeLimitBytes)
                .orElse(Long.MAX_VALUE);
    }

    private static Optional<StoredCredential> credential(MetadataStore metadata, String username) {
        return metadata.credential(username)
                .map(
                        found ->
                                new StoredCredential(
                                        found.username(),
                                        found.workspaceId(),
                                        ScramVerifier.parse(found.scramVerifier())));
    }

    /** The port listened on. */
    public int port() {
        return net.port();
    }

    public SessionRegistry sessions() {
        return registry;
    }

    /** How many statements run and wait for their turn. */
    public QueryGate queries() {
        return queries;
    }

    public WorkspaceHost workspaces() {
        return workspaces;
    }

    /** Where native work of the caller's own, such as publishing a table, has to run. */
    public EnginePool enginePool() {
        return pool;
    }

    /** Takes up changed certificate files; what is broken is refused and the old ones stay. */
    public void reloadTls() {
        if (tls != null) {
            LOG.info("TLS certificate: {}", tls.reload());
        }
    }

    /**
     * Stops: no new connections, idle sessions end at once, running statements have the grace
     * period, then everybody is told 57P01.
     */
    @Override
    public void close() {
        net.stopAccepting();
        registry.terminateIdle();
        awaitNoSessions(config.shutdownGrace());
        registry.terminateAll();
        awaitNoSessions(config.shutdownGrace().plusSeconds(5));
        net.close();
        workspaces.close();
        pool.close();
        timer.shutdownNow();
    }

    private void awaitNoSessions(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (registry.count() > 0 && System.nanoTime() < deadline) {
            registry.terminateIdle();
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }
}
