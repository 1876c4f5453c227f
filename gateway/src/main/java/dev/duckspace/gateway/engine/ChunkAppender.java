package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows into a table by column: fill every {@link #column} for up to {@link #CAPACITY} rows,
 * {@link #append} them, again, then {@link #flush}. What is not set holds anything. All in the
 * connection's transaction; constraints are checked at the flush at the latest. Closing without a
 * flush drops what was not flushed.
 */
public final class ChunkAppender implements AutoCloseable {
    /** Rows of a chunk. */
    public static final int CAPACITY = 2048;

    /** Rows that the engine gathers before it writes them by itself. */
    static final int ROWS_BEFORE_WRITE = 100 * CAPACITY;

    private final EngineConnection connection;
    // Held through native calls on the appender alone; taken behind the connection's lock.
    private final ReentrantLock use = new ReentrantLock();
    private final List<EngineType> types;
    private final List<WritableVector> columns;
    private long handle;
    private long chunk;
    private int gathered;

    ChunkAppender(EngineConnection connection, long handle) {
        this.connection = connection;
        this.handle = handle;
        int count = Math.toIntExact(Symbols.APPENDER_COLUMN_COUNT.asLong(handle));
        List<EngineType> found = new ArrayList<>(count);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handles = arena.allocate(ValueLayout.JAVA_LONG, count);
            for (int i = 0; i < count; i++) {
                long type = Symbols.APPENDER_COLUMN_TYPE.asLong(handle, (long) i);
                handles.setAtIndex(ValueLayout.JAVA_LONG, i, type);
            }
            this.chunk = Symbols.CREATE_CHUNK.asLong(handles.address(), (long) count);
            for (int i = 0; i < count; i++) {
                EngineType type = LogicalTypes.take(handles.getAtIndex(ValueLayout.JAVA_LONG, i));
                found.add(type == null ? new EngineType.Scalar(TypeId.UNKNOWN) : type);
            }
        }
        this.types = List.copyOf(found);
        List<WritableVector> vectors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            vectors.add(
                    new WritableVector(types.get(i), Symbols.CHUNK_VECTOR.asLong(chunk, (long) i)));
        }
        this.columns = List.copyOf(vectors);
    }

    static long create(
            long connection,
            @Nullable String catalog,
            @Nullable String schema,
            String table,
            List<String> columns) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            int state =
                    Symbols.APPENDER_CREATE.asInt(
                            connection,
                            catalog == null ? 0 : CStrings.in(arena, catalog),
                            schema == null ? 0 : CStrings.in(arena, schema),
                            CStrings.in(arena, table),
                            out.address());
            long appender = out.get(ValueLayout.JAVA_LONG, 0);
            for (String column : columns) {
                if (state == 0) {
                    state = Symbols.APPENDER_ADD_COLUMN.asInt(appender, CStrings.in(arena, column));
                }
            }
            if (state != 0) {
                try {
                    throw error(appender);
                } finally {
                    Symbols.APPENDER_DESTROY.asInt(out.address());
                }
            }
            return appender;
        }
    }

    private static EngineException error(long appender) {
        long error = Symbols.APPENDER_ERROR.asLong(appender);
        try (Arena arena = Arena.ofConfined()) {
            EngineException read = ErrorReader.ofErrorData(error);
            Symbols.DESTROY_ERROR.run(arena.allocateFrom(ValueLayout.JAVA_LONG, error).address());
            return read;
        }
    }

    /** The types of the columns to write, in their order. */
    public List<EngineType> types() {
        return types;
    }

    /** Where the next rows of a column are written. */
    public WritableVector column(int zeroBased) {
        return columns.get(zeroBased);
    }

    /**
     * Appends the first {@code rows} rows that were written; the columns start empty again.
     *
     * @throws EngineException when the engine refuses them
     */
    public void append(int rows) {
        enter();
        try {
            appendChunk(rows);
            gathered = (gathered + rows) % ROWS_BEFORE_WRITE;
        } finally {
            leave();
        }
    }

    private void appendChunk(int rows) {
        if (rows < 0 || rows > CAPACITY) {
            throw new IllegalArgumentException("A chunk has up to " + CAPACITY + " rows");
        }
        Symbols.SET_CHUNK_SIZE.run(chunk, (long) rows);
        check(Symbols.APPEND_CHUNK.asInt(handle, chunk));
        Symbols.RESET_CHUNK.run(chunk);
        columns.forEach(WritableVector::refresh);
    }

    /**
     * As {@link #append}, of rows that stay here until the next {@link #flush}: the table is not
     * touched, and the connection may be used meanwhile, by the flush of another appender too.
     *
     * @return how many rows are gathered
     * @throws IllegalStateException when the engine would write them: flush before
     */
    int gather(int rows) {
        use.lock();
        try {
            requireOpen();
            if (gathered + rows >= ROWS_BEFORE_WRITE) {
                throw new IllegalStateException("too many rows without a flush");
            }
            appendChunk(rows);
            gathered += rows;
            return gathered;
        } finally {
            use.unlock();
        }
    }

    /**
     * Writes all appended rows into the table.
     *
     * @throws EngineException when a constraint or the disk refuses them
     */
    public void flush() {
        enter();
        try {
            gathered = 0;
            check(Symbols.APPENDER_FLUSH.asInt(handle));
            connection.wroteRows();
        } finally {
            leave();
        }
    }

    private void check(int state) {
        if (state != 0) {
            throw error(handle);
        }
    }

    private void enter() {
        connection.enter();
        use.lock();
        try {
            requireOpen();
        } catch (IllegalStateException e) {
            leave();
            throw e;
        }
    }

    private void leave() {
        use.unlock();
        connection.leave();
    }

    private void requireOpen() {
        if (handle == 0) {
            throw new IllegalStateException("The appender is closed");
        }
    }

    @Override
    public void close() {
        connection.enterToFree();
        try {
            free();
            connection.forget(this);
        } finally {
            connection.leave();
        }
    }

    /** With the connection's lock held. */
    void free() {
        use.lock();
        try {
            freeHandles();
        } finally {
            use.unlock();
        }
    }

    private void freeHandles() {
        if (handle == 0) {
            return;
        }
        columns.forEach(WritableVector::close);
        try (Arena arena = Arena.ofConfined()) {
            Symbols.DESTROY_CHUNK.run(arena.allocateFrom(ValueLayout.JAVA_LONG, chunk).address());
            // Destroying an appender would write what is left.
            Symbols.APPENDER_CLEAR.asInt(handle);
            Symbols.APPENDER_DESTROY.asInt(
                    arena.allocateFrom(ValueLayout.JAVA_LONG, handle).address());
        }
        handle = 0;
        chunk = 0;
    }
}
