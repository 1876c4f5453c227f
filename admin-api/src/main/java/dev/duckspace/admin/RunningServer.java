package dev.duckspace.admin;

import dev.duckspace.admin.config.DuckspaceConfig;
import dev.duckspace.admin.metrics.DiskMetrics;
import dev.duckspace.admin.metrics.HttpMetrics;
import dev.duckspace.admin.metrics.MetadataMetrics;
import dev.duckspace.admin.metrics.ServerMetrics;
import dev.duckspace.admin.rest.AdminServer;
import dev.duckspace.admin.rest.ConnectionTarget;
import dev.duckspace.admin.service.BranchService;
import dev.duckspace.admin.service.ContentsService;
import dev.duckspace.admin.service.EngineWorkspaceFiles;
import dev.duckspace.admin.service.EventLog;
import dev.duckspace.admin.service.HealthService;
import dev.duckspace.admin.service.IdempotencyKeys;
import dev.duckspace.admin.service.LoadJobs;
import dev.duckspace.admin.service.ProjectService;
import dev.duckspace.admin.service.ScramPasswords;
import dev.duckspace.admin.service.SessionEvents;
import dev.duckspace.admin.service.SessionService;
import dev.duckspace.admin.service.TableService;
import dev.duckspace.admin.service.TokenService;
import dev.duckspace.admin.service.UploadLimits;
import dev.duckspace.admin.service.WorkspaceLimits;
import dev.duckspace.admin.service.WorkspaceRemoval;
import dev.duckspace.admin.service.WorkspaceService;
import dev.duckspace.admin.supervision.Heartbeat;
import dev.duckspace.admin.upkeep.ConsistencyCheck;
import dev.duckspace.admin.upkeep.Sweeper;
import dev.duckspace.admin.upkeep.TimeSource;
import dev.duckspace.admin.upkeep.Upkeep;
import dev.duckspace.gateway.GatewayServer;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.workspace.DataDirectory;
import dev.duckspace.gateway.workspace.PublishedTables;
import dev.duckspace.gateway.workspace.StoredFiles;
import dev.duckspace.gateway.workspace.TablePublisher;
import dev.duckspace.metadata.Job;
import dev.duckspace.metadata.JobState;
import dev.duckspace.metadata.MetadataStore;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.netty.handler.ssl.OpenSsl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that runs: data directory, metadata, gateway, admin API. Started in this order, so
 * that PostgreSQL clients are served first; closed in the opposite one.
 */
final class RunningServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

    private static final long BYTES_PER_GB = 1_000_000_000L;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final DuckspaceConfig config;
    private final TimeSource time;
    private final Clock clock;
    private final ServerMetrics metrics = new ServerMetrics();

    private final DataDirectory data;
    private final MetadataStore metadata;
    private final GatewayServer gateway;
    private final ConnectionTarget target;
    private final EngineWorkspaceFiles files;
    private final ProjectService projects;
    private final BranchService branches;
    private final WorkspaceRemoval removal;
    private final WorkspaceService workspaces;
    private final ContentsService contents;
    private final LoadJobs loads;
    private final TokenService tokens;
    private final EventLog events;
    private final IdempotencyKeys idempotencyKeys;
    private final TablePublisher publisher;
    private final TableService tables;
    private final Optional<String> newAdminToken;
    private @Nullable AdminServer admin;

    private RunningServer(DuckspaceConfig config, TimeSource time) {
        this.config = config;
        this.time = time;
        this.clock = time.clock();
        try {
            this.data = opened(DataDirectory.open(config.data()));
            opened(metrics);
            metrics.add(new DiskMetrics(data.root()));
            keepNativeLibrariesIn(data.temporaryDirectory());
            warmUp();
            this.metadata = opened(MetadataStore.open(config.metadata()));
            metrics.add(new MetadataMetrics(metadata, clock));
            this.events = opened(new EventLog(metadata, clock));
            this.idempotencyKeys = new IdempotencyKeys(metadata, clock);
            this.tokens = new TokenService(metadata, clock);
            this.newAdminToken = tokens.ensureAdminToken(config.adminToken());
            this.gateway = opened(startGateway());
            gateway.sessions().watch(new SessionEvents(events, clock));
            watchCertificate();
            this.target = target();
            this.files = new EngineWorkspaceFiles(gateway, data, metadata);
            this.publisher =
                    new TablePublisher(DuckDb.load(), data, GatewaySettings.of(config).workspace());
            this.tables = tableService();
            this.projects = new ProjectService(metadata, files, clock);
            this.branches = new BranchService(metadata, files, clock);
            this.removal = new WorkspaceRemoval(metadata, files);
            this.workspaces =
                    new WorkspaceService(metadata, files, new ScramPasswords(), limits(), clock);
            this.contents = new ContentsService(metadata, files, clock);
            this.loads =
                    opened(
                            new LoadJobs(
                                    metadata,
                                    files,
                                    contents,
                                    clock,
                                    this::jobEnded,
                                    config.limits().concurrentLoads(),
                                    config.limits().queuedLoads()));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Serves PostgreSQL clients when it returns; {@link #startAdminApi} follows.
     *
     * @throws StartException when a port is taken
     * @throws dev.duckspace.gateway.workspace.DataDirectoryInUseException when another process has
     *     the data directory
     */
    static RunningServer start(DuckspaceConfig config) {
        return start(config, TimeSource.system());
    }

    /** As {@link #start(DuckspaceConfig)}, by clocks that somebody else may move. */
    static RunningServer start(DuckspaceConfig config, TimeSource time) {
        return new RunningServer(config, time);
    }

    /** Serves HTTP as well when it returns; the port it listens on. */
    int startAdminApi() {
        removal.finishInterrupted();
        opened(sweeper());
        check();
        loads.finishInterrupted();
        try {
            AdminServer started =
                    opened(
                            AdminServer.start(
                                    config.adminHost(),
                                    config.adminPort(),
                                    clock,
                                    tokens,
                                    events,
                                    idempotencyKeys,
                                    projects,
                                    branches,
                                    workspaces,
                                    new SessionService(metadata, gateway.sessions()),
                                    tables,
                                    contents,
                                    loads,
                                    target,
                                    metrics,
                                    new HttpMetrics(metrics),
                                    new HealthService(metadata, () -> !closed.get())));
            admin = started;
            return started.port();
        } catch (ServerStartupException e) {
            throw new StartException(
                    "cannot listen on %s:%d for the admin API: choose another port with --admin-port"
                            .formatted(config.adminHost(), config.adminPort()),
                    e);
        }
    }

    private void jobEnded(Job job) {
        boolean done = job.state() == JobState.SUCCEEDED;
        events.system(
                "job.end",
                job.id(),
                job.projectId(),
                job.workspaceId(),
                done ? EventLog.OK : job.state().text(),
                job.kind());
    }

    private Sweeper sweeper() {
        DuckspaceConfig.Events kept = config.events();
        return new Sweeper(tokens, idempotencyKeys, events, kept.keep(), kept.rowsMax());
    }

    /** Quick, since it opens no database; the command of that name does more. */
    private void check() {
        new ConsistencyCheck(
                        metadata, new StoredFiles(data), events, ConsistencyCheck.Mode.START, null)
                .run()
                .forEach(finding -> LOG.warn("Consistency check: {}", finding));
    }

    /** From now on expired workspaces end, and are removed after their grace period. */
    void startUpkeep() {
        Upkeep.Ttl ttl =
                new Upkeep.Ttl(
                        Duration.ofHours(config.ttl().longestHours()),
                        Duration.ofHours(config.ttl().graceHours()),
                        config.ttl().extendOnWork());
        opened(
                Upkeep.start(
                        metadata,
                        removal,
                        gateway.sessions(),
                        (action, workspace, detail) ->
                                events.system(
                                        action,
                                        workspace.id(),
                                        workspace.projectId(),
                                        workspace.id(),
                                        EventLog.OK,
                                        detail),
                        time,
                        ttl));
        Heartbeat heartbeat = Heartbeat.start(new InetSocketAddress(config.host(), gateway.port()));
        if (heartbeat != null) {
            opened(heartbeat);
        }
    }

    /** What the admin API serves, as {@code GET /projects/{projectId}}; empty before its start. */
    List<String> adminRoutes() {
        return admin == null ? List.of() : admin.routes();
    }

    private GatewayServer startGateway() {
        try {
            return GatewayServer.start(
                    GatewaySettings.of(config), data, metadata, metrics.registry(), clock);
        } catch (IOException e) {
            throw new StartException(
                    "cannot listen on %s:%d for PostgreSQL clients (%s): choose another port with --port"
                            .formatted(config.host(), config.port(), e.getMessage()),
                    e);
        }
    }

    /**
     * The engine's driver and OpenSSL unpack their libraries into java.io.tmpdir and, after a kill,
     * leave them there: in a directory that is emptied at each start they cannot pile up. It also
     * is the only one that a hardened container lets anybody write to and execute from.
     */
    private static void keepNativeLibrariesIn(Path directory) {
        System.setProperty("java.io.tmpdir", directory.toString());
    }

    /** Loading OpenSSL takes as long as loading the engine: the two share the wait. */
    private static void warmUp() {
        Thread.ofPlatform().daemon().name("warm-up").start(OpenSsl::isAvailable);
    }

    private void watchCertificate() {
        Path certificate = config.tls().certificate();
        Path privateKey = config.tls().privateKey();
        if (certificate != null && privateKey != null) {
            opened(new CertificateWatch(List.of(certificate, privateKey), gateway::reloadTls));
        }
    }

    private ConnectionTarget target() {
        Integer publicPort = config.publicPort();
        return new ConnectionTarget(
                config.publicHost(), publicPort == null ? gateway.port() : publicPort, "require");
    }

    private TableService tableService() {
        PublishedTables published =
                opened(new PublishedTables(DuckDb.load(), data, gateway.enginePool(), publisher));
        return new TableService(
                metadata,
                published,
                data,
                new UploadLimits(
                        config.uploads().largestGb() * BYTES_PER_GB,
                        config.uploads().atOnce(),
                        config.limits().attachedTables()));
    }

    private WorkspaceLimits limits() {
        return new WorkspaceLimits(
                config.limits().workspacesPerProject(),
                config.ttl().defaultHours(),
                config.ttl().longestHours(),
                config.limits().workspaceSizeGb(),
                config.limits().workspaceSizeLargestGb());
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    DuckspaceConfig config() {
        return config;
    }

    DataDirectory data() {
        return data;
    }

    GatewayServer gateway() {
        return gateway;
    }

    /** Publishes project tables; on engine threads. */
    TablePublisher publisher() {
        return publisher;
    }

    ConnectionTarget connectionTarget() {
        return target;
    }

    ProjectService projects() {
        return projects;
    }

    TableService tables() {
        return tables;
    }

    WorkspaceService workspaces() {
        return workspaces;
    }

    /** The admin token, when this start has made it: the only time it can be shown. */
    Optional<String> newAdminToken() {
        return newAdminToken;
    }

    /** Stops everything; what does not stop is logged and does not keep the rest from stopping. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.error("{} did not stop", part.getClass().getSimpleName(), e);
            }
        }
    }
}
