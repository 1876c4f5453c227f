package dev.duckspace.gateway.engine;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What executing a statement gave: rows that stream in chunks, or a count of changed rows, or
 * nothing. A chunk is valid until the next is fetched or the result is closed.
 */
public final class EngineResult implements AutoCloseable {
    private final EngineConnection connection;
    private final String sql;
    private final long address;
    private final MemorySegment struct;
    private final StatementType statementType;
    private final ReturnKind returnKind;
    private final List<EngineColumn> columns;
    private long rowsChanged;
    private @Nullable Chunk current;
    private boolean atEnd;
    private boolean freed;

    private EngineResult(EngineConnection connection, EngineStatement statement, long address) {
        this.connection = connection;
        this.sql = statement.sql();
        // The engine's own answer here is EXECUTE for every prepared statement.
        this.statementType = statement.type();
        this.address = address;
        this.struct = NativeMemory.struct(address, Symbols.RESULT.byteSize());
        this.returnKind = ReturnKind.ofCode(Symbols.RESULT_RETURN_TYPE.asInt(struct));
        this.columns = describe(address);
    }

    /** Takes a result over; runs it to its end when it has no rows for the caller. */
    static EngineResult of(EngineConnection connection, EngineStatement statement, long address) {
        EngineResult result;
        try {
            result = new EngineResult(connection, statement, address);
        } catch (RuntimeException e) {
            destroy(address);
            throw e;
        }
        connection.opened(result);
        if (result.returnKind != ReturnKind.ROWS) {
            try {
                result.finish();
            } catch (RuntimeException e) {
                result.close();
                throw e;
            }
        }
        return result;
    }

    private static List<EngineColumn> describe(long address) {
        int count = Math.toIntExact(Symbols.COLUMN_COUNT.asLong(address));
        List<EngineColumn> found = new ArrayList<>(count);
        for (long i = 0; i < count; i++) {
            found.add(
                    EngineStatement.ofHandles(
                            NativeMemory.cString(Symbols.COLUMN_NAME.asLong(address, i)),
                            Symbols.COLUMN_TYPE.asLong(address, i)));
        }
        return List.copyOf(found);
    }

    private void finish() {
        for (Chunk chunk = fetch(); chunk != null; chunk = fetch()) {
            if (returnKind == ReturnKind.CHANGED_ROWS && chunk.size() > 0) {
                rowsChanged = chunk.column(0).longAt(0);
            }
        }
    }

    public List<EngineColumn> columns() {
        return columns;
    }

    public StatementType statementType() {
        return statementType;
    }

    public ReturnKind returnKind() {
        return returnKind;
    }

    /** How many rows the statement inserted, changed or deleted. */
    public long rowsChanged() {
        return rowsChanged;
    }

    /** Whether rows may still come, so that the connection can do nothing else. */
    public boolean isStreaming() {
        return !atEnd && !freed;
    }

    /**
     * The next rows, at least one; null at the end. The chunk before is closed.
     *
     * @throws EngineException when the query fails on the way; nothing more comes then
     */
    public @Nullable Chunk fetch() {
        if (!freed && atEnd) {
            closeCurrent();
            return null;
        }
        connection.enter();
        try {
            if (freed) {
                throw new IllegalStateException("The result is closed");
            }
            closeCurrent();
            current = next();
            return current;
        } finally {
            connection.leave();
        }
    }

    private @Nullable Chunk next() {
        while (true) {
            long chunk = Symbols.FETCH_CHUNK.asLong(struct);
            if (connection.hasRefused()) {
                stop(chunk);
            }
            if (chunk == 0) {
                end();
                return null;
            }
            Chunk next = new Chunk(chunk, columns);
            if (next.size() > 0) {
                return next;
            }
            next.close();
        }
    }

    private void stop(long chunk) {
        atEnd = true;
        connection.ended(this);
        if (chunk != 0) {
            new Chunk(chunk, columns).close();
        }
        connection.failIfRefused();
    }

    private void end() {
        atEnd = true;
        connection.ended(this);
        String error = NativeMemory.cString(Symbols.RESULT_ERROR.asLong(address));
        if (error != null) {
            throw ErrorReader.read(error, sql);
        }
    }

    private void closeCurrent() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    @Override
    public void close() {
        connection.enterToFree();
        try {
            free();
            connection.ended(this);
        } finally {
            connection.leave();
        }
    }

    /** With the connection's lock held. */
    void free() {
        if (!freed) {
            freed = true;
            closeCurrent();
            destroy(address);
        }
    }

    static void destroy(long address) {
        Symbols.DESTROY_RESULT.run(address);
        NativeMemory.free(address);
    }
}
