package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.BatchAppender;
import dev.duckspace.gateway.engine.ChunkAppender;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.WritableVector;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a COPY FROM on their way into a table: value by value into vectors, which are
 * appended when they are full. For one thread at a time, an engine thread.
 */
public final class CopyRows implements AutoCloseable {
    private static final int MAX_SHOWN_BYTES = 100;
    private static final int ROWS_OF_POSTGRES = 1000;

    private final String relation;
    private final List<CopyColumn> columns;
    private final FieldReader[] readers;
    private final boolean numbered;
    private final EnginePool pool;
    private final Supplier<ChunkAppender> opened;
    private @Nullable BatchAppender appender;
    private int row;
    private long bytes;
    private long count;
    private final @Nullable String alwaysNull;
    private int missing = -1;

    /**
     * @param relation the table's name, for messages
     * @param columns those of the appender, in its order
     * @param alwaysNull a column that no row may leave out, but that is not among those copied;
     *     null for none
     * @param numbered whether the appender has one more column, for the number of the line
     * @param pool whose threads may write rows while further ones are read
     * @param opened an appender, a new one each time
     */
    public CopyRows(
            String relation,
            List<CopyColumn> columns,
            TextSettings settings,
            @Nullable String alwaysNull,
            boolean numbered,
            EnginePool pool,
            Supplier<ChunkAppender> opened) {
        this.relation = relation;
        this.columns = List.copyOf(columns);
        this.alwaysNull = alwaysNull;
        this.numbered = numbered;
        this.pool = pool;
        this.opened = opened;
        this.readers =
                columns.stream()
                        .map(column -> FieldReader.of(column, settings))
                        .toArray(FieldReader[]::new);
    }

    /** Whether the appender can write values of a type; else they are appended as their text. */
    public static boolean canAppend(EngineType type) {
        return VectorValues.canWrite(type);
    }

    List<CopyColumn> columns() {
        return columns;
    }

    /** How many rows there are so far. */
    public long count() {
        return count;
    }

    private BatchAppender appender() {
        BatchAppender open = appender;
        if (open == null) {
            open = new BatchAppender(pool, opened);
            appender = open;
        }
        return open;
    }

    private WritableVector vector(int column) {
        return appender().column(column);
    }

    void setText(int column, byte[] bytes, int from, int to, long line) {
        try {
            this.bytes += to - from;
            readers[column].read(bytes, from, to, vector(column), row);
        } catch (PgException e) {
            throw inColumn(e, line, column, shown(bytes, from, to));
        }
    }

    void setBinary(int column, byte[] bytes, int from, int to, long line) {
        try {
            this.bytes += to - from;
            readers[column].readBinary(bytes, from, to, vector(column), row);
        } catch (PgException e) {
            throw inColumn(e, line, column, null);
        }
    }

    void setNull(int column) {
        vector(column).setNull(row);
        if (columns.get(column).required()
                && (missing < 0
                        || columns.get(column).position() < columns.get(missing).position())) {
            missing = column;
        }
    }

    /**
     * @param where the context, for errors of the whole row
     */
    void endRow(long line, Supplier<String> where) {
        if (missing >= 0 || alwaysNull != null) {
            String column = missing >= 0 ? columns.get(missing).name() : alwaysNull;
            throw new PgException(notNull(column).withWhere(where.get()));
        }
        if (numbered) {
            vector(columns.size()).setLong(row, line);
        }
        count++;
        if (++row == ChunkAppender.CAPACITY) {
            append();
        }
    }

    private void append() {
        if (row > 0) {
            appender().append(row, bytes);
            row = 0;
            bytes = 0;
        }
    }

    /** Hands all rows over to the engine and lets go of the appender. */
    public void flush() {
        append();
        BatchAppender open = appender;
        if (open != null) {
            appender = null;
            try (open) {
                open.flush();
            }
        }
    }

    /**
     * As {@link #flush}, but for the last rows: PostgreSQL looks for keys that are there already a
     * thousand rows at a time.
     */
    public void flushAllButLast() {
        long appended = count - row;
        long whole = count - count % ROWS_OF_POSTGRES;
        row = (int) Math.max(0, whole - appended);
        flush();
    }

    /** Lets go of the appender; what was not flushed is dropped. */
    @Override
    public void close() {
        BatchAppender open = appender;
        if (open != null) {
            appender = null;
            open.close();
        }
    }

    private ErrorInfo notNull(@Nullable String column) {
        return ErrorInfo.error(
                SqlState.NOT_NULL_VIOLATION,
                "null value in column \"%s\" of relation \"%s\" violates not-null constraint"
                        .formatted(column, relation));
    }

    /** The context of an error in the text of a column. */
    public static String inColumn(
            String relation, @Nullable String line, String column, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return "COPY %s, line %s, column %s: \"%s\""
                .formatted(relation, line, column, shown(bytes, 0, bytes.length));
    }

    private PgException inColumn(
            PgException error, long line, int column, @Nullable String shownValue) {
        String value = shownValue == null ? "" : ": \"" + shownValue + '"';
        return new PgException(
                error.info()
                        .withWhere(
                                "COPY %s, line %d, column %s%s"
                                        .formatted(
                                                relation, line, columns.get(column).name(), value)),
                error);
    }

    /** The context of an error in a line that is not known any more, or cannot be shown. */
    String atLine(long line) {
        return "COPY %s, line %d".formatted(relation, line);
    }

    String atLine(long line, byte[] bytes, int from, int to) {
        return "COPY %s, line %d: \"%s\"".formatted(relation, line, shown(bytes, from, to));
    }

    /** As much of a text as PostgreSQL shows of it. */
    static String shown(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length <= MAX_SHOWN_BYTES) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int end = from + MAX_SHOWN_BYTES;
        while (end > from && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(Arrays.copyOfRange(bytes, from, end), StandardCharsets.UTF_8) + "...";
    }
}
