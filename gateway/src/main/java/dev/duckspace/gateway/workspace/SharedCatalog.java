package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.CatalogFile;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The system catalog's file: made once in a process, by {@link WorkspaceHost#warmUp} or for the
 * first statement that needs it.
 */
final class SharedCatalog implements AutoCloseable {
    /** It takes seconds to make, and is the same for all data directories of a process. */
    private static final ReentrantLock MAKING = new ReentrantLock();

    private static byte @Nullable [] image;

    private final DuckDb duckDb;
    private final Path directory;
    private volatile @Nullable CatalogFile file;
    private boolean closed;

    SharedCatalog(DuckDb duckDb, Path temporaryDirectory) {
        this.duckDb = duckDb;
        this.directory = temporaryDirectory.toAbsolutePath().resolve("catalog");
    }

    /** Where the file will be. */
    Path directory() {
        return directory;
    }

    /** On an engine thread. */
    CatalogFile file() {
        CatalogFile known = file;
        return known == null ? make() : known;
    }

    private CatalogFile make() {
        MAKING.lock();
        try {
            CatalogFile known = file;
            if (known != null) {
                return known;
            }
            requireOpen();
            Files.createDirectories(directory);
            byte[] bytes = image;
            if (bytes == null) {
                // Nothing has the new file open, so that reading it takes no locks away.
                bytes = Files.readAllBytes(CatalogFile.create(duckDb, directory).file());
                image = bytes;
            }
            CatalogFile made = CatalogFile.of(directory, bytes);
            file = made;
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the catalog's file", e);
        } finally {
            MAKING.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new PgException(
                    SqlState.CANNOT_CONNECT_NOW, "the database system is shutting down");
        }
    }

    /** Waits for the making of the file, so that nothing is written to the directory afterwards. */
    @Override
    public void close() {
        MAKING.lock();
        try {
            closed = true;
        } finally {
            MAKING.unlock();
        }
    }
}
