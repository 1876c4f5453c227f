package dev.duckspace.gateway.workspace;

import dev.duckspace.metadata.Identifiers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What lies in a data directory, by what it seems to be; for checking it against the metadata.
 * Nothing is opened, symbolic links are not followed.
 */
public final class StoredFiles {
    private static final String PROJECT = "project_";
    private static final String BRANCH = "_branch_";
    private static final String WORKSPACES = "_workspaces";
    private static final List<String> LOGS = List.of(".wal", ".wal.checkpoint", ".wal.recovery");

    private final DataDirectory data;

    public StoredFiles(DataDirectory data) {
        this.data = data;
    }

    /** What a file or directory of a project is. */
    public enum Kind {
        /** A workspace's database; its name is the id. */
        WORKSPACE,
        /** A table's database. */
        TABLE,
        /** An engine's log whose database is not there. */
        STRAY_LOG,
        /** A table that was being written. */
        UNPUBLISHED,
        /** A directory or file that no name of ours allows, and so is not shown to anybody. */
        UNKNOWN
    }

    /**
     * @param name without the ending
     */
    public record StoredFile(Kind kind, Path path, String name) {}

    /**
     * A directory that is named as a project's.
     *
     * @param location whose it is; empty when the name cannot be that of one
     */
    public record ProjectDirectory(Path path, Optional<ProjectLocation> location) {}

    public List<ProjectDirectory> projects() {
        return entries(data.root()).stream()
                .filter(path -> nameOf(path).startsWith(PROJECT) && isDirectory(path))
                .map(path -> new ProjectDirectory(path, location(nameOf(path))))
                .toList();
    }

    private static Optional<ProjectLocation> location(String directory) {
        String rest = directory.substring(PROJECT.length());
        int branch = rest.indexOf(BRANCH);
        try {
            return Optional.of(
                    branch < 0
                            ? ProjectLocation.main(rest)
                            : new ProjectLocation(
                                    rest.substring(0, branch),
                                    rest.substring(branch + BRANCH.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Everything in a project's directory that is not as it should be, or that rows stand for. */
    public List<StoredFile> files(ProjectDirectory project) {
        List<StoredFile> found = new ArrayList<>();
        for (Path entry : entries(project.path())) {
            String name = nameOf(entry);
            if (name.equals(WORKSPACES)) {
                workspaces(entry, found);
            } else if (!isDirectory(entry) || !TableName.isSchema(TableName.schemaOf(name))) {
                found.add(new StoredFile(Kind.UNKNOWN, entry, name));
            } else {
                tables(entry, found);
            }
        }
        return found;
    }

    private static void workspaces(Path directory, List<StoredFile> found) {
        for (Path file : entries(directory)) {
            String base = withoutEnding(nameOf(file));
            found.add(
                    new StoredFile(
                            logKind(file)
                                    .orElse(
                                            isDatabase(file) && Identifiers.isWorkspaceId(base)
                                                    ? Kind.WORKSPACE
                                                    : Kind.UNKNOWN),
                            file,
                            base));
        }
        found.removeIf(file -> isLogOfADatabase(file.path()));
    }

    private static void tables(Path bucket, List<StoredFile> found) {
        for (Path file : entries(bucket)) {
            String base = withoutEnding(nameOf(file));
            Kind kind =
                    nameOf(file).startsWith(DataDirectory.PUBLISHING)
                            ? Kind.UNPUBLISHED
                            : logKind(file)
                                    .orElse(
                                            isDatabase(file) && TableName.isTable(base)
                                                    ? Kind.TABLE
                                                    : Kind.UNKNOWN);
            found.add(new StoredFile(kind, file, base));
        }
        found.removeIf(file -> file.kind() != Kind.UNPUBLISHED && isLogOfADatabase(file.path()));
    }

    private static Optional<Kind> logKind(Path file) {
        return databaseOfLog(file).isPresent() ? Optional.of(Kind.STRAY_LOG) : Optional.empty();
    }

    private static boolean isLogOfADatabase(Path file) {
        return databaseOfLog(file)
                .map(database -> Files.isRegularFile(database, LinkOption.NOFOLLOW_LINKS))
                .orElse(false);
    }

    private static Optional<Path> databaseOfLog(Path file) {
        String name = nameOf(file);
        return LOGS.stream()
                .filter(log -> name.endsWith(ProjectFiles.EXTENSION + log))
                .findFirst()
                .map(log -> file.resolveSibling(name.substring(0, name.length() - log.length())));
    }

    /** What a killed process left in tmp. */
    public List<Path> temporary() {
        return entries(data.temporaryDirectory());
    }

    public Path file(WorkspaceLocation workspace) {
        return data.workspaceFile(workspace);
    }

    public boolean exists(WorkspaceLocation workspace) {
        return Files.isRegularFile(data.workspaceFile(workspace));
    }

    /** Whether a file lies anywhere in a directory. */
    public boolean holdsFiles(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.anyMatch(path -> !isDirectory(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a file, or a directory with all that is in it. */
    public void delete(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }

    /** Deletes the files of a workspace that nobody has open. */
    public void delete(WorkspaceLocation workspace) {
        Path file = data.workspaceFile(workspace);
        try {
            Files.deleteIfExists(file);
            for (String log : LOGS) {
                Files.deleteIfExists(file.resolveSibling(nameOf(file) + log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the files of a workspace", e);
        }
    }

    /**
     * Moves a file, with the logs that belong to it, out of the way: nothing is overwritten.
     *
     * @return where it lies now
     */
    public Path moveToOrphans(Path file) {
        try {
            Path directory = Files.createDirectories(data.orphansDirectory());
            String name = data.root().relativize(file).toString().replace('/', '.');
            Path place = free(directory, name);
            for (String log : LOGS) {
                Path from = file.resolveSibling(nameOf(file) + log);
                if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
                    Files.move(from, place.resolveSibling(nameOf(place) + log));
                }
            }
            Files.move(file, place);
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move " + file, e);
        }
    }

    private static Path free(Path directory, String name) {
        Path place = directory.resolve(name);
        for (int i = 2; Files.exists(place, LinkOption.NOFOLLOW_LINKS); i++) {
            place = directory.resolve(i + "." + name);
        }
        return place;
    }

    /** As an operator knows it: from the data directory on. */
    public String shown(Path path) {
        return data.root().relativize(path).toString();
    }

    private static boolean isDatabase(Path file) {
        return nameOf(file).endsWith(ProjectFiles.EXTENSION)
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static String withoutEnding(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static List<Path> entries(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nameOf(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    /** Tables of one project that two files claim: all but the one that is shown. */
    public List<Path> hiddenTables(ProjectDirectory project) {
        Set<String> seen = new HashSet<>();
        List<Path> hidden = new ArrayList<>();
        for (StoredFile file : files(project)) {
            Path bucket = file.path().getParent();
            if (file.kind() == Kind.TABLE
                    && bucket != null
                    && !seen.add(
                            TableName.folded(TableName.schemaOf(nameOf(bucket)), file.name()))) {
                hidden.add(file.path());
            }
        }
        return hidden;
    }
}
