package dev.duckspace.gateway.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A workspace's database file and its log, as the file system tells: neither is ever opened. */
record WorkspaceFile(Path path) {

    /** Of both, in bytes; 0 where there is none. */
    long bytes() {
        return size(path) + logBytes();
    }

    long logBytes() {
        return size(path.resolveSibling(path.getFileName() + ".wal"));
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
