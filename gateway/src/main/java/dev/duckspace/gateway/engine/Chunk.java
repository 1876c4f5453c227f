package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Up to 2,048 rows of a result, by column. Read by one thread; valid until it is closed, which the
 * next fetch or the end of its result does too.
 */
public final class Chunk implements AutoCloseable {
    private final ColumnVector[] columns;
    private final int size;
    private long handle;

    Chunk(long handle, List<EngineColumn> described) {
        this.handle = handle;
        this.size = (int) Symbols.CHUNK_SIZE.asLong(handle);
        this.columns = new ColumnVector[described.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] =
                    new ColumnVector(
                            described.get(i).type(),
                            Symbols.CHUNK_VECTOR.asLong(handle, (long) i),
                            size);
        }
    }

    /** Rows. */
    public int size() {
        return size;
    }

    public int columnCount() {
        return columns.length;
    }

    public ColumnVector column(int zeroBased) {
        return columns[zeroBased];
    }

    @Override
    public void close() {
        if (handle != 0) {
            for (ColumnVector column : columns) {
                column.close();
            }
            try (Arena arena = Arena.ofConfined()) {
                Symbols.DESTROY_CHUNK.run(
                        arena.allocateFrom(ValueLayout.JAVA_LONG, handle).address());
            }
            handle = 0;
        }
    }
}
