package dev.duckspace.gateway.session;

import dev.duckspace.gateway.types.ChunkEncoder;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a cursor that are kept, in the formats in which they are fetched; in a second form
 * too, where it is not known yet how they will be.
 */
final class KeptRows implements AutoCloseable {
    private static final int BATCH_BYTES = 256 << 10;

    private final SpoolSpace space;
    private CursorRows rows;
    private short[] formats;
    private @Nullable CursorRows otherRows;
    private short[] otherFormats = {};

    KeptRows(SpoolSpace space, short[] formats) {
        this.space = space;
        this.rows = new CursorRows(space);
        this.formats = formats.clone();
    }

    short[] formats() {
        return formats.clone();
    }

    long count() {
        return rows.count();
    }

    long bytes() {
        return rows.bytes();
    }

    /** See {@link CursorRows#add}. */
    void add(ByteBuf frames) {
        rows.add(frames);
    }

    void send(long first, long count, SessionOutput output) {
        rows.send(first, count, output);
    }

    /** Begins anew, with rows in these formats. */
    void restart(short[] newFormats) {
        close();
        rows = new CursorRows(space);
        formats = newFormats.clone();
    }

    /** Whether the rows are kept in these formats, which are those of all that follow. */
    boolean turnTo(short[] wanted) {
        if (Arrays.equals(wanted, formats)) {
            return true;
        }
        CursorRows others = otherRows;
        if (others == null || !Arrays.equals(wanted, otherFormats)) {
            return false;
        }
        otherRows = rows;
        otherFormats = formats;
        rows = others;
        formats = wanted.clone();
        return true;
    }

    /**
     * Takes all that is left from the engine.
     *
     * @param other makes the rows in a second form; null for none
     * @return how many there were
     */
    long addAll(
            EngineRows left,
            SessionOutput output,
            Interrupts interrupts,
            short[] secondFormats,
            @Nullable ChunkEncoder other) {
        if (other != null) {
            otherRows = new CursorRows(space);
            otherFormats = secondFormats.clone();
        }
        long added = 0;
        while (!left.exhausted()) {
            interrupts.check();
            added += addNext(left, output, other);
        }
        return added;
    }

    private long addNext(EngineRows left, SessionOutput output, @Nullable ChunkEncoder other) {
        ByteBuf others = output.allocate(other == null ? 0 : BATCH_BYTES);
        try {
            ByteBuf frames = output.allocate(BATCH_BYTES);
            EngineRows.Twice twice = other == null ? null : new EngineRows.Twice(other, others);
            long added = left.encodeInto(frames, Long.MAX_VALUE, twice);
            try {
                rows.add(frames);
            } finally {
                frames.release();
            }
            if (otherRows != null) {
                otherRows.add(others);
            }
            return added;
        } finally {
            others.release();
        }
    }

    @Override
    public void close() {
        try {
            rows.close();
        } finally {
            if (otherRows != null) {
                otherRows.close();
                otherRows = null;
            }
        }
    }
}
