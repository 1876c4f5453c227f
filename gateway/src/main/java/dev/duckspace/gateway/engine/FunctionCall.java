package dev.duckspace.gateway.engine;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of a function: the vectors live until it returns. */
public final class FunctionCall {
    private final int rows;
    private final List<ColumnVector> arguments;
    private final WritableVector result;
    private final @Nullable EngineConnection connection;
    private @Nullable Object kept;

    FunctionCall(
            int rows,
            List<ColumnVector> arguments,
            WritableVector result,
            @Nullable EngineConnection connection) {
        this.rows = rows;
        this.arguments = arguments;
        this.result = result;
        this.connection = connection;
    }

    /** What the first row makes for the others of the call: always asked for the same thing. */
    @SuppressWarnings("unchecked")
    public <T> T kept(Supplier<T> maker) {
        Object found = kept;
        if (found == null) {
            found = maker.get();
            kept = found;
        }
        return (T) found;
    }

    public int rows() {
        return rows;
    }

    public List<ColumnVector> arguments() {
        return arguments;
    }

    public ColumnVector argument(int index) {
        return arguments.get(index);
    }

    public WritableVector result() {
        return result;
    }

    /** Whether some argument is NULL in this row. */
    public boolean hasNull(int row) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).isNull(row)) {
                return true;
            }
        }
        return false;
    }

    /** The arguments of one row. */
    public Row row(int row) {
        return new Row(this, row);
    }

    /**
     * What the session that runs the statement has attached to its connection.
     *
     * @throws FunctionError 0A000 when the statement is nobody's
     * @throws IllegalStateException for a function that was not made with {@code withSession()}
     */
    public <T> T attached(Class<T> type) {
        if (connection == null) {
            throw new IllegalStateException("The function was not registered with its session");
        }
        T attached = connection.attached(type);
        if (attached == null) {
            throw new FunctionError("0A000", "this function needs a client's session");
        }
        return attached;
    }

    /**
     * A setting of the session that runs the statement, as SHOW tells it; null when it is not known
     * there.
     *
     * @throws IllegalStateException for a function that was not made with {@code withSession()}
     */
    public @Nullable String setting(String name) {
        if (connection == null) {
            throw new IllegalStateException("The function was not registered with its session");
        }
        return connection.sessionSetting(name);
    }

    /**
     * Whether the statement stores what it makes, so that a value must fit its column.
     *
     * @throws IllegalStateException for a function that was not made with its session
     */
    public boolean storing() {
        if (connection == null) {
            throw new IllegalStateException("The function was not registered with its session");
        }
        return connection.isStoring();
    }

    /**
     * Whether the statement is to end: long work looks now and then. False when it cannot be told.
     */
    public boolean isInterrupted() {
        return connection != null && connection.isInterrupted();
    }
}
