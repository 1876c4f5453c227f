package dev.duckspace.gateway.session;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sees of a session.
 *
 * @param state as in pg_stat_activity: active, idle, idle in transaction, idle in transaction
 *     (aborted)
 * @param query the text that runs, or ran last; null before the first
 */
public record SessionInfo(
        int processId,
        String workspaceId,
        String username,
        String applicationName,
        InetSocketAddress clientAddress,
        Instant connectedAt,
        Instant stateChangedAt,
        String state,
        @Nullable String query) {}
