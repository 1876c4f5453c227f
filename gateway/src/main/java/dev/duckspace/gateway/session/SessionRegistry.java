package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.ProtocolVersion;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sessions that live in this process: gives out process ids and cancel keys, and finds the
 * session that a CancelRequest or an operator means. Threads: any.
 */
public final class SessionRegistry {
    private static final int FIRST_PROCESS_ID = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger nextProcessId = new AtomicInteger(FIRST_PROCESS_ID);
    private final Map<Integer, Session> sessions = new ConcurrentHashMap<>();

    /** Positive and not in use. */
    int newProcessId() {
        while (true) {
            int id =
                    nextProcessId.getAndUpdate(
                            last -> last == Integer.MAX_VALUE ? FIRST_PROCESS_ID : last + 1);
            if (!sessions.containsKey(id)) {
                return id;
            }
        }
    }

    byte[] newSecretKey(ProtocolVersion version) {
        byte[] key = new byte[version.cancelKeyLength()];
        random.nextBytes(key);
        return key;
    }

    void add(Session session) {
        sessions.put(session.processId(), session);
    }

    void remove(Session session) {
        sessions.remove(session.processId(), session);
    }

    /** A wrong key is ignored: whoever asks learns nothing. */
    void cancel(int processId, byte[] secretKey) {
        Session session = sessions.get(processId);
        if (session != null && MessageDigest.isEqual(session.secretKey(), secretKey)) {
            session.interrupt(InterruptReason.USER_CANCEL);
        }
    }

    public Optional<SessionInfo> find(int processId) {
        return Optional.ofNullable(sessions.get(processId)).map(Session::info);
    }

    public List<SessionInfo> ofWorkspace(String workspaceId) {
        return sessions.values().stream()
                .filter(session -> session.workspaceId().equals(workspaceId))
                .map(Session::info)
                .toList();
    }

    public int count() {
        return sessions.size();
    }

    /** Ends one session with 57P01; false when there is none with this id. */
    public boolean terminate(int processId) {
        Session session = sessions.get(processId);
        if (session == null) {
            return false;
        }
        session.interrupt(InterruptReason.SHUTDOWN);
        return true;
    }

    /** Ends all sessions of a workspace with 57P01. */
    public void terminateWorkspace(String workspaceId) {
        sessions.values().stream()
                .filter(session -> session.workspaceId().equals(workspaceId))
                .forEach(session -> session.interrupt(InterruptReason.SHUTDOWN));
    }

    /** Ends with 57P01 the sessions that wait for their client. */
    public void terminateIdle() {
        sessions.values().stream()
                .filter(Session::idle)
                .forEach(session -> session.interrupt(InterruptReason.SHUTDOWN));
    }

    /** Ends every session with 57P01. */
    public void terminateAll() {
        sessions.values().forEach(session -> session.interrupt(InterruptReason.SHUTDOWN));
    }
}
