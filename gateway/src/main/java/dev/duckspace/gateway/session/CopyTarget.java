package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.ChunkAppender;
import dev.duckspace.gateway.types.CopyRows;

/** What the rows of a COPY FROM are appended to. All methods belong on an engine thread. */
interface CopyTarget extends AutoCloseable {
    ChunkAppender open();

    /** After the last row: writes what is not written, and tells how many rows the table got. */
    long finish(CopyRows rows);

    /**
     * A row cannot be read: throws the error of an earlier one, if there is one that the table
     * refuses.
     */
    void requireEarlier(CopyRows rows);

    @Override
    void close();
}
