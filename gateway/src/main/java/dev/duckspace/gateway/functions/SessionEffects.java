package dev.duckspace.gateway.functions;

import org.jspecify.annotations.Nullable;

/**
 * What functions do to the session that calls them, beside their result. A session attaches its own
 * to its connection. Called on engine threads: nothing here waits.
 */
public interface SessionEffects {
    /** A lock of the application's own making. */
    record Lock(long key, boolean twoParts, boolean shared, boolean transaction) {}

    /** {@code NOTIFY channel, payload}, at the end of the transaction. */
    void notify(String channel, String payload);

    /**
     * Takes the lock when it is free.
     *
     * @return false when another session has it
     */
    boolean tryLock(Lock lock);

    /**
     * Takes the lock, or has the session wait for it behind the statement and run that again: an
     * error would end the transaction.
     */
    void lock(Lock lock);

    /**
     * @return false when the session does not have it
     */
    boolean unlock(Lock lock);

    /** All locks that end with the session. */
    void unlockAll();

    /** The sequence has given the session this value. */
    void drawn(String sequence, long value);

    /** The last value that the sequence has given the session; null for none. */
    @Nullable Long current(String sequence);

    /** The last value that any sequence has given the session; null for none. */
    @Nullable Long last();

    /** Behind the statement, the sequence stands at this value. */
    void position(String sequence, long value, boolean called);
}
