package dev.duckspace.gateway.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Appends many rows: they are gathered in batches, and while one is written into the table by
 * another thread of the pool, where one is free, the next is filled. Writing is what costs most,
 * for it compresses. Errors of a batch come out of a later call, at the latest of {@link #flush}.
 * For one thread at a time, an engine thread.
 */
public final class BatchAppender implements AutoCloseable {
    /** As many as the engine compresses at once. */
    private static final int BATCH_ROWS = 60 * ChunkAppender.CAPACITY;

    /** What two batches may take, or one where rows are long. */
    private static final long BATCH_BYTES = 16L << 20;

    private final EnginePool pool;
    private final Supplier<ChunkAppender> opened;
    private final List<ChunkAppender> appenders = new ArrayList<>(2);
    private int filling;
    private long bytes;
    private @Nullable Future<Boolean> writing;

    /**
     * @param pool whose threads write
     * @param opened gives a new appender of the table each time it is asked, twice at most
     */
    public BatchAppender(EnginePool pool, Supplier<ChunkAppender> opened) {
        this.pool = pool;
        this.opened = opened;
        appenders.add(opened.get());
    }

    private ChunkAppender current() {
        return appenders.get(filling);
    }

    /** Where the next rows of a column are written; another one after each {@link #append}. */
    public WritableVector column(int zeroBased) {
        return current().column(zeroBased);
    }

    /**
     * Appends the first {@code rows} rows that were written.
     *
     * @param moreBytes about what they take
     * @throws EngineException when the engine refuses these rows or earlier ones
     */
    public void append(int rows, long moreBytes) {
        bytes += moreBytes;
        if (current().gather(rows) >= BATCH_ROWS || bytes >= BATCH_BYTES) {
            bytes = 0;
            awaitWritten();
            ChunkAppender full = current();
            Callable<Boolean> write =
                    () -> {
                        full.flush();
                        return true;
                    };
            writing = pool.startIfFree(write);
            if (writing == null) {
                full.flush();
            } else {
                fillOther();
            }
        }
    }

    private void fillOther() {
        if (appenders.size() == 1) {
            appenders.add(opened.get());
        }
        filling = 1 - filling;
    }

    private void awaitWritten() {
        Future<Boolean> awaited = writing;
        writing = null;
        if (awaited != null) {
            EnginePool.await(awaited);
        }
    }

    /**
     * Writes all rows into the table.
     *
     * @throws EngineException when a constraint or the disk refuses them
     */
    public void flush() {
        awaitWritten();
        current().flush();
    }

    /** What was not flushed is dropped. */
    @Override
    public void close() {
        try {
            awaitWritten();
        } catch (EngineException | EngineClosedException e) {
            // Whoever closes without a flush has an error of its own to tell.
            return;
        } finally {
            appenders.forEach(ChunkAppender::close);
        }
    }
}
