package dev.duckspace.gateway.session;

import dev.duckspace.gateway.catalog.SystemCatalog;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.ProtocolVersion;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.metadata.Identifiers;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that live in this process, from authentication to their end: gives out places,
 * cancel keys, and finds the session that a CancelRequest or an operator means. Threads: any.
 */
public final class SessionRegistry {
    private static final int FIRST_PROCESS_ID = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger nextProcessId = new AtomicInteger(FIRST_PROCESS_ID);
    private final Map<Integer, SessionPlace> places = new ConcurrentHashMap<>();
    private final Map<String, Integer> placesByWorkspace = new ConcurrentHashMap<>();
    private final Map<String, SharedState> shared = new ConcurrentHashMap<>();
    private final Set<String> worked = ConcurrentHashMap.newKeySet();
    private final int sessionsPerWorkspaceMax;
    private volatile SessionWatcher watcher = SessionWatcher.NONE;

    public SessionRegistry(int sessionsPerWorkspaceMax) {
        if (sessionsPerWorkspaceMax < 1) {
            throw new IllegalArgumentException(
                    "sessions in a workspace: at least 1, not " + sessionsPerWorkspaceMax);
        }
        this.sessionsPerWorkspaceMax = sessionsPerWorkspaceMax;
    }

    /**
     * A place for a client that has authenticated; it must be closed.
     *
     * @throws PgException FATAL 53300 when the workspace has as many sessions as it may
     */
    SessionPlace admit(String workspaceId, String username, ConnectionInfo connection) {
        placesByWorkspace.compute(
                workspaceId,
                (id, count) -> {
                    int taken = count == null ? 0 : count;
                    if (taken >= sessionsPerWorkspaceMax) {
                        throw tooMany(id);
                    }
                    return taken + 1;
                });
        while (true) {
            int id = newProcessId();
            SessionPlace place = new SessionPlace(this, id, workspaceId, username, connection);
            if (places.putIfAbsent(id, place) == null) {
                return place;
            }
        }
    }

    /** What the workspace's sessions share; it lasts as long as the process. */
    SharedState shared(String workspaceId) {
        return shared.computeIfAbsent(workspaceId, _ -> new SharedState());
    }

    private PgException tooMany(String workspaceId) {
        return new PgException(
                ErrorInfo.fatal(
                                SqlState.TOO_MANY_CONNECTIONS,
                                "too many connections for database \"%s\""
                                        .formatted(Identifiers.database(workspaceId)))
                        .withDetail(
                                "A workspace has at most %d sessions at once."
                                        .formatted(sessionsPerWorkspaceMax))
                        .withHint("Close one that is not needed, or use a connection pool."));
    }

    private int newProcessId() {
        return nextProcessId.getAndUpdate(
                last -> last == Integer.MAX_VALUE ? FIRST_PROCESS_ID : last + 1);
    }

    /** Who is told from now on who comes and goes. */
    public void watch(SessionWatcher newWatcher) {
        watcher = newWatcher;
    }

    SessionWatcher watcher() {
        return watcher;
    }

    byte[] newSecretKey(ProtocolVersion version) {
        byte[] key = new byte[version.cancelKeyLength()];
        random.nextBytes(key);
        return key;
    }

    void leave(SessionPlace place) {
        if (places.remove(place.processId(), place)) {
            placesByWorkspace.computeIfPresent(
                    place.workspaceId(), (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /**
     * A wrong key is ignored: whoever asks learns nothing.
     *
     * @param settled as for {@link Session#cancel}
     */
    void cancel(int processId, byte[] secretKey, Runnable settled) {
        SessionPlace place = places.get(processId);
        Session session = place == null ? null : place.session();
        if (session != null && MessageDigest.isEqual(session.secretKey(), secretKey)) {
            session.cancel(settled);
        } else {
            settled.run();
        }
    }

    /** A statement has begun in the workspace. */
    void worked(String workspaceId) {
        if (!worked.contains(workspaceId)) {
            worked.add(workspaceId);
        }
    }

    /** The workspaces in which statements have begun since the last call. */
    public Set<String> takeWorked() {
        Set<String> taken = new HashSet<>(worked);
        worked.removeAll(taken);
        return taken;
    }

    public Optional<SessionInfo> find(int processId) {
        return Optional.ofNullable(places.get(processId)).map(SessionPlace::info);
    }

    /** By process id. */
    public List<SessionInfo> ofWorkspace(String workspaceId) {
        return in(workspaceId)
                .map(SessionPlace::info)
                .sorted(Comparator.comparingInt(SessionInfo::processId))
                .toList();
    }

    /** The COPYs that run in a workspace. */
    List<SystemCatalog.Copy> copiesOf(String workspaceId) {
        List<SystemCatalog.Copy> copies = new ArrayList<>();
        in(workspaceId)
                .forEach(
                        place -> {
                            Session session = place.session();
                            CopyProgress copy = session == null ? null : session.copy();
                            if (copy != null) {
                                copies.add(
                                        new SystemCatalog.Copy(
                                                place.processId(),
                                                copy.command(),
                                                copy.schema(),
                                                copy.table(),
                                                copy.bytes(),
                                                copy.rows()));
                            }
                        });
        return copies;
    }

    public int countOfWorkspace(String workspaceId) {
        return placesByWorkspace.getOrDefault(workspaceId, 0);
    }

    public int count() {
        return places.size();
    }

    /** Sessions that run something, or begin to. */
    public int activeCount() {
        return Math.toIntExact(
                places.values().stream()
                        .map(SessionPlace::session)
                        .filter(session -> session == null || !session.idle())
                        .count());
    }

    /** Ends one session with 57P01; false when there is none with this id. */
    public boolean terminate(int processId) {
        SessionPlace place = places.get(processId);
        if (place == null) {
            return false;
        }
        place.interrupt(InterruptReason.SHUTDOWN);
        return true;
    }

    /**
     * Ends one session of a workspace with 57P01; false when the workspace has none with this id.
     */
    public boolean terminate(String workspaceId, int processId) {
        SessionPlace place = places.get(processId);
        return place != null && place.workspaceId().equals(workspaceId) && terminate(processId);
    }

    /**
     * Stops what one session of a workspace runs, or the session; false when the workspace has none
     * with this id.
     */
    boolean interrupt(String workspaceId, int processId, InterruptReason reason) {
        SessionPlace place = places.get(processId);
        if (place == null || !place.workspaceId().equals(workspaceId)) {
            return false;
        }
        place.interrupt(reason);
        return true;
    }

    /** Null for a client that is gone, or has not come in yet. */
    @Nullable Session session(String workspaceId, int processId) {
        SessionPlace place = places.get(processId);
        return place == null || !place.workspaceId().equals(workspaceId) ? null : place.session();
    }

    @Nullable ConnectionInfo connectionOf(int processId) {
        SessionPlace place = places.get(processId);
        return place == null ? null : place.connection();
    }

    /** Ends all sessions of a workspace with 57P01. */
    public void terminateWorkspace(String workspaceId) {
        end(workspaceId, InterruptReason.SHUTDOWN);
    }

    /** Ends all sessions of a workspace, those that are coming in as well. Does not wait. */
    public void end(String workspaceId, InterruptReason reason) {
        in(workspaceId).forEach(place -> place.interrupt(reason));
    }

    private Stream<SessionPlace> in(String workspaceId) {
        return all(place -> place.workspaceId().equals(workspaceId));
    }

    private Stream<SessionPlace> all(Predicate<SessionPlace> wanted) {
        return places.values().stream().filter(wanted);
    }

    /** Ends with 57P01 the sessions that wait for their client. */
    public void terminateIdle() {
        all(SessionPlace::idle).forEach(place -> place.interrupt(InterruptReason.SHUTDOWN));
    }

    /** Ends every session with 57P01. */
    public void terminateAll() {
        places.values().forEach(place -> place.interrupt(InterruptReason.SHUTDOWN));
    }
}
