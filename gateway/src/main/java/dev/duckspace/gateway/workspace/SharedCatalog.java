package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.CatalogFile;
import dev.duckspace.gateway.engine.DuckDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The system catalog's file, made when the first statement of the process needs it. */
final class SharedCatalog {
    /** It takes seconds to make, and is the same for all data directories of a process. */
    private static final ReentrantLock MAKING = new ReentrantLock();

    private static byte @Nullable [] image;

    private final DuckDb duckDb;
    private final Path directory;
    private volatile @Nullable CatalogFile file;

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
}
