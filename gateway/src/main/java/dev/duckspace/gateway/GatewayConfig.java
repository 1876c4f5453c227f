package dev.duckspace.gateway;

import dev.duckspace.gateway.auth.LoginThrottle;
import dev.duckspace.gateway.net.NetConfig;
import dev.duckspace.gateway.session.ConcurrencyLimits;
import dev.duckspace.gateway.session.SessionLimits;
import dev.duckspace.gateway.tls.TlsFiles;
import dev.duckspace.gateway.workspace.WorkspaceLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Every limit of the gateway; each part validates itself.
 *
 * @param tls whether TLS is offered
 * @param tlsFiles the operator's certificate and key; null for a self-signed one that the first
 *     start makes
 * @param engineThreads native calls at once, each on a thread of its own
 * @param engineQueue native calls that wait for a thread before further ones are refused
 * @param shutdownGrace how long running statements may go on after {@code stop}
 */
public record GatewayConfig(
        NetConfig net,
        boolean tls,
        @Nullable TlsFiles tlsFiles,
        SessionLimits session,
        ConcurrencyLimits concurrency,
        WorkspaceLimits workspace,
        LoginThrottle.Limits loginThrottle,
        int engineThreads,
        int engineQueue,
        Duration shutdownGrace) {

    public GatewayConfig {
        if (engineThreads < 2) {
            throw new IllegalArgumentException(
                    "engineThreads must be at least 2, not " + engineThreads);
        }
        if (engineQueue < 1) {
            throw new IllegalArgumentException("engineQueue must be positive, not " + engineQueue);
        }
        if (shutdownGrace.isNegative()) {
            throw new IllegalArgumentException("shutdownGrace must not be negative");
        }
        if (!tls && net.tlsRequired()) {
            throw new IllegalArgumentException("TLS is required but switched off");
        }
    }

    /** The documented defaults, on loopback and any free port. */
    public static GatewayConfig standard() {
        return new GatewayConfig(
                NetConfig.standard(),
                true,
                null,
                SessionLimits.standard(),
                ConcurrencyLimits.standard(),
                WorkspaceLimits.DEFAULT,
                LoginThrottle.Limits.standard(),
                64,
                1_024,
                Duration.ofSeconds(5));
    }

    public GatewayConfig withNet(NetConfig newNet) {
        return new GatewayConfig(
                newNet,
                tls,
                tlsFiles,
                session,
                concurrency,
                workspace,
                loginThrottle,
                engineThreads,
                engineQueue,
                shutdownGrace);
    }

    public GatewayConfig withSession(SessionLimits newSession) {
        return new GatewayConfig(
                net,
                tls,
                tlsFiles,
                newSession,
                concurrency,
                workspace,
                loginThrottle,
                engineThreads,
                engineQueue,
                shutdownGrace);
    }

    public GatewayConfig withConcurrency(ConcurrencyLimits newConcurrency) {
        return new GatewayConfig(
                net,
                tls,
                tlsFiles,
                session,
                newConcurrency,
                workspace,
                loginThrottle,
                engineThreads,
                engineQueue,
                shutdownGrace);
    }

    public GatewayConfig withWorkspace(WorkspaceLimits newWorkspace) {
        return new GatewayConfig(
                net,
                tls,
                tlsFiles,
                session,
                concurrency,
                newWorkspace,
                loginThrottle,
                engineThreads,
                engineQueue,
                shutdownGrace);
    }
}
