package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.ErrorTranslator;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Publishes project tables. A table is the file {@code <bucket>/<table>.duckdb} with the one table
 * {@code main.data}, checkpointed and without a log. It is written under another name beside its
 * place and renamed into it, so that a kill at any moment leaves the old table or the new one.
 *
 * <p>Of several publications of one table the last to end wins. All methods belong on an engine
 * thread.
 */
public final class TablePublisher {
    /** A file below this is written again with small blocks, which also makes its attach cheap. */
    private static final long SMALL_FILE_BYTES = 4_000_000;

    private static final int LOCKS = 64;

    private final DuckDb duckDb;
    private final DataDirectory data;
    private final WorkspaceLimits limits;

    /** Held while a project's files change their places, by the hash of its directory. */
    private final List<ReentrantLock> places =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    /**
     * @param limits memory, threads and spill of one publication
     */
    public TablePublisher(DuckDb duckDb, DataDirectory data, WorkspaceLimits limits) {
        this.duckDb = duckDb;
        this.data = data;
        this.limits = limits;
    }

    /**
     * What was published.
     *
     * @param created whether there was no table of that name
     */
    public record Published(
            TableName name, long bytes, Instant changedAt, boolean created, TableShape shape) {
        public long rows() {
            return shape.rows();
        }
    }

    /** Asked just before a table takes its place; throws to refuse it. */
    @FunctionalInterface
    public interface Admission {
        void admit(boolean created);
    }

    /** As the longer one, for a table that nothing speaks against. */
    public Published publish(ProjectLocation project, TableName name, TableSource source) {
        return publish(project, name, source, Instant.now(), created -> {});
    }

    /**
     * Creates the table or replaces it; sessions see it in their next transaction.
     *
     * @param firstPublished what its file tells of when a table of that name was published first
     * @throws PgException when the source cannot be read
     * @throws UncheckedIOException when the file cannot be written
     */
    public Published publish(
            ProjectLocation project,
            TableName name,
            TableSource source,
            Instant firstPublished,
            Admission admission) {
        Path bucket = data.bucketDirectory(project, name);
        Path scratch = data.newTemporaryDirectory();
        try {
            Files.createDirectories(bucket);
            Path written = bucket.resolve(DataDirectory.PUBLISHING + UUID.randomUUID());
            Path small = bucket.resolve(DataDirectory.PUBLISHING + UUID.randomUUID());
            try {
                TableFileWriter writer =
                        new TableFileWriter(duckDb, limits, scratch, firstPublished);
                TableShape shape = writer.write(written, source);
                Path result = Files.size(written) < SMALL_FILE_BYTES ? small : written;
                if (result.equals(small)) {
                    shape = writer.writeSmall(small, written);
                }
                return moveIntoPlace(project, name, result, shape, admission);
            } finally {
                deleteWithLog(written);
                deleteWithLog(small);
            }
        } catch (EngineException e) {
            throw ErrorTranslator.exception(e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot publish project table " + name, e);
        } finally {
            data.deleteTemporaryDirectory(scratch);
        }
    }

    /** Removes a table; transactions that have it open keep it. Whether there was one. */
    public boolean remove(ProjectLocation project, TableName name) {
        ReentrantLock lock = lock(project);
        lock.lock();
        try {
            Path file = existing(project, name).orElseGet(() -> data.tableFile(project, name));
            boolean existed = Files.deleteIfExists(file);
            deleteWithLog(file);
            return existed;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove project table " + name, e);
        } finally {
            lock.unlock();
        }
    }

    private ReentrantLock lock(ProjectLocation project) {
        return places.get(Math.floorMod(project.hashCode(), LOCKS));
    }

    /** The file of a table of that name, whose bucket may be spelled otherwise on the disk. */
    private Optional<Path> existing(ProjectLocation project, TableName name) {
        return new ProjectFiles(List.of(data.projectDirectory(project)), Integer.MAX_VALUE)
                .list()
                .table(name.schema(), name.table())
                .map(TableFile::file);
    }

    private Published moveIntoPlace(
            ProjectLocation project,
            TableName name,
            Path written,
            TableShape shape,
            Admission admission)
            throws IOException {
        if (Files.exists(log(written))) {
            throw new PgException(
                    SqlState.INTERNAL_ERROR, "the file of a table was not checkpointed");
        }
        sync(written, StandardOpenOption.WRITE);
        long bytes = Files.size(written);
        Instant changedAt = Files.getLastModifiedTime(written).toInstant();
        ReentrantLock lock = lock(project);
        lock.lock();
        try {
            Optional<Path> old = existing(project, name);
            admission.admit(old.isEmpty());
            move(written, old.orElseGet(() -> data.tableFile(project, name)));
            return new Published(name, bytes, changedAt, old.isEmpty(), shape);
        } finally {
            lock.unlock();
        }
    }

    private static void move(Path written, Path place) throws IOException {
        // A log beside the old file, had another publisher left one, would be taken for the new's.
        Files.deleteIfExists(log(place));
        Files.move(
                written,
                place,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Path bucket = place.getParent();
        if (bucket != null) {
            sync(bucket, StandardOpenOption.READ);
        }
    }

    private static void sync(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }

    private static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + ".wal");
    }

    private static void deleteWithLog(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(log(file));
    }
}
