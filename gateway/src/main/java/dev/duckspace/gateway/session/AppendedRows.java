package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.ChunkAppender;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.WritableVector;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** Rows on their way into a table, chunk by chunk. All methods belong on an engine thread. */
final class AppendedRows implements AutoCloseable {
    private final ChunkAppender appender;
    private int row;

    /**
     * @throws PgException 40001 when the table has been altered since the target was found
     */
    AppendedRows(EngineConnection engine, InsertTarget target) {
        this.appender =
                new CopyStraight(
                                engine,
                                target.relation(),
                                target.columns().stream().map(CopyRelation.Column::name).toList())
                        .open();
        if (!appender.types().equals(target.types())) {
            appender.close();
            throw new PgException(
                    SqlState.T_R_SERIALIZATION_FAILURE,
                    "table \"" + target.relation().name() + "\" was altered concurrently");
        }
    }

    WritableVector column(int index) {
        return appender.column(index);
    }

    /** Where the next row is written. */
    int row() {
        return row;
    }

    void endRow() {
        if (++row == ChunkAppender.CAPACITY) {
            append();
        }
    }

    private void append() {
        appender.append(row);
        row = 0;
    }

    /** Writes all rows into the table. */
    void flush() {
        if (row > 0) {
            append();
        }
        appender.flush();
    }

    /** What was not flushed is dropped. */
    @Override
    public void close() {
        appender.close();
    }
}
