package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/**
 * How much one call may make out of little: neither the engine's memory limit nor the heap's counts
 * what a function makes before it is whole.
 */
public final class Sizes {
    /** Of a text or a binary string; the heap holds it more than once on the way. */
    private static final long MOST_BYTES =
            Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 12);

    /** Of all results of one call, for up to 2,048 rows. */
    private static final long MOST_BYTES_OF_CALL = 1L << 30;

    private static final int MOST_ELEMENTS =
            (int) Math.min(10_000_000, Runtime.getRuntime().maxMemory() / 200);

    private static final int MOST_ELEMENTS_OF_CALL = 2 * MOST_ELEMENTS;

    private long bytes;
    private long elements;

    /**
     * Of a text that is to become so long.
     *
     * @throws PgException 54000 beyond the limit
     */
    public static int requireText(long bytes) {
        if (bytes > MOST_BYTES) {
            throw new PgException(SqlState.PROGRAM_LIMIT_EXCEEDED, "requested length too large");
        }
        return (int) bytes;
    }

    /**
     * Of a series that is to become so long.
     *
     * @throws PgException 54000 beyond the limit
     */
    public static int requireElements(long elements) {
        if (elements < 0 || elements > MOST_ELEMENTS) {
            throw PgException.refused(
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "a series of more than %,d values cannot be made as one list"
                            .formatted(MOST_ELEMENTS),
                    "Use it in FROM: SELECT ... FROM generate_series(...).");
        }
        return (int) elements;
    }

    /** Counts one more text of a call. */
    int takeText(long more) {
        bytes += requireText(more);
        if (bytes > MOST_BYTES_OF_CALL) {
            throw new PgException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED, "the texts made at once are too large");
        }
        return (int) more;
    }

    /** Counts one more list of a call. */
    int takeElements(long more) {
        elements += requireElements(more);
        if (elements > MOST_ELEMENTS_OF_CALL) {
            throw new PgException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED, "the lists made at once are too large");
        }
        return (int) more;
    }
}
