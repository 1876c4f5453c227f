package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.engine.EngineConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A database file of views and functions, which instances attach instead of making them anew. */
final class DefinitionFile {
    private DefinitionFile() {}

    /**
     * @param file an absolute path; what an attempt that failed has left there goes
     * @param name of the database while it is filled, and wherever it is attached
     */
    static void write(EngineConnection connection, Path file, String name, Runnable filling) {
        removeUnfinished(file);
        connection.execute(
                "ATTACH '%s' AS %s (BLOCK_SIZE 16384)"
                        .formatted(file.toString().replace("'", "''"), name));
        filling.run();
        connection.execute("CHECKPOINT " + name);
        connection.execute("DETACH " + name);
    }

    private static void removeUnfinished(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}
