package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A prepared statement of a connection. Its results outlive it. */
public final class EngineStatement implements AutoCloseable {

    private final EngineConnection connection;
    private final String sql;
    private final StatementType type;
    private final int parameterCount;
    private @Nullable List<EngineColumn> columns;
    private long handle;

    EngineStatement(EngineConnection connection, String sql, long handle) {
        this.connection = connection;
        this.sql = sql;
        this.handle = handle;
        this.type = StatementType.ofCode(Symbols.STATEMENT_TYPE.asInt(handle));
        this.parameterCount = Math.toIntExact(Symbols.NPARAMS.asLong(handle));
    }

    public StatementType type() {
        return type;
    }

    /** The text that was prepared. */
    public String sql() {
        return sql;
    }

    public int parameterCount() {
        return parameterCount;
    }

    /** The type that a parameter is taken for, null while it is not known. */
    public @Nullable EngineType parameterType(int oneBased) {
        requireParameter(oneBased);
        enter();
        try {
            EngineType found =
                    LogicalTypes.take(Symbols.PARAM_TYPE.asLong(handle, (long) oneBased));
            return found == null || found.id() == TypeId.UNKNOWN ? null : found;
        } finally {
            connection.leave();
        }
    }

    /**
     * The columns that executing will give, without executing. Where a parameter's type is not
     * known the engine knows none of them: a single column of type UNKNOWN.
     */
    public List<EngineColumn> columns() {
        enter();
        try {
            if (columns == null) {
                columns = describe();
            }
            return columns;
        } finally {
            connection.leave();
        }
    }

    private List<EngineColumn> describe() {
        int count = Math.toIntExact(Symbols.STATEMENT_COLUMN_COUNT.asLong(handle));
        List<EngineColumn> found = new ArrayList<>(count);
        for (long i = 0; i < count; i++) {
            found.add(
                    ofHandles(
                            NativeMemory.takeCString(
                                    Symbols.STATEMENT_COLUMN_NAME.asLong(handle, i)),
                            Symbols.STATEMENT_COLUMN_TYPE.asLong(handle, i)));
        }
        return List.copyOf(found);
    }

    static EngineColumn ofHandles(@Nullable String name, long type) {
        EngineType found = LogicalTypes.take(type);
        return new EngineColumn(
                name == null ? "" : name,
                found == null ? new EngineType.Scalar(TypeId.UNKNOWN) : found);
    }

    /**
     * Binds a parameter.
     *
     * @throws EngineException when the engine cannot represent the value
     * @throws IllegalArgumentException when there is no such parameter
     */
    public void bind(int oneBased, EngineValue value) {
        requireParameter(oneBased);
        enter();
        try {
            long bound = Values.create(value);
            try {
                if (Symbols.BIND_VALUE.asInt(handle, (long) oneBased, bound) != 0) {
                    throw ErrorReader.read(
                            NativeMemory.cString(Symbols.PREPARE_ERROR.asLong(handle)), sql);
                }
            } finally {
                Values.destroy(bound);
            }
        } finally {
            connection.leave();
        }
    }

    public void clearBindings() {
        enter();
        try {
            Symbols.CLEAR_BINDINGS.asInt(handle);
        } finally {
            connection.leave();
        }
    }

    /**
     * Executes with the values bound. Rows stream from the result; a statement that gives none has
     * done its work when this returns.
     *
     * @throws EngineException when it fails, or {@link EngineConnection#interrupt()} stopped it
     */
    public EngineResult execute() {
        enter();
        try (Arena arena = Arena.ofConfined()) {
            connection.requireNoOpenResult();
            connection.forgetInterrupts();
            MemorySegment pending = arena.allocate(ValueLayout.JAVA_LONG);
            try {
                return EngineResult.of(connection, this, start(pending));
            } finally {
                Symbols.DESTROY_PENDING.run(pending.address());
                connection.ran(sql);
            }
        } finally {
            connection.leave();
        }
    }

    /** The address of a result that is ready to be fetched from. */
    private long start(MemorySegment out) {
        int state = Symbols.PENDING_STREAMING.asInt(handle, out.address());
        long pending = out.get(ValueLayout.JAVA_LONG, 0);
        if (state != 0) {
            throw ErrorReader.read(
                    NativeMemory.cString(Symbols.PENDING_ERROR.asLong(pending)), sql);
        }
        // From here on the engine itself heeds interrupts; one that came before it has forgotten.
        connection.failIfInterrupted();
        long result = NativeMemory.allocate(Symbols.RESULT.byteSize());
        if (Symbols.EXECUTE_PENDING.asInt(pending, result) != 0) {
            try {
                throw ErrorReader.read(
                        NativeMemory.cString(Symbols.RESULT_ERROR.asLong(result)), sql);
            } finally {
                EngineResult.destroy(result);
            }
        }
        return result;
    }

    private void requireParameter(int oneBased) {
        if (oneBased < 1 || oneBased > parameterCount) {
            throw new IllegalArgumentException(
                    "There is no parameter $" + oneBased + ", only " + parameterCount);
        }
    }

    private void enter() {
        connection.enter();
        if (handle == 0) {
            connection.leave();
            throw new IllegalStateException("The statement is closed");
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
        if (handle != 0) {
            try (Arena arena = Arena.ofConfined()) {
                Symbols.DESTROY_PREPARE.run(
                        arena.allocateFrom(ValueLayout.JAVA_LONG, handle).address());
            }
            handle = 0;
        }
    }
}
