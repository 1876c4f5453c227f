package dev.duckspace.admin.service;

import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.session.SessionInfo;
import dev.duckspace.gateway.session.SessionWatcher;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Has the audit trail tell which PostgreSQL clients came, went and were refused. */
public final class SessionEvents implements SessionWatcher {
    /** Names that we have made; others may be anything, a password that was mistyped as well. */
    private static final Pattern USERNAME = Pattern.compile("ws_(ws_[0-9a-f]{12})_[a-z0-9]{6}");

    private final EventLog events;
    private final Clock clock;

    public SessionEvents(EventLog events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void opened(SessionInfo session) {
        offer("session.open", session, "pid " + session.processId());
    }

    @Override
    public void closed(SessionInfo session) {
        Duration open = Duration.between(session.connectedAt(), clock.instant());
        offer(
                "session.close",
                session,
                "pid %d, open for %d s".formatted(session.processId(), open.toSeconds()));
    }

    private void offer(String action, SessionInfo session, String detail) {
        events.offer(
                new EventLog.Entry(
                        session.username(),
                        null,
                        action,
                        session.workspaceId(),
                        null,
                        session.workspaceId(),
                        address(session.clientAddress()),
                        EventLog.OK,
                        detail));
    }

    @Override
    public void refused(String username, InetSocketAddress client, SqlState reason) {
        Matcher known = USERNAME.matcher(username);
        boolean ours = known.matches();
        events.offer(
                new EventLog.Entry(
                        "unknown",
                        null,
                        "login.refuse",
                        ours ? username : "unknown user",
                        null,
                        ours ? known.group(1) : null,
                        address(client),
                        reason.code(),
                        ""));
    }

    private static @Nullable String address(InetSocketAddress client) {
        return client.getAddress() == null ? null : client.getAddress().getHostAddress();
    }
}
