package dev.duckspace.gateway.session;

import dev.duckspace.gateway.catalog.SessionFacts;
import dev.duckspace.gateway.functions.SessionEffects;
import dev.duckspace.gateway.protocol.BackendMessage.NotificationResponse;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a session has beside its transaction's rows: channels that it listens to, notifications on
 * their way out and in, advisory locks, and the values that sequences gave it. Engine threads call
 * the functions of {@link SessionEffects}, other sessions' threads deliver; the rest is the
 * session's own.
 */
final class SessionState implements SessionEffects, TransactionListener {
    /** What a client may leave unread. */
    private static final int UNREAD_MAX = 10_000;

    /** Of notifications of a transaction, in characters. */
    private static final int NOTIFIED_MAX = 16 << 20;

    private static final int NOTIFICATION_OVERHEAD = 64;

    /** Of sequences that a statement sets, and of all that have given the session a value. */
    private static final int SEQUENCES_MAX = 100_000;

    private static final int WARNINGS_MAX = 1_000;

    /** A change of the transaction's that counts when it commits. */
    private sealed interface Pending {}

    private record Listen(String channel) implements Pending {}

    private record Unlisten(@Nullable String channel) implements Pending {}

    private record Notify(String channel, String payload) implements Pending {}

    /** What a function asked of a sequence. */
    record Position(String sequence, long value, boolean called) {}

    private final int processId;
    private final SharedState shared;
    private final Runnable nudge;
    private final Consumer<NotificationResponse> inbound = this::deliver;
    private final Set<String> channels = new HashSet<>();
    private final List<Pending> pending = new ArrayList<>();
    private final Deque<NotificationResponse> unread = new ArrayDeque<>();
    private final Map<String, Long> currentValues = new HashMap<>();
    private final Map<String, Position> positions = new LinkedHashMap<>();
    private int notified;
    private @Nullable Long lastValue;
    private final List<String> warnings = new ArrayList<>();
    private volatile boolean waits;
    private @Nullable Lock awaited;
    private final Map<Lock, Integer> taken = new LinkedHashMap<>();

    /**
     * @param nudge wakes the session's thread while it waits for its client; returns at once
     */
    SessionState(int processId, SharedState shared, Runnable nudge) {
        this.processId = processId;
        this.shared = shared;
        this.nudge = nudge;
    }

    synchronized void listen(String channel) {
        pending.add(new Listen(channel));
    }

    synchronized void unlisten(@Nullable String channel) {
        pending.add(new Unlisten(channel));
    }

    @Override
    public synchronized void notify(String channel, String payload) {
        notified += channel.length() + payload.length() + NOTIFICATION_OVERHEAD;
        if (notified > NOTIFIED_MAX) {
            throw new PgException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED, "too many notifications in the NOTIFY queue");
        }
        pending.add(new Notify(channel, payload));
    }

    @Override
    public synchronized int mark() {
        return pending.size();
    }

    @Override
    public synchronized void rolledBackTo(int mark) {
        if (mark < pending.size()) {
            pending.subList(mark, pending.size()).clear();
        }
    }

    @Override
    public void ended(boolean committed) {
        shared.locks().unlockAll(this, true);
        List<Pending> done;
        synchronized (this) {
            done = List.copyOf(pending);
            pending.clear();
            notified = 0;
        }
        if (committed) {
            new LinkedHashSet<>(done).forEach(this::apply);
        }
    }

    private void apply(Pending change) {
        switch (change) {
            case Listen(String channel) -> {
                channels.add(channel);
                shared.notifications().listen(channel, inbound);
            }
            case Unlisten(String channel) -> {
                for (String each : channel == null ? List.copyOf(channels) : List.of(channel)) {
                    channels.remove(each);
                    shared.notifications().unlisten(each, inbound);
                }
            }
            case Notify(String channel, String payload) ->
                    shared.notifications()
                            .publish(new NotificationResponse(processId, channel, payload));
        }
    }

    private void deliver(NotificationResponse notification) {
        synchronized (this) {
            if (unread.size() >= UNREAD_MAX) {
                unread.removeFirst();
            }
            unread.addLast(notification);
        }
        nudge.run();
    }

    /** What the client has not been told yet; it counts as told. */
    synchronized List<NotificationResponse> takeUnread() {
        List<NotificationResponse> taken = List.copyOf(unread);
        unread.clear();
        return taken;
    }

    /** The channels in force. */
    Set<String> channels() {
        return Set.copyOf(channels);
    }

    @Override
    public boolean tryLock(Lock lock) {
        return shared.locks().tryLock(this, lock);
    }

    @Override
    public void lock(Lock lock) {
        boolean free = tryLock(lock);
        synchronized (this) {
            if (free) {
                taken.merge(lock, 1, Integer::sum);
            } else if (awaited == null) {
                awaited = lock;
            }
        }
    }

    /**
     * The lock that the last statement must wait for, and be run again; null for none. What else it
     * has locked is free again then.
     */
    @Nullable Lock takeAwaited() {
        Lock lock;
        Map<Lock, Integer> others;
        synchronized (this) {
            lock = awaited;
            awaited = null;
            others = Map.copyOf(taken);
            taken.clear();
        }
        if (lock != null) {
            others.forEach(
                    (each, times) -> {
                        for (int i = 0; i < times; i++) {
                            unlock(each);
                        }
                    });
        }
        return lock;
    }

    void await(Lock lock, long timeoutMillis, Interrupts interrupts) {
        waits = true;
        try {
            shared.locks().await(this, lock, timeoutMillis, interrupts);
        } finally {
            waits = false;
        }
    }

    /** Whether it waits for an advisory lock. Any thread. */
    boolean waits() {
        return waits;
    }

    /** Of all sessions of the workspace. Any thread. */
    List<SessionFacts.AdvisoryLock> locks() {
        return shared.locks().all().stream()
                .filter(taken -> taken.session() instanceof SessionState)
                .map(
                        taken ->
                                new SessionFacts.AdvisoryLock(
                                        ((SessionState) taken.session()).processId,
                                        taken.lock().key(),
                                        taken.lock().twoParts(),
                                        taken.lock().shared(),
                                        taken.granted()))
                .toList();
    }

    /** The sessions that this one waits for. Any thread. */
    List<Integer> blockers() {
        return shared.locks().blockers(this).stream()
                .filter(SessionState.class::isInstance)
                .map(blocker -> ((SessionState) blocker).processId)
                .toList();
    }

    /** For the client, behind the statement. */
    synchronized void warn(String message) {
        if (warnings.size() < WARNINGS_MAX) {
            warnings.add(message);
        }
    }

    synchronized List<String> takeWarnings() {
        List<String> taken = List.copyOf(warnings);
        warnings.clear();
        return taken;
    }

    @Override
    public boolean unlock(Lock lock) {
        return shared.locks().unlock(this, lock);
    }

    @Override
    public void unlockAll() {
        shared.locks().unlockAll(this, false);
    }

    @Override
    public synchronized void drawn(String sequence, long value) {
        requireFew(currentValues, plain(sequence));
        currentValues.put(plain(sequence), value);
        lastValue = value;
    }

    @Override
    public synchronized @Nullable Long current(String sequence) {
        return currentValues.get(plain(sequence));
    }

    @Override
    public synchronized @Nullable Long last() {
        return lastValue;
    }

    @Override
    public synchronized void position(String sequence, long value, boolean called) {
        requireFew(positions, sequence);
        positions.remove(sequence);
        positions.put(sequence, new Position(sequence, value, called));
        if (called) {
            drawn(sequence, value);
        }
    }

    /** What setval has asked for in the statement that ran; it counts as done. */
    synchronized List<Position> takePositions() {
        List<Position> asked = List.copyOf(positions.values());
        positions.clear();
        return asked;
    }

    private static void requireFew(Map<String, ?> known, String sequence) {
        if (known.size() >= SEQUENCES_MAX && !known.containsKey(sequence)) {
            throw new PgException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "more than %d sequences in one session".formatted(SEQUENCES_MAX));
        }
    }

    /** DISCARD SEQUENCES. */
    synchronized void forgetSequences() {
        currentValues.clear();
        lastValue = null;
    }

    /** Sequences are told apart by their own names: schemas may be written or not. */
    private static String plain(String sequence) {
        return sequence.substring(sequence.lastIndexOf('.') + 1).replace("\"", "");
    }

    /** The session is over. */
    void close() {
        List.copyOf(channels).forEach(channel -> apply(new Unlisten(channel)));
        shared.locks().unlockAll(this, true);
        shared.locks().unlockAll(this, false);
    }
}
