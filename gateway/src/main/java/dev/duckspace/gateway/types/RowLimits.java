package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import io.netty.buffer.ByteBuf;

/** How large one row may get: PostgreSQL's own bound of one allocation, a byte less than 1 GiB. */
final class RowLimits {
    static final int MAX_ROW_BYTES = 0x3FFF_FFFF;

    private RowLimits() {}

    /**
     * @throws PgException 54000 when the buffer would pass the limit
     */
    static void ensureWritable(ByteBuf out, long bytes) {
        if (bytes > MAX_ROW_BYTES || out.writerIndex() + bytes > Integer.MAX_VALUE) {
            throw tooLarge();
        }
        out.ensureWritable((int) bytes);
    }

    /**
     * @return the length of an array of that many bytes
     * @throws PgException 54000 beyond the limit
     */
    static int checked(long bytes) {
        if (bytes > MAX_ROW_BYTES) {
            throw tooLarge();
        }
        return (int) bytes;
    }

    static PgException tooLarge() {
        return new PgException(
                ErrorInfo.error(
                                SqlState.PROGRAM_LIMIT_EXCEEDED,
                                "row is too large to be sent: a row takes less than 1 GiB")
                        .withHint("Select fewer columns, or parts of the long values."));
    }
}
