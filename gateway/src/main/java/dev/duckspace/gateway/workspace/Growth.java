package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import java.time.Duration;

/**
 * What one connection does to the size of its workspace: before, while and after a statement that
 * makes it grow, and before a transaction commits. Rows that are in no file yet count as they are
 * in memory, which is more than they will take.
 */
public final class Growth {
    private static final long UNKNOWN = -1;

    private final WorkspaceSize size;
    private final EngineConnection engine;
    private boolean grew;
    private volatile long heldBefore = UNKNOWN;

    Growth(WorkspaceSize size, EngineConnection engine) {
        this.size = size;
        this.engine = engine;
    }

    /** How a statement is to be run. */
    public enum Admission {
        /** It writes to temporary tables, which do not count. */
        FREE,
        /** Nothing is near the limit now. */
        WATCHED,
        /** In a transaction, so that {@link #requireWithin} can undo it. */
        CHECKED
    }

    /** Whether {@link #admit} need not be asked: {@link Admission#WATCHED}. Any thread. */
    public boolean isFarFromLimit() {
        if (size.isFarFromLimit()) {
            grew = true;
            return true;
        }
        return false;
    }

    /**
     * Before a statement that makes the workspace grow. On an engine thread.
     *
     * @param sql the statement
     * @throws PgException 53100 when the workspace is full
     */
    public Admission admit(String sql) {
        if (GrowthTarget.isTemporary(GuardLexer.split(sql), engine)) {
            return Admission.FREE;
        }
        requireRoom();
        grew = true;
        if (heldBefore == UNKNOWN) {
            heldBefore = size.heldInMemory();
        }
        return Admission.CHECKED;
    }

    /**
     * Before anything that makes the workspace grow. On an engine thread.
     *
     * @throws PgException 53100 when the disk is full, or the workspace, also without what was
     *     deleted
     */
    public void requireRoom() {
        if (size.isDiskFull(1)) {
            throw new PgException(DiskSpace.full());
        }
        if (size.isSurelyBelow(1) || size.bytes() < size.limitBytes()) {
            return;
        }
        if (size.bytesWithoutGarbage() >= size.limitBytes()) {
            throw new PgException(size.full());
        }
    }

    /** Whether the workspace is larger than it may be, with what is not committed yet. */
    public boolean exceeded() {
        long before = heldBefore;
        if (before == UNKNOWN) {
            return size.isDiskFull(0)
                    || (!size.isSurelyBelow(0) && size.bytes() > size.limitBytes());
        }
        long held = Math.max(0, size.heldInMemory() - before);
        return size.isDiskFull(held)
                || (!size.isSurelyBelow(held) && size.bytes() + held > size.limitBytes());
    }

    /**
     * After a statement that was to be checked. On an engine thread.
     *
     * @throws PgException 53100 when it has made the workspace larger than it may be
     */
    public void requireWithin() {
        if (exceeded()) {
            throw new PgException(size.full());
        }
    }

    /** When a running statement is to be looked at again. */
    public Duration nextLook() {
        return size.nextLook();
    }

    /** What a statement that is stopped for its growth is answered with. */
    public ErrorInfo full() {
        return size.full();
    }

    /** Before a commit: nothing that grew may be committed over the limit. */
    void requireCommittable() {
        if (grew) {
            requireWithin();
        }
    }

    void transactionBegins() {
        grew = false;
    }

    void transactionEnds() {
        grew = false;
        heldBefore = UNKNOWN;
    }
}
