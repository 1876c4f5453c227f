package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.Chunk;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.engine.EngineResult;
import dev.duckspace.gateway.types.ChunkEncoder;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a running engine result: each step fetches chunks and encodes them on an engine
 * thread, while the network still encrypts and writes the step before.
 */
final class EngineRows implements RowSource {
    /** The first answer is usually small; a long one goes out in pieces that fill the socket. */
    private static final int FIRST_BATCH_BYTES = 8 << 10;

    private static final int BATCH_BYTES = 256 << 10;

    private final EnginePool pool;
    private final Interrupts interrupts;
    private final QueryTurn turn;
    private final EngineResult result;
    private final ChunkEncoder encoder;

    private @Nullable Chunk chunk;
    private int nextRow;
    private boolean exhausted;
    private boolean closed;
    private @Nullable ByteBuf prefetched;
    private long prefetchedRows;
    private int batchBytes = FIRST_BATCH_BYTES;

    EngineRows(
            EnginePool pool,
            Interrupts interrupts,
            QueryTurn turn,
            EngineResult result,
            ChunkEncoder encoder) {
        this.pool = pool;
        this.interrupts = interrupts;
        this.turn = turn;
        this.result = result;
        this.encoder = encoder;
    }

    /**
     * Computes the first rows without sending them, so that an error that comes with them can be
     * answered instead of the RowDescription, not behind it. The next {@link #send} takes them, and
     * so many at least.
     */
    void prefetch(SessionOutput output, long maxRows) {
        interrupts.check();
        ByteBuf frames = output.allocate(FIRST_BATCH_BYTES);
        prefetchedRows = encodeInto(frames, maxRows);
        prefetched = frames;
        batchBytes = BATCH_BYTES;
    }

    @Override
    public long send(SessionOutput output, long maxRows) {
        long sent = 0;
        ByteBuf first = prefetched;
        if (first != null) {
            prefetched = null;
            output.sendFrames(first);
            sent = prefetchedRows;
        }
        while (sent < maxRows && !exhausted) {
            interrupts.check();
            ByteBuf frames = output.allocate(batchBytes);
            sent += encodeInto(frames, maxRows - sent);
            output.sendFrames(frames);
            batchBytes = BATCH_BYTES;
        }
        return sent;
    }

    boolean exhausted() {
        return exhausted;
    }

    /** A second form of the same rows. */
    record Twice(ChunkEncoder encoder, ByteBuf frames) {}

    /** Fills the caller's buffer with the next frames, and releases it when that fails. */
    long encodeInto(ByteBuf frames, long maxRows) {
        return encodeInto(frames, maxRows, null);
    }

    /** As {@link #encodeInto(ByteBuf, long)}; the second buffer stays the caller's. */
    long encodeInto(ByteBuf frames, long maxRows, @Nullable Twice twice) {
        boolean done = false;
        try {
            turn.take();
            long rows = pool.call(() -> encodeBatch(frames, maxRows, twice));
            done = true;
            return rows;
        } finally {
            if (!done) {
                frames.release();
            }
        }
    }

    private long encodeBatch(ByteBuf frames, long maxRows, @Nullable Twice twice) {
        long rows = 0;
        int limit = frames.writerIndex() + Math.max(frames.capacity(), BATCH_BYTES);
        while (rows < maxRows && frames.writerIndex() < limit) {
            Chunk current = currentChunk();
            if (current == null) {
                exhausted = true;
                break;
            }
            int to = nextRow + (int) Math.min(current.size() - nextRow, maxRows - rows);
            int next = encoder.encode(current, nextRow, to, frames, limit);
            for (int row = nextRow; twice != null && row < next; ) {
                row = twice.encoder.encode(current, row, next, twice.frames, limit);
            }
            rows += next - nextRow;
            nextRow = next;
        }
        return rows;
    }

    private @Nullable Chunk currentChunk() {
        while (!exhausted && (chunk == null || nextRow >= chunk.size())) {
            closeChunk();
            chunk = result.fetch();
            nextRow = 0;
            if (chunk == null) {
                result.close();
                closed = true;
                return null;
            }
        }
        return chunk;
    }

    private void closeChunk() {
        if (chunk != null) {
            chunk.close();
            chunk = null;
        }
    }

    @Override
    public void close() {
        exhausted = true;
        if (prefetched != null) {
            prefetched.release();
            prefetched = null;
        }
        if (!closed) {
            closed = true;
            pool.runSurely(
                    () -> {
                        closeChunk();
                        result.close();
                    });
        }
    }
}
