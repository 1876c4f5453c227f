package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.FieldDescription;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Statement.DeclareCursor;
import dev.duckspace.gateway.sql.Statement.Fetch;
import dev.duckspace.gateway.sql.Statement.Scroll;
import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cursor of SQL: its query's rows, taken from the engine when they are asked for, and a position
 * among them.
 *
 * <p>Rows that were passed are kept where the declaration allows to go back; without a word on that
 * they are kept for as long as they are few. What another statement interrupts, or a COMMIT leaves
 * open, is taken from the engine to the end and kept.
 */
final class SqlCursor implements AutoCloseable {
    /** Of a cursor that is neither SCROLL nor NO SCROLL; beyond that it goes forward only. */
    private static final long MAX_HISTORY_BYTES = 16 << 20;

    private static final int BATCH_BYTES = 256 << 10;

    /** A guess, for a small buffer where few rows are asked for. */
    private static final long ROW_BYTES = 128;

    private final DeclareCursor declared;
    private final String sql;
    private final List<FieldDescription> fields;
    private final Interrupts interrupts;
    private final Instant createdAt = Instant.now();
    private final long createdNanos = System.nanoTime();

    private final CursorForm form;
    private final boolean fetchedByPortals;

    private @Nullable EngineRows live;
    private final KeptRows kept;
    private long keptBefore;
    private long taken;
    private boolean forwardOnly;
    private boolean held;

    // As PostgreSQL counts: rows before and including the current one.
    private long position;
    private boolean atStart = true;
    private boolean atEnd;

    /**
     * @param form of the rows
     * @param fetchedByPortals whether FETCH is likely to come by the extended protocol, which may
     *     ask for rows in another format than the declared one
     * @param live all rows, not yet taken
     */
    SqlCursor(
            DeclareCursor declared,
            String sql,
            List<FieldDescription> fields,
            CursorForm form,
            boolean fetchedByPortals,
            EngineRows live,
            SpoolSpace space,
            Interrupts interrupts) {
        this.declared = declared;
        this.sql = sql;
        this.fields = List.copyOf(fields);
        this.form = form;
        this.fetchedByPortals = fetchedByPortals;
        this.live = live;
        this.interrupts = interrupts;
        this.kept = new KeptRows(space, form.declared());
        this.forwardOnly = declared.scroll() == Scroll.NO_SCROLL;
    }

    String name() {
        return declared.name();
    }

    String sql() {
        return sql;
    }

    boolean isHoldable() {
        return declared.hold();
    }

    boolean isBinary() {
        return declared.binary();
    }

    boolean isScrollable() {
        return !forwardOnly;
    }

    Instant createdAt() {
        return createdAt;
    }

    long createdNanos() {
        return createdNanos;
    }

    /** All as text: how rows will be fetched is not known. */
    List<FieldDescription> fields() {
        return CursorForm.described(fields, new short[fields.size()]);
    }

    /** In the formats of the rows that are fetched. */
    List<FieldDescription> fetchedFields() {
        return CursorForm.described(fields, kept.formats());
    }

    /** The formats of rows that are fetched by the simple protocol. */
    short[] declaredFormats() {
        return form.declared();
    }

    /**
     * Rows are to be fetched in these formats. Rows that are not made yet can be made so, and those
     * kept in both forms are there; else a cursor that need not go back goes forward only from
     * here.
     *
     * @throws PgException 0A000 when that cannot be
     */
    void want(short[] formats) {
        if (kept.turnTo(formats)) {
            return;
        }
        if (live != null && (kept.count() == 0 || declared.scroll() == Scroll.UNSPECIFIED)) {
            form.use(formats);
            forwardOnly |= kept.count() > 0;
            kept.restart(formats);
        } else {
            throw PgException.notSupported(
                    "the rows of cursor \""
                            + declared.name()
                            + "\" are kept in the format in which they were made",
                    "Fetch them all in one format, as text or as binary.");
        }
    }

    /** Whether its transaction has been committed, and left it open. */
    boolean isHeld() {
        return held;
    }

    /** Whether rows still come from the engine, which can do nothing else meanwhile. */
    boolean isLive() {
        return live != null;
    }

    /** Takes all that is left from the engine. */
    void detach(SessionOutput output) {
        EngineRows rows = live;
        if (rows == null) {
            return;
        }
        if (kept.count() == 0) {
            keptBefore = taken;
        }
        boolean twice = taken == 0 && fetchedByPortals;
        short[] second = form.opposite();
        taken += kept.addAll(rows, output, interrupts, second, twice ? form.other(second) : null);
        live = null;
        rows.close();
    }

    /** Its transaction is committed: all rows are kept from now on. */
    void hold(SessionOutput output) {
        detach(output);
        held = true;
    }

    @Override
    public void close() {
        EngineRows rows = live;
        live = null;
        try {
            if (rows != null) {
                rows.close();
            }
        } finally {
            kept.close();
        }
    }

    /**
     * Runs FETCH or MOVE.
     *
     * @param output null for MOVE
     * @return how many rows were passed last
     */
    long run(Fetch fetch, SessionOutput session, @Nullable SessionOutput output) {
        return switch (fetch.direction()) {
            case FORWARD -> along(true, fetch.count(), session, output);
            case BACKWARD -> along(false, fetch.count(), session, output);
            case ABSOLUTE -> absolute(fetch.count(), session, output);
            case RELATIVE -> relative(fetch.count(), session, output);
        };
    }

    private long absolute(long count, SessionOutput session, @Nullable SessionOutput output) {
        if (count > 0) {
            long here = atEnd ? position + 1 : position;
            if (count - 1 <= position / 2) {
                rewind();
                forward(count - 1, session, null);
            } else if (count <= here) {
                backward(here - count + 1, null);
            } else {
                forward(count - here - 1, session, null);
            }
            return forward(1, session, output);
        }
        if (count < 0) {
            forward(Fetch.ALL, session, null);
            if (count < -1) {
                backward(-count - 1, null);
            }
            return backward(1, output);
        }
        rewind();
        return forward(0, session, output);
    }

    private long relative(long count, SessionOutput session, @Nullable SessionOutput output) {
        if (count > 0) {
            forward(count - 1, session, null);
            return forward(1, session, output);
        }
        if (count < 0) {
            backward(-count - 1, null);
            return backward(1, output);
        }
        return along(true, 0, session, output);
    }

    private long along(
            boolean forward, long count, SessionOutput session, @Nullable SessionOutput output) {
        if (count < 0) {
            return along(!forward, -count, session, output);
        }
        if (count == 0) {
            boolean onRow = !atStart && !atEnd;
            if (output == null) {
                return onRow ? 1 : 0;
            }
            if (onRow) {
                backward(1, null);
                return forward(1, session, output);
            }
            return 0;
        }
        if (!forward && count == Fetch.ALL && output == null) {
            long passed = position > 0 && !atEnd ? position - 1 : position;
            rewind();
            return passed;
        }
        return forward ? forward(count, session, output) : backward(count, output);
    }

    private void rewind() {
        if (atStart && !atEnd) {
            return;
        }
        requireBackward();
        position = 0;
        atStart = true;
        atEnd = false;
    }

    /**
     * Before anything of a FETCH is answered.
     *
     * @throws PgException 55000 when it would have to go back where that is not allowed
     */
    void requireAllowed(Fetch fetch) {
        if (forwardOnly && goesBack(fetch)) {
            requireBackward();
        }
    }

    private boolean goesBack(Fetch fetch) {
        long count = fetch.count();
        boolean again = count == 0 && !atStart && !atEnd;
        boolean moved = !atStart || atEnd;
        return switch (fetch.direction()) {
            case FORWARD, RELATIVE -> count < 0 || again;
            case BACKWARD -> count > 0 || again;
            case ABSOLUTE -> {
                if (count > 0) {
                    long here = atEnd ? position + 1 : position;
                    yield count - 1 <= position / 2 ? moved : count <= here;
                }
                yield count < 0 || moved;
            }
        };
    }

    private void requireBackward() {
        if (forwardOnly) {
            throw PgException.refused(
                    SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
                    "cursor can only scan forward",
                    "Declare it with SCROLL option to enable backward scan.");
        }
    }

    private long forward(long count, SessionOutput session, @Nullable SessionOutput output) {
        if (atEnd || count <= 0) {
            return 0;
        }
        long passed = passKept(count, output);
        if (passed < count && live != null) {
            passed += passLive(count - passed, session, output);
        }
        if (passed > 0) {
            atStart = false;
        }
        if (passed < count) {
            atEnd = true;
        }
        position += passed;
        return passed;
    }

    private long passKept(long count, @Nullable SessionOutput output) {
        long from = position - keptBefore;
        long there = Math.min(count, Math.max(0, kept.count() - from));
        if (there > 0 && output != null) {
            interrupts.check();
            kept.send(from, there, output);
        }
        return there;
    }

    private long passLive(long count, SessionOutput session, @Nullable SessionOutput output) {
        long passed = 0;
        EngineRows rows = live;
        while (rows != null && passed < count && !rows.exhausted()) {
            interrupts.check();
            ByteBuf frames =
                    session.allocate(
                            (int)
                                    Math.clamp(
                                            ROW_BYTES * Math.min(count, BATCH_BYTES),
                                            4096L,
                                            BATCH_BYTES));
            passed += rows.encodeInto(frames, count - passed);
            keep(frames);
            if (output == null) {
                frames.release();
            } else {
                output.sendFrames(frames);
            }
        }
        taken += passed;
        if (rows != null && rows.exhausted()) {
            live = null;
            rows.close();
        }
        return passed;
    }

    private void keep(ByteBuf frames) {
        if (forwardOnly) {
            return;
        }
        boolean done = false;
        try {
            kept.add(frames);
            done = true;
        } finally {
            if (!done) {
                frames.release();
            }
        }
        if (declared.scroll() == Scroll.UNSPECIFIED && kept.bytes() > MAX_HISTORY_BYTES) {
            forwardOnly = true;
            kept.restart(kept.formats());
        }
    }

    private long backward(long count, @Nullable SessionOutput output) {
        requireBackward();
        if (atStart || count <= 0) {
            return 0;
        }
        long here = atEnd ? position + 1 : position;
        long passed = Math.min(count, here - 1);
        if (output != null) {
            for (long row = here - 1; row >= here - passed; row--) {
                kept.send(row - 1 - keptBefore, 1, output);
            }
        }
        if (passed > 0) {
            atEnd = false;
        }
        if (passed < count) {
            atStart = true;
            position = 0;
        } else {
            position = here - passed;
        }
        return passed;
    }
}
