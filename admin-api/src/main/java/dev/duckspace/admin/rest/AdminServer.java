package dev.duckspace.admin.rest;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpMethod;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The HTTP server of the admin API. */
public final class AdminServer implements AutoCloseable {
    /** JSON requests are small; streams of tables do not count. */
    static final long REQUEST_BYTES_MAX = 1 << 20;

    private static final int WORKER_THREADS = 8;

    private final ApplicationContext context;
    private final EmbeddedServer server;

    private AdminServer(ApplicationContext context, EmbeddedServer server) {
        this.context = context;
        this.server = server;
    }

    /**
     * Listens on host and port (0: any free one); {@code services} are what controllers ask for.
     *
     * @throws io.micronaut.http.server.exceptions.ServerStartupException when the port is taken
     */
    public static AdminServer start(String host, int port, Object... services) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("micronaut.application.name", "duckspace");
        properties.put("micronaut.server.host", host);
        properties.put("micronaut.server.port", port == 0 ? -1 : port);
        // A body that streams has a limit of its own: UploadLimits.
        properties.put("micronaut.server.max-request-size", Long.MAX_VALUE);
        properties.put("micronaut.server.max-request-buffer-size", REQUEST_BYTES_MAX);
        properties.put("micronaut.server.not-found-on-missing-body", false);
        properties.put("micronaut.server.dispatch-options-requests", true);
        properties.put("micronaut.serde.serialization.inclusion", "ALWAYS");
        properties.put("micronaut.executors.io.type", "FIXED");
        properties.put("micronaut.executors.io.n-threads", WORKER_THREADS);
        ApplicationContext context =
                ApplicationContext.builder()
                        .deduceEnvironment(false)
                        .banner(false)
                        .environmentPropertySource(false)
                        .properties(properties)
                        .singletons(services)
                        .build();
        try {
            context.start();
            return new AdminServer(context, context.getBean(EmbeddedServer.class).start());
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    public int port() {
        return server.getPort();
    }

    /**
     * Every route but those of HEAD, which follow from GET's, as {@code GET /projects/{projectId}}.
     */
    public List<String> routes() {
        return context.getBean(Router.class)
                .uriRoutes()
                .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
                .map(
                        route ->
                                route.getHttpMethodName()
                                        + " "
                                        + route.getUriMatchTemplate().toPathString())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
