package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.Chunk;
import dev.duckspace.gateway.protocol.PgException;
import io.netty.buffer.ByteBuf;

/**
 * Turns the rows of a result's chunks into messages, one each: a type byte, an int32 length that
 * counts itself, the row. For one result and one thread at a time.
 */
public interface ChunkEncoder {
    /**
     * Appends the rows from {@code fromRow} up to {@code toRow}, until the buffer holds more than
     * {@code softLimit} readable bytes; at least one row, if there is one.
     *
     * @param out a direct buffer; holds whole rows only, also after an error
     * @return the next row that is not encoded
     * @throws PgException 54000 for a row of 1 GiB or more, 2202E, 22008 for a value without a form
     */
    int encode(Chunk chunk, int fromRow, int toRow, ByteBuf out, int softLimit);
}
