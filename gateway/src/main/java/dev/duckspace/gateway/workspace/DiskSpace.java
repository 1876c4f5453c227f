package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.SqlState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What is free on the file system of the data directory. The last part of it is kept for what must
 * go on when the rest is full: an engine that cannot write its checkpoint takes nothing more, not
 * even the DELETE that would make room. Threads: any.
 */
final class DiskSpace {
    private static final long RESERVE_BYTES_MAX = 256_000_000;
    private static final int RESERVE_PART = 10;
    private static final long VALID_NANOS = Duration.ofMillis(10).toNanos();

    private final FileStore store;
    private final long reserveBytes;
    private volatile Look look;

    private record Look(long freeBytes, long atNanos) {}

    private DiskSpace(FileStore store) throws IOException {
        this.store = store;
        this.reserveBytes = Math.min(RESERVE_BYTES_MAX, store.getTotalSpace() / RESERVE_PART);
        this.look = new Look(store.getUsableSpace(), System.nanoTime());
    }

    static DiskSpace of(Path directory) throws IOException {
        return new DiskSpace(Files.getFileStore(directory));
    }

    /** By how much workspaces may grow, as of some milliseconds ago; below 0 in the reserve. */
    long growableBytes() {
        Look last = look;
        long now = System.nanoTime();
        if (now - last.atNanos() >= VALID_NANOS) {
            last = new Look(freeBytes(), now);
            look = last;
        }
        return last.freeBytes() - reserveBytes;
    }

    private long freeBytes() {
        try {
            return store.getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What who would write into the reserve is told. */
    static ErrorInfo full() {
        return ErrorInfo.error(SqlState.DISK_FULL, "the server's disk is full")
                .withHint(
                        "Reads, and statements that delete or drop, go on. Drop tables that are not"
                                + " needed any more, or ask the server's operator for more space.");
    }
}
