package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.Chunk;
import dev.duckspace.gateway.types.ChunkEncoder;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How far a COPY is. One thread at a time tells it, any thread reads it. */
final class CopyProgress {
    /** Of the message around each row: its kind and its length. */
    private static final int FRAME_BYTES = 5;

    private final String command;
    private final @Nullable String schema;
    private final @Nullable String table;
    private final AtomicLong bytes = new AtomicLong();
    private volatile long rows;

    private CopyProgress(String command, @Nullable String schema, @Nullable String table) {
        this.command = command;
        this.schema = schema;
        this.table = table;
    }

    static CopyProgress from(CopyRelation relation) {
        return new CopyProgress("COPY FROM", relation.schema(), relation.name());
    }

    /**
     * @param schema null, as is the table, for the rows of a query
     */
    static CopyProgress to(@Nullable String schema, @Nullable String table) {
        return new CopyProgress("COPY TO", schema, table);
    }

    /** COPY FROM or COPY TO. */
    String command() {
        return command;
    }

    /** Null for a query. */
    @Nullable String schema() {
        return schema;
    }

    /** Null for a query. */
    @Nullable String table() {
        return table;
    }

    /** Of the data, without the messages around it. */
    long bytes() {
        return bytes.get();
    }

    long rows() {
        return rows;
    }

    void read(long moreBytes, long allRows) {
        bytes.addAndGet(moreBytes);
        rows = allRows;
    }

    /** Tells of what an encoder writes. */
    ChunkEncoder counting(ChunkEncoder encoder) {
        return (Chunk chunk, int from, int to, ByteBuf frames, int limit) -> {
            int start = frames.writerIndex();
            int next = encoder.encode(chunk, from, to, frames, limit);
            int written = next - from;
            read(frames.writerIndex() - start - (long) FRAME_BYTES * written, rows + written);
            return next;
        };
    }
}
