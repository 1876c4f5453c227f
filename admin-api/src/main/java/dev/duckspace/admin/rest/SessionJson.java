package dev.duckspace.admin.rest;

import dev.duckspace.gateway.session.SessionInfo;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One session of a workspace, as {@code pg_stat_activity} would show it. */
@Serdeable(naming = SnakeCaseStrategy.class)
record SessionJson(
        int pid,
        String username,
        String applicationName,
        String clientAddress,
        String connectedAt,
        String state,
        String stateChangedAt,
        @Nullable String query,
        @Nullable String queryStartedAt,
        boolean waiting,
        @Nullable Double progress) {

    @Serdeable
    record All(List<SessionJson> sessions) {}

    static SessionJson of(SessionInfo session) {
        Instant started = session.queryStartedAt();
        return new SessionJson(
                session.processId(),
                session.username(),
                session.applicationName(),
                address(session.clientAddress()),
                session.connectedAt().toString(),
                session.state(),
                session.stateChangedAt().toString(),
                session.query(),
                started == null ? null : started.toString(),
                session.waiting(),
                session.progress());
    }

    private static String address(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        return host == null ? address.getHostString() : host.getHostAddress();
    }
}
