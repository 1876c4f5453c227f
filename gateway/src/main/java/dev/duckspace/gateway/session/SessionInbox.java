package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.protocol.PgException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the client has sent and the session has not yet read. The event loop puts messages in and
 * never waits; the session's thread takes them out and may wait.
 *
 * <p>The bound is kept by flow control: above the high mark {@link #readingWanted} turns false and
 * the connection stops reading its socket, at or below the low mark it turns true again. Offers are
 * never refused, since what one socket read has delivered must go somewhere: the excess is at most
 * what one read decodes to.
 */
public final class SessionInbox {
    /** What a queued message costs beside its bytes on the wire. */
    static final int MESSAGE_OVERHEAD_BYTES = 64;

    /**
     * @param highBytes reading stops above this
     * @param lowBytes and goes on at or below this
     * @param highMessages reading stops above this
     * @param lowMessages and goes on at or below this
     */
    public record Bounds(int highBytes, int lowBytes, int highMessages, int lowMessages) {
        public Bounds {
            if (lowBytes < 0 || highBytes <= lowBytes) {
                throw new IllegalArgumentException(
                        "inbox bytes: need 0 <= low < high, not " + lowBytes + ", " + highBytes);
            }
            if (lowMessages < 0 || highMessages <= lowMessages) {
                throw new IllegalArgumentException(
                        "inbox messages: need 0 <= low < high, not "
                                + lowMessages
                                + ", "
                                + highMessages);
            }
        }

        public static Bounds standard() {
            return new Bounds(1 << 20, 1 << 18, 8_192, 2_048);
        }
    }

    private sealed interface Entry {
        int bytes();
    }

    private record Received(FrontendMessage message, int bytes) implements Entry {}

    private record Broken(byte type, PgException error) implements Entry {
        @Override
        public int bytes() {
            return MESSAGE_OVERHEAD_BYTES;
        }
    }

    private final Bounds bounds;
    private final Runnable flowChanged;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long queuedBytes;
    private volatile boolean readingWanted = true;
    private volatile boolean closed;
    private @Nullable Runnable lostCallback;
    private byte brokenType;
    private boolean nudged;
    private boolean inHand;

    /**
     * @param flowChanged called without a lock after {@link #readingWanted} has changed, from the
     *     thread that changed it; must return at once
     */
    public SessionInbox(Bounds bounds, Runnable flowChanged) {
        this.bounds = bounds;
        this.flowChanged = flowChanged;
    }

    /**
     * Adds a message; never blocks. After {@link #close} it is dropped.
     *
     * @param bytes length of its whole frame on the wire
     */
    public void offer(FrontendMessage message, int bytes) {
        add(new Received(message, bytes + MESSAGE_OVERHEAD_BYTES));
    }

    /**
     * Puts an error in the place of a message that could not be decoded: the session meets it after
     * all that came before, thrown by {@link #take} or {@link #poll}. Severity ERROR: the session
     * can go on with the next message; FATAL: it ends.
     *
     * @param type the type byte of the message
     */
    public void offerError(byte type, PgException error) {
        add(new Broken(type, error));
    }

    private void add(Entry entry) {
        boolean changed;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            entries.addLast(entry);
            queuedBytes += entry.bytes();
            changed = readingWanted && isAboveHighMark();
            if (changed) {
                readingWanted = false;
            }
            arrived.signal();
        } finally {
            lock.unlock();
        }
        if (changed) {
            flowChanged.run();
        }
    }

    private boolean isAboveHighMark() {
        return queuedBytes > bounds.highBytes() || entries.size() > bounds.highMessages();
    }

    private boolean isAtOrBelowLowMark() {
        return queuedBytes <= bounds.lowBytes() && entries.size() <= bounds.lowMessages();
    }

    /** What ended a wait. */
    enum Arrival {
        MESSAGE,
        NUDGE,
        NOTHING
    }

    /** Wakes the session while it waits, or the next time it does. Any thread. */
    void nudge() {
        lock.lock();
        try {
            nudged = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something can be taken, somebody nudges, or the time is over.
     *
     * @throws ConnectionLostException as {@link #take}
     */
    Arrival await(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (entries.isEmpty()) {
                failIfClosed();
                if (nudged) {
                    nudged = false;
                    return Arrival.NUDGE;
                }
                if (left <= 0) {
                    return Arrival.NOTHING;
                }
                left = arrived.awaitNanos(left);
            }
            return Arrival.MESSAGE;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the next message.
     *
     * @throws PgException where the client sent something that is no message
     * @throws ConnectionLostException when the client is gone and everything it sent is read, or
     *     when the waiting thread is interrupted
     */
    public FrontendMessage take() {
        Entry next;
        lock.lock();
        try {
            while (entries.isEmpty()) {
                failIfClosed();
                arrived.await();
            }
            next = entries.removeFirst();
            inHand = true;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
        return taken(next);
    }

    /**
     * Waits for the next message, but no longer than {@code timeout}; null when the time is over.
     *
     * @throws PgException where the client sent something that is no message
     * @throws ConnectionLostException as {@link #take}
     */
    public @Nullable FrontendMessage poll(Duration timeout) {
        Entry next;
        long remainingNanos = timeout.toNanos();
        lock.lock();
        try {
            while (entries.isEmpty()) {
                failIfClosed();
                if (remainingNanos <= 0) {
                    return null;
                }
                remainingNanos = arrived.awaitNanos(remainingNanos);
            }
            next = entries.removeFirst();
            inHand = true;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
        return taken(next);
    }

    /**
     * The next message without waiting and without removing it; null when nothing is there, or when
     * the next thing is an error.
     *
     * @throws ConnectionLostException as {@link #take}
     */
    public @Nullable FrontendMessage peek() {
        lock.lock();
        try {
            if (entries.isEmpty()) {
                failIfClosed();
                return null;
            }
            return switch (entries.getFirst()) {
                case Received received -> received.message();
                case Broken _ -> null;
            };
        } finally {
            lock.unlock();
        }
    }

    /** Whether something waits to be read, or was taken and is not answered yet. Any thread. */
    boolean holdsUnanswered() {
        lock.lock();
        try {
            return inHand || !entries.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** What was taken last has its answer. For the thread that takes. */
    void answered() {
        lock.lock();
        try {
            inHand = false;
        } finally {
            lock.unlock();
        }
    }

    private FrontendMessage taken(Entry entry) {
        releaseRoom(entry.bytes());
        return switch (entry) {
            case Received received -> received.message();
            case Broken broken -> {
                brokenType = broken.type();
                throw broken.error();
            }
        };
    }

    /**
     * Whether the message whose error {@link #take} or {@link #poll} threw last was one of the
     * extended query protocol: the answer to those skips up to the next Sync, while a broken Query
     * is answered by ReadyForQuery. For the thread that takes.
     */
    public boolean brokenMessageSkipsToSync() {
        return switch (brokenType) {
            case 'P', 'B', 'D', 'E', 'C', 'H' -> true;
            default -> false;
        };
    }

    private void releaseRoom(int bytes) {
        boolean changed;
        lock.lock();
        try {
            queuedBytes -= bytes;
            changed = !readingWanted && isAtOrBelowLowMark();
            if (changed) {
                readingWanted = true;
            }
        } finally {
            lock.unlock();
        }
        if (changed) {
            flowChanged.run();
        }
    }

    private static ConnectionLostException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ConnectionLostException("the session was interrupted while it waited", e);
    }

    private void failIfClosed() {
        if (closed) {
            throw new ConnectionLostException("the client has closed the connection");
        }
    }

    /** The client is gone. What it sent before can still be read. */
    public void close() {
        Runnable callback;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            callback = lostCallback;
            lostCallback = null;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        if (callback != null) {
            callback.run();
        }
    }

    /**
     * What to do at once when the client vanishes, though messages are unread: stop a running
     * query. Called once at most, on the event loop, so it must not block; called here and now when
     * the client is already gone. Null takes the callback back.
     */
    public void onLost(@Nullable Runnable callback) {
        lock.lock();
        try {
            if (!closed) {
                lostCallback = callback;
                return;
            }
        } finally {
            lock.unlock();
        }
        if (callback != null) {
            callback.run();
        }
    }

    /** Whether the connection shall read on. Any thread. */
    public boolean readingWanted() {
        return readingWanted;
    }

    /** What the unread messages hold, in bytes on the wire and a share for each. Any thread. */
    public long queuedBytes() {
        lock.lock();
        try {
            return queuedBytes;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the client is gone. Any thread. */
    public boolean isClosed() {
        return closed;
    }
}
