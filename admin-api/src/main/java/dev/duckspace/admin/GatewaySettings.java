package dev.duckspace.admin;

import dev.duckspace.admin.config.DuckspaceConfig;
import dev.duckspace.gateway.GatewayConfig;
import dev.duckspace.gateway.net.NetConfig;
import dev.duckspace.gateway.session.ConcurrencyLimits;
import dev.duckspace.gateway.session.SessionLimits;
import dev.duckspace.gateway.tls.TlsFiles;
import dev.duckspace.gateway.workspace.WorkspaceLimits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The configuration in the gateway's own terms. */
final class GatewaySettings {
    private static final long BYTES_PER_GB = 1_000_000_000L;

    private GatewaySettings() {}

    static GatewayConfig of(DuckspaceConfig config) {
        GatewayConfig standard = GatewayConfig.standard();
        return new GatewayConfig(
                net(config, standard.net()),
                standard.tls(),
                tlsFiles(config.tls()),
                session(config, standard.session()),
                concurrency(config.limits()),
                workspace(config, standard.workspace()),
                standard.loginThrottle(),
                config.limits().engineThreads(),
                standard.engineQueue(),
                config.timeouts().stopGrace());
    }

    private static NetConfig net(DuckspaceConfig config, NetConfig standard) {
        int connections = config.limits().connections();
        return standard.withAddress(config.host(), config.port())
                .withTlsRequired(config.tls().required())
                .withLimits(connections, 2 * connections);
    }

    private static @Nullable TlsFiles tlsFiles(DuckspaceConfig.Tls tls) {
        Path certificate = tls.certificate();
        Path privateKey = tls.privateKey();
        return certificate == null || privateKey == null
                ? null
                : new TlsFiles(certificate, privateKey);
    }

    private static SessionLimits session(DuckspaceConfig config, SessionLimits standard) {
        return new SessionLimits(
                standard.authenticationTimeout(),
                config.timeouts().query(),
                config.timeouts().sessionIdle(),
                standard.maxSqlChars(),
                standard.maxPreparedStatements(),
                standard.maxPortals(),
                standard.maxHeldBytes());
    }

    private static ConcurrencyLimits concurrency(DuckspaceConfig.Limits limits) {
        return new ConcurrencyLimits(
                limits.sessionsPerWorkspace(),
                limits.concurrentQueries(),
                limits.concurrentQueriesPerWorkspace(),
                limits.queuedQueries());
    }

    private static WorkspaceLimits workspace(DuckspaceConfig config, WorkspaceLimits standard) {
        DuckspaceConfig.Limits limits = config.limits();
        return new WorkspaceLimits(
                limits.attachedTables(),
                limits.workspaceMemoryGb() * BYTES_PER_GB,
                limits.workspaceSpillGb() * BYTES_PER_GB,
                standard.threads(),
                standard.expressionDepthMax(),
                config.timeouts().workspaceIdle());
    }
}
