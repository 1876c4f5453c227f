package dev.duckspace.gateway.session;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sees of a session.
 *
 * @param state as in pg_stat_activity: active, idle, idle in transaction, idle in transaction
 *     (aborted); starting while the workspace is opened for it
 * @param query the text that runs, or ran last, at most 1,024 characters and without what may be a
 *     secret; null before the first
 * @param queryStartedAt when that began
 * @param transactionStartedAt when the transaction began that is open; null without one
 * @param waitsForLock whether the statement waits for an advisory lock
 * @param waiting whether the statement waits for its turn among the queries that run
 * @param progress how far the statement is that runs, 0 to 100; null when that is not known
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
        @Nullable String query,
        @Nullable Instant queryStartedAt,
        @Nullable Instant transactionStartedAt,
        boolean waitsForLock,
        boolean waiting,
        @Nullable Double progress) {}
