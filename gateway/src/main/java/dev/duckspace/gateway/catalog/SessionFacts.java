package dev.duckspace.gateway.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog tells of the session that looks at it, and of all sessions of its workspace. Any
 * engine thread asks, while a statement of the session runs.
 */
public interface SessionFacts {
    /** A session that is there. */
    record Backend(
            int pid,
            String user,
            String application,
            @Nullable String clientAddress,
            int clientPort,
            Instant connectedAt,
            @Nullable Instant transactionStart,
            @Nullable Instant queryStart,
            Instant stateChange,
            @Nullable Wait waitsFor,
            String state,
            String query,
            @Nullable Tls tls) {}

    /** As pg_stat_activity names what a session waits for. */
    record Wait(String type, String event) {}

    /**
     * @param bits of the cipher's key
     */
    record Tls(String protocol, String cipher, int bits) {}

    /** An advisory lock that a session holds, or waits for. */
    record AdvisoryLock(int pid, long key, boolean twoParts, boolean shared, boolean granted) {}

    /** A parameter, with what pg_settings tells of it; empty texts for what does not apply. */
    record Setting(
            String name,
            String setting,
            String unit,
            String category,
            String context,
            String type,
            String source,
            String minimum,
            String maximum,
            List<String> values,
            String boot,
            String reset) {}

    record Cursor(
            String name,
            String statement,
            boolean holdable,
            boolean binary,
            boolean scrollable,
            Instant createdAt) {}

    /**
     * @param parameterTypes OIDs
     */
    record Prepared(
            String name,
            String statement,
            Instant preparedAt,
            List<Integer> parameterTypes,
            boolean fromSql) {}

    /** All sessions of the workspace. */
    List<Backend> backends();

    /** Of all sessions of the workspace. */
    List<AdvisoryLock> locks();

    /** The sessions that one waits for. */
    List<Integer> blockers(int pid);

    /** The session's parameters. */
    List<Setting> settings();

    List<Cursor> cursors();

    List<Prepared> prepared();

    /** The channels that it listens to. */
    List<String> channels();

    /**
     * Stops what another session of the workspace runs, or the session itself.
     *
     * @return false when there is none of this number
     */
    boolean interrupt(int pid, boolean end);

    /** A warning for the client, which reads it behind the statement. */
    void warn(String message);
}
