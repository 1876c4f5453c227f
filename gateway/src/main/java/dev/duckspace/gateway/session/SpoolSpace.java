package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.nio.file.Path;

/** The temporary space that the held rows of all portals and cursors of one session share. */
final class SpoolSpace {
    private final Path directory;
    private final long maxBytes;
    private long usedBytes;

    /**
     * @param directory where files are made when they are needed
     * @param maxBytes of all files together
     */
    SpoolSpace(Path directory, long maxBytes) {
        this.directory = directory;
        this.maxBytes = maxBytes;
    }

    Path directory() {
        return directory;
    }

    /**
     * @throws PgException 53400 when there is not so much left
     */
    void take(long bytes) {
        if (usedBytes + bytes > maxBytes) {
            throw new PgException(
                    SqlState.CONFIGURATION_LIMIT_EXCEEDED,
                    "the held rows of open portals exceed the session's temporary space of "
                            + maxBytes
                            + " bytes");
        }
        usedBytes += bytes;
    }

    void giveBack(long bytes) {
        usedBytes -= bytes;
    }
}
