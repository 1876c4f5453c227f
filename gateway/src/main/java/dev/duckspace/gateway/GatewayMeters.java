package dev.duckspace.gateway;

import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.net.NetServer;
import dev.duckspace.gateway.session.QueryGate;
import dev.duckspace.gateway.workspace.WorkspaceHost;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The gauges of the gateway's parts: each is read when the metrics are. */
final class GatewayMeters {
    private GatewayMeters() {}

    static void register(
            MeterRegistry registry,
            NetServer net,
            EnginePool pool,
            GatewayConfig config,
            QueryGate queries,
            WorkspaceHost workspaces,
            EngineUsageWatch usage) {
        network(registry, net);
        pool(registry, pool, config);
        queue(registry, queries);
        Gauge.builder("duckspace.workspaces.open", workspaces, WorkspaceHost::openCount)
                .description("Workspaces whose engine is open")
                .register(registry);
        Gauge.builder("duckspace.engine.memory", usage, u -> u.last().memoryBytes())
                .description("Memory that the engines of all open workspaces count as used")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("duckspace.engine.spill", usage, u -> u.last().spillBytes())
                .description("Temporary files of the engines of all open workspaces")
                .baseUnit("bytes")
                .register(registry);
    }

    private static void network(MeterRegistry registry, NetServer net) {
        Gauge.builder("duckspace.connections.open", net, NetServer::connectionCount)
                .description("Sockets of PostgreSQL clients, half-open ones included")
                .register(registry);
        FunctionCounter.builder("duckspace.network.received", net, NetServer::bytesReceived)
                .description("What PostgreSQL clients have sent, TLS included")
                .baseUnit("bytes")
                .register(registry);
        FunctionCounter.builder("duckspace.network.sent", net, NetServer::bytesSent)
                .description("What PostgreSQL clients were sent, TLS included")
                .baseUnit("bytes")
                .register(registry);
    }

    private static void queue(MeterRegistry registry, QueryGate queries) {
        Gauge.builder("duckspace.query.queue.running", queries, QueryGate::running)
                .description("Statements that the engine works on now")
                .register(registry);
        Gauge.builder("duckspace.query.queue.waiting", queries, QueryGate::waiting)
                .description("Statements that wait for their turn")
                .register(registry);
    }

    private static void pool(MeterRegistry registry, EnginePool pool, GatewayConfig config) {
        Gauge.builder("duckspace.engine.pool.active", pool, EnginePool::active)
                .description("Native calls that run now")
                .register(registry);
        Gauge.builder("duckspace.engine.pool.queued", pool, EnginePool::queued)
                .description("Native calls that wait for a thread")
                .register(registry);
        Gauge.builder("duckspace.engine.pool.size", config, GatewayConfig::engineThreads)
                .description("Native calls that can run at once")
                .register(registry);
    }
}
