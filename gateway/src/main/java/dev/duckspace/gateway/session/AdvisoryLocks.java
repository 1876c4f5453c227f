package dev.duckspace.gateway.session;

import dev.duckspace.gateway.functions.SessionEffects.Lock;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The advisory locks of one workspace's sessions. Threads: any; only {@link #await} waits, on a
 * session's own thread.
 */
final class AdvisoryLocks {
    /** PostgreSQL has about as much room with its standard settings. */
    private static final int KEYS_MAX = 10_000;

    private record Key(long key, boolean twoParts) {}

    private record Holding(Key key, boolean shared, boolean transaction) {}

    /** How often each session holds the key, in each way. */
    private static final class State {
        final Map<Object, Map<Holding, Integer>> holders = new HashMap<>();
    }

    private final ReentrantLock guard = new ReentrantLock();
    private final Condition released = guard.newCondition();
    private final Map<Key, State> states = new HashMap<>();
    private final Map<Object, Lock> waiting = new HashMap<>();

    /**
     * @param session whose lock it is, compared by identity
     * @return false when another session stands in the way
     */
    boolean tryLock(Object session, Lock lock) {
        guard.lock();
        try {
            if (!blockers(session, lock).isEmpty()) {
                return false;
            }
            Key key = key(lock);
            if (states.size() >= KEYS_MAX && !states.containsKey(key)) {
                throw PgException.refused(
                        SqlState.OUT_OF_MEMORY,
                        "out of shared memory",
                        "A workspace holds at most %,d advisory locks.".formatted(KEYS_MAX));
            }
            states.computeIfAbsent(key, _ -> new State())
                    .holders
                    .computeIfAbsent(session, _ -> new HashMap<>())
                    .merge(new Holding(key, lock.shared(), lock.transaction()), 1, Integer::sum);
            return true;
        } finally {
            guard.unlock();
        }
    }

    private List<Object> blockers(Object session, Lock lock) {
        State state = states.get(key(lock));
        List<Object> blockers = new ArrayList<>();
        if (state != null) {
            state.holders.forEach(
                    (holder, holdings) -> {
                        boolean conflicts =
                                !lock.shared()
                                        || holdings.keySet().stream().anyMatch(h -> !h.shared());
                        if (!holder.equals(session) && conflicts) {
                            blockers.add(holder);
                        }
                    });
        }
        return blockers;
    }

    private static Key key(Lock lock) {
        return new Key(lock.key(), lock.twoParts());
    }

    /**
     * Waits until the lock is free; it is not taken yet.
     *
     * @param timeoutMillis 0 for no limit
     * @throws PgException 55P03 when the time is over, 40P01 when sessions wait for each other, or
     *     what {@code interrupts} has been asked for
     */
    void await(Object session, Lock lock, long timeoutMillis, Interrupts interrupts) {
        interrupts.onRequest(this::wake);
        guard.lock();
        try {
            waiting.put(session, lock);
            long left =
                    timeoutMillis == 0
                            ? Long.MAX_VALUE
                            : TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            while (!blockers(session, lock).isEmpty()) {
                interrupts.check();
                requireNoCycle(session);
                if (left <= 0) {
                    throw new PgException(
                            SqlState.LOCK_NOT_AVAILABLE, "canceling statement due to lock timeout");
                }
                left = released.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionLostException("the session was interrupted while it waited", e);
        } finally {
            waiting.remove(session);
            guard.unlock();
            interrupts.onRequest(null);
        }
    }

    private void wake() {
        guard.lock();
        try {
            released.signalAll();
        } finally {
            guard.unlock();
        }
    }

    private void requireNoCycle(Object session) {
        Set<Object> seen = new HashSet<>();
        Deque<Object> open = new ArrayDeque<>(List.of(session));
        while (!open.isEmpty()) {
            Object next = open.removeFirst();
            Lock wanted = waiting.get(next);
            if (wanted == null) {
                continue;
            }
            for (Object blocker : blockers(next, wanted)) {
                if (blocker.equals(session)) {
                    throw new PgException(SqlState.T_R_DEADLOCK_DETECTED, "deadlock detected");
                }
                if (seen.add(blocker)) {
                    open.addLast(blocker);
                }
            }
        }
    }

    /**
     * @return false when the session does not hold it so
     */
    boolean unlock(Object session, Lock lock) {
        guard.lock();
        try {
            Key key = key(lock);
            State state = states.get(key);
            Map<Holding, Integer> holdings = state == null ? null : state.holders.get(session);
            Holding holding = new Holding(key, lock.shared(), lock.transaction());
            if (state == null || holdings == null || !holdings.containsKey(holding)) {
                return false;
            }
            holdings.computeIfPresent(holding, (_, count) -> count == 1 ? null : count - 1);
            clean(key, state, session, holdings);
            released.signalAll();
            return true;
        } finally {
            guard.unlock();
        }
    }

    private void clean(
            Key key, State state, Object session, @Nullable Map<Holding, Integer> holdings) {
        if (holdings == null || holdings.isEmpty()) {
            state.holders.remove(session);
        }
        if (state.holders.isEmpty()) {
            states.remove(key);
        }
    }

    /** A lock that a session has, or waits for. */
    record Taken(Object session, Lock lock, boolean granted) {}

    /** What all sessions have, each lock once, and wait for. */
    List<Taken> all() {
        List<Taken> all = new ArrayList<>();
        guard.lock();
        try {
            states.values()
                    .forEach(
                            state ->
                                    state.holders.forEach(
                                            (session, holdings) ->
                                                    holdings.keySet().stream()
                                                            .map(
                                                                    held ->
                                                                            new Lock(
                                                                                    held.key()
                                                                                            .key(),
                                                                                    held.key()
                                                                                            .twoParts(),
                                                                                    held.shared(),
                                                                                    false))
                                                            .distinct()
                                                            .forEach(
                                                                    lock ->
                                                                            all.add(
                                                                                    new Taken(
                                                                                            session,
                                                                                            lock,
                                                                                            true)))));
            waiting.forEach((session, lock) -> all.add(new Taken(session, lock, false)));
        } finally {
            guard.unlock();
        }
        return all;
    }

    /** Whom a session waits for; empty when it does not. */
    List<Object> blockers(Object session) {
        guard.lock();
        try {
            Lock wanted = waiting.get(session);
            return wanted == null ? List.of() : blockers(session, wanted);
        } finally {
            guard.unlock();
        }
    }

    /** Lets go of the session's locks of one level. */
    void unlockAll(Object session, boolean transaction) {
        guard.lock();
        try {
            for (Map.Entry<Key, State> each : List.copyOf(states.entrySet())) {
                Map<Holding, Integer> holdings = each.getValue().holders.get(session);
                if (holdings != null) {
                    holdings.keySet().removeIf(h -> h.transaction() == transaction);
                    clean(each.getKey(), each.getValue(), session, holdings);
                }
            }
            released.signalAll();
        } finally {
            guard.unlock();
        }
    }
}
