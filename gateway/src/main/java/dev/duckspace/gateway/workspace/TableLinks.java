package dev.duckspace.gateway.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files that one instance may attach: hard links in a directory of its own. So the engine's
 * settings need not open the project's directory to it, where the files of other workspaces lie,
 * and a table's version stays readable under its link after it was replaced.
 */
final class TableLinks {
    private final Path directory;
    private final boolean linking;
    private long number;

    /**
     * @param linking false where the file system has no hard links: files are attached where they
     *     are
     */
    TableLinks(Path directory, boolean linking) {
        this.directory = directory;
        this.linking = linking;
    }

    /**
     * A path to attach this version of a table by.
     *
     * @throws IOException when it is not there any more: {@link java.nio.file.NoSuchFileException},
     *     also when another version has taken its place
     */
    synchronized Path link(TableFile table) throws IOException {
        if (!linking) {
            return table.file();
        }
        Path link = directory.resolve("t" + ++number + ProjectFiles.EXTENSION);
        Files.createLink(link, table.file().toRealPath());
        if (!TableFile.versionOf(link).equals(table.version())) {
            Files.delete(link);
            throw new java.nio.file.NoSuchFileException(table.file().toString());
        }
        linkLog(table.file(), link);
        return link;
    }

    /** An adopted file may come with a log, which holds its last rows. */
    private static void linkLog(Path file, Path link) throws IOException {
        Path log = file.resolveSibling(file.getFileName() + ".wal");
        if (Files.exists(log)) {
            Files.createLink(link.resolveSibling(link.getFileName() + ".wal"), log.toRealPath());
        }
    }

    /** Removes a link that is not attached any more; who still reads it keeps the file open. */
    synchronized void unlink(Path link) {
        if (!directory.equals(link.getParent())) {
            return;
        }
        try {
            Files.deleteIfExists(link);
            Files.deleteIfExists(link.resolveSibling(link.getFileName() + ".wal"));
        } catch (IOException e) {
            // The directory goes as a whole when the instance is closed.
        }
    }
}
