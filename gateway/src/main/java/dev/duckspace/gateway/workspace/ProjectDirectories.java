package dev.duckspace.gateway.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** The directories of projects and branches as a whole: whether they hold tables, and their end. */
public final class ProjectDirectories {
    private final DataDirectory data;

    public ProjectDirectories(DataDirectory data) {
        this.data = data;
    }

    /** Whether tables lie there; those of main do not count for a branch, nor the other way. */
    public boolean holdsTables(ProjectLocation project) {
        Path directory = data.projectDirectory(project);
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> paths = Files.find(directory, 2, (path, attributes) -> isTable(path))) {
            return paths.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for the tables of a project", e);
        }
    }

    private boolean isTable(Path path) {
        Path parent = path.getParent();
        String name = path.getFileName().toString();
        return name.endsWith(ProjectFiles.EXTENSION)
                && !name.startsWith(DataDirectory.PUBLISHING)
                && parent != null
                && !parent.endsWith(DataDirectory.WORKSPACES);
    }

    /**
     * Removes all that lies there: at once for who looks, whatever ends the process on the way,
     * since it is first moved to where each start cleans up. Its workspaces have to be closed.
     */
    public void remove(ProjectLocation project) {
        Path temporary = data.newTemporaryDirectory();
        try {
            Files.move(
                    data.projectDirectory(project),
                    temporary.resolve("removed"),
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // nothing was ever stored in it
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the directory of a project", e);
        } finally {
            data.deleteTemporaryDirectory(temporary);
        }
    }
}
