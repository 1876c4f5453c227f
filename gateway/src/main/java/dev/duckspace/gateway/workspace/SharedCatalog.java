package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.CatalogFile;
import dev.duckspace.gateway.catalog.InstanceCatalog;
import dev.duckspace.gateway.catalog.SystemCatalog;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.functions.InstanceTypes;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of the system catalog: made once in a process, by {@link WorkspaceHost#warmUp} or for
 * the first that needs them.
 */
final class SharedCatalog implements AutoCloseable {
    private static final ReentrantLock MAKING = new ReentrantLock();

    /** The same for all data directories of a process; the second takes seconds to make. */
    private static final Image FUNCTIONS =
            new Image("functions.duckdb", SharedCatalog::createFunctions);

    private static final Image RELATIONS = new Image("catalog.duckdb", CatalogFile::create);

    private final DuckDb duckDb;
    private final Path directory;
    private volatile @Nullable SystemCatalog functions;
    private volatile @Nullable CatalogFile relations;
    private boolean closed;

    /** A file's content, once it has been made. */
    private static final class Image {
        private final String fileName;
        private final BiConsumer<DuckDb, Path> maker;
        private byte @Nullable [] bytes;

        Image(String fileName, BiConsumer<DuckDb, Path> maker) {
            this.fileName = fileName;
            this.maker = maker;
        }

        /** Under the lock. */
        Path in(Path directory, DuckDb duckDb) throws IOException {
            Path file = Files.createDirectories(directory).resolve(fileName);
            if (bytes == null) {
                maker.accept(duckDb, file);
                // Nothing has the new file open, so that reading it takes no locks away.
                bytes = Files.readAllBytes(file);
            } else {
                Files.write(file, bytes);
            }
            return file;
        }
    }

    private static void createFunctions(DuckDb duckDb, Path file) {
        EngineInstance instance = duckDb.open(null, Map.of("threads", "1"));
        try (EngineConnection connection = instance.connect()) {
            InstanceTypes.register(connection);
            CatalogFile.register(connection, new InstanceCatalog(instance));
            SystemCatalog.create(connection, duckDb.version(), file);
        } finally {
            instance.close();
        }
    }

    SharedCatalog(DuckDb duckDb, Path temporaryDirectory) {
        this.duckDb = duckDb;
        this.directory = temporaryDirectory.toAbsolutePath().resolve("catalog");
    }

    /** Where the files will be. */
    Path directory() {
        return directory;
    }

    /** The session functions. On an engine thread. */
    SystemCatalog functions() {
        SystemCatalog known = functions;
        return known == null ? making(this::makeFunctions) : known;
    }

    private SystemCatalog makeFunctions() throws IOException {
        SystemCatalog known = functions;
        SystemCatalog made =
                known == null ? new SystemCatalog(FUNCTIONS.in(directory, duckDb)) : known;
        functions = made;
        return made;
    }

    /** The relations. On an engine thread. */
    CatalogFile relations() {
        CatalogFile known = relations;
        return known == null ? making(this::makeRelations) : known;
    }

    private CatalogFile makeRelations() throws IOException {
        CatalogFile known = relations;
        CatalogFile made = known == null ? new CatalogFile(RELATIONS.in(directory, duckDb)) : known;
        relations = made;
        return made;
    }

    private interface Making<F> {
        F make() throws IOException;
    }

    private <F> F making(Making<F> making) {
        MAKING.lock();
        try {
            requireOpen();
            return making.make();
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

    /** Waits for the making of a file, so that nothing is written to the directory afterwards. */
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
