package dev.duckspace.gateway.workspace;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table files of a project as they lie on disk. Looking again costs one stat for each bucket: a
 * table appears, changes and goes by a rename or an unlink, and each of these touches its
 * directory.
 */
final class ProjectFiles {
    static final String EXTENSION = ".duckdb";

    private static final Logger LOG = LoggerFactory.getLogger(ProjectFiles.class);

    /** A directory touched this shortly before it was read may change again under the same time. */
    private static final Duration UNSETTLED = Duration.ofMillis(50);

    private final List<Path> projects;
    private final int tablesMax;
    private final Map<Path, Directory> directories = new HashMap<>();
    private Listing listing = new Listing(0, new TreeMap<>());

    /**
     * @param projects directories; a table in an earlier one hides that of the same name in a later
     * @param tablesMax further tables, in the order of their names, are not shown
     */
    ProjectFiles(List<Path> projects, int tablesMax) {
        this.projects = List.copyOf(projects);
        this.tablesMax = tablesMax;
    }

    /**
     * @param number one more for each change
     * @param tables by {@link TableName#folded}
     */
    record Listing(long number, NavigableMap<String, TableFile> tables) {
        Optional<TableFile> table(String schema, String table) {
            return Optional.ofNullable(tables.get(TableName.folded(schema, table)));
        }

        boolean hasSchema(String schema) {
            String prefix = schema.toLowerCase(Locale.ROOT) + '.';
            NavigableMap<String, TableFile> rest = tables.tailMap(prefix, true);
            return !rest.isEmpty() && rest.firstKey().startsWith(prefix);
        }
    }

    /** What lies in a directory, as far as it matters, and when that was read. */
    private record Directory(
            Object key,
            Instant modified,
            Instant read,
            List<Path> buckets,
            List<TableFile> tables) {
        boolean stillShows(BasicFileAttributes now) {
            return key.equals(keyOf(now))
                    && modified.equals(now.lastModifiedTime().toInstant())
                    && modified.plus(UNSETTLED).isBefore(read);
        }
    }

    /** What is there now: the same listing as the last time while nothing changed. */
    synchronized Listing list() {
        boolean changed = false;
        List<Path> seen = new ArrayList<>();
        for (Path project : projects) {
            changed |= look(project, true);
            seen.add(project);
            for (Path bucket : directory(project).buckets()) {
                changed |= look(bucket, false);
                seen.add(bucket);
            }
        }
        if (changed) {
            directories.keySet().retainAll(seen);
            NavigableMap<String, TableFile> found = merge(seen);
            if (!found.equals(listing.tables())) {
                listing = new Listing(listing.number() + 1, found);
            }
        }
        return listing;
    }

    private NavigableMap<String, TableFile> merge(List<Path> inOrder) {
        NavigableMap<String, TableFile> merged = new TreeMap<>();
        for (Path path : inOrder) {
            for (TableFile table : directory(path).tables()) {
                merged.putIfAbsent(table.name().folded(), table);
            }
        }
        if (merged.size() > tablesMax) {
            LOG.warn(
                    "{} has {} tables: only the first {} by name are shown",
                    projects.getFirst(),
                    merged.size(),
                    tablesMax);
            merged.keySet().stream().skip(tablesMax).toList().forEach(merged::remove);
        }
        return merged;
    }

    private Directory directory(Path path) {
        return directories.getOrDefault(path, EMPTY);
    }

    private static final Directory EMPTY =
            new Directory("", Instant.MIN, Instant.MIN, List.of(), List.of());

    /** Whether it was read again. */
    private boolean look(Path path, boolean isProject) {
        Directory known = directories.get(path);
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            if (known != null && known.stillShows(now)) {
                return false;
            }
            directories.put(path, isProject ? readProject(path, now) : readBucket(path, now));
            return true;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return directories.remove(path) != null;
        } catch (IOException e) {
            LOG.warn("Cannot read directory {}", path, e);
            return false;
        }
    }

    private static Directory readProject(Path path, BasicFileAttributes now) throws IOException {
        Instant read = Instant.now();
        List<Path> buckets = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                String name = nameOf(entry);
                if (TableName.isSchema(TableName.schemaOf(name)) && Files.isDirectory(entry)) {
                    buckets.add(entry);
                }
            }
        }
        buckets.sort(null);
        return new Directory(
                keyOf(now), now.lastModifiedTime().toInstant(), read, buckets, List.of());
    }

    private static Directory readBucket(Path path, BasicFileAttributes now) throws IOException {
        Instant read = Instant.now();
        List<TableFile> tables = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, "*" + EXTENSION)) {
            for (Path entry : entries) {
                tableFile(path, entry).ifPresent(tables::add);
            }
        }
        tables.sort((a, b) -> a.file().compareTo(b.file()));
        return new Directory(
                keyOf(now), now.lastModifiedTime().toInstant(), read, List.of(), tables);
    }

    private static Optional<TableFile> tableFile(Path bucket, Path file) {
        String name = nameOf(file);
        Optional<TableName> table =
                TableName.ofFile(
                        nameOf(bucket), name.substring(0, name.length() - EXTENSION.length()));
        if (table.isEmpty() || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(TableFile.of(table.get(), file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String nameOf(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    private static Object keyOf(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return key == null ? "" : key;
    }
}
