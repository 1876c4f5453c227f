package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.engine.ErrorKind;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How large an open workspace is, and how large it may be: the blocks in use and the log. The
 * engine has no such limit. Threads: any platform thread, several at once.
 *
 * <p>Asking the file system is cheap and tells too much at most, since the file keeps the blocks
 * that were freed; the engine is asked near the limit only.
 */
final class WorkspaceSize {
    /** What may be between two looks, or not be seen before it is committed. */
    private static final long NEAR_BYTES = 256_000_000;

    private static final long STAT_VALID_NANOS = Duration.ofMillis(10).toNanos();

    /** How fast a workspace can grow, for when to look again: 2 GB a second. */
    private static final long BYTES_PER_MILLI = 2_000_000;

    private static final long LOOK_MILLIS_MIN = 20;
    private static final long LOOK_MILLIS_MAX = 1_000;

    private final WorkspaceFile file;
    private final String workspaceId;
    private final EngineInstance engine;
    private final DiskSpace disk;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable EngineConnection meter;
    private volatile long limitBytes = Long.MAX_VALUE;
    private volatile Stat stat = new Stat(0, System.nanoTime() - STAT_VALID_NANOS);

    private record Stat(long bytes, long atNanos) {}

    WorkspaceSize(WorkspaceFile file, String workspaceId, EngineInstance engine, DiskSpace disk) {
        this.file = file;
        this.workspaceId = workspaceId;
        this.engine = engine;
        this.disk = disk;
    }

    void limit(long bytes) {
        limitBytes = bytes;
    }

    long limitBytes() {
        return limitBytes;
    }

    /** At least what the workspace takes, as of some milliseconds ago. Any thread. */
    private long atMostBytes() {
        Stat last = stat;
        long now = System.nanoTime();
        if (now - last.atNanos() >= STAT_VALID_NANOS) {
            last = new Stat(file.bytes(), now);
            stat = last;
        }
        return last.bytes();
    }

    /** By how much it may surely grow: to its limit, as far as the disk has room. */
    private long roomBytes() {
        return Math.min(limitBytes - atMostBytes(), disk.growableBytes());
    }

    /** Whether nothing has to be looked at before a statement begins. Any thread. */
    boolean isFarFromLimit() {
        return roomBytes() > NEAR_BYTES;
    }

    /** Whether the disk has room for so much more. */
    boolean isDiskFull(long moreBytes) {
        return disk.growableBytes() < moreBytes;
    }

    /** When a statement that makes it grow is to be looked at again. */
    Duration nextLook() {
        long millis = roomBytes() / BYTES_PER_MILLI;
        return Duration.ofMillis(Math.clamp(millis, LOOK_MILLIS_MIN, LOOK_MILLIS_MAX));
    }

    /** Whether even the file as a whole is below the limit, and the disk has room. */
    boolean isSurelyBelow(long moreBytes) {
        return roomBytes() >= moreBytes;
    }

    /** Exactly what the workspace takes now. */
    long bytes() {
        long blocks =
                number(
                        "SELECT used_blocks * block_size FROM system.main.pragma_database_size()"
                                + " WHERE database_name = "
                                + SqlText.literal(workspaceId));
        return blocks + file.logBytes();
    }

    /** As {@link #bytes}, after giving back what was dropped and deleted. */
    long bytesWithoutGarbage() {
        if (file.logBytes() > 0) {
            checkpoint();
        }
        return bytes();
    }

    /** What tables hold in memory that is in no file: rows not committed yet, temporary tables. */
    long heldInMemory() {
        return number(
                "SELECT coalesce(sum(memory_usage_bytes + temporary_storage_bytes), 0)::BIGINT"
                        + " FROM system.main.duckdb_memory() WHERE tag = 'IN_MEMORY_TABLE'");
    }

    private long number(String sql) {
        lock.lock();
        try {
            List<List<@Nullable String>> rows = meter().queryText(sql);
            String value = rows.isEmpty() ? null : rows.getFirst().getFirst();
            return value == null ? 0 : Long.parseLong(value);
        } finally {
            lock.unlock();
        }
    }

    /** The engine refuses while somebody else writes: then there is nothing to be had yet. */
    private void checkpoint() {
        lock.lock();
        try {
            meter().execute("CHECKPOINT " + SqlText.identifier(workspaceId));
        } catch (EngineException e) {
            if (e.kind() == ErrorKind.FATAL) {
                throw e;
            }
        } finally {
            lock.unlock();
        }
    }

    private EngineConnection meter() {
        EngineConnection connection = meter;
        if (connection == null) {
            connection = engine.connect();
            meter = connection;
        }
        return connection;
    }

    /** What who would make it grow is told. */
    ErrorInfo full() {
        if (disk.growableBytes() < limitBytes - atMostBytes()) {
            return DiskSpace.full();
        }
        return ErrorInfo.error(
                        SqlState.DISK_FULL,
                        "workspace \"%s\" has reached its size limit of %s GB"
                                .formatted(workspaceId, gigabytes(limitBytes)))
                .withHint(
                        "Drop tables or delete rows that are not needed any more, or ask the"
                                + " workspace's operator for a larger limit.");
    }

    private static String gigabytes(long bytes) {
        return BigDecimal.valueOf(bytes)
                .divide(BigDecimal.valueOf(1_000_000_000L), 6, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
