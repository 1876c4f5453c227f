package dev.duckspace.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What lies in the data directory of a server that may be at work in it. */
record CrashFiles(Path data) {
    private static final int TRIES = 100;

    /** The ids of workspaces that have a file. */
    Set<String> workspaces() {
        return all().stream()
                .filter(file -> file.toString().endsWith(".duckdb"))
                .filter(file -> file.toString().contains("_workspaces"))
                .map(file -> file.getFileName().toString().replace(".duckdb", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a kill has left and a start has not taken away. */
    List<Path> leftovers() {
        return all().stream()
                .filter(
                        file ->
                                file.getFileName().toString().startsWith(".publishing")
                                        || file.getFileName().toString().equals("upload")
                                        || file.startsWith(data.resolve("orphans")))
                .toList();
    }

    /** What goes away while it is listed is no failure: then it is listed again. */
    private List<Path> all() {
        for (int i = 1; ; i++) {
            try (Stream<Path> files = Files.walk(data)) {
                return files.toList();
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof NoSuchFileException) || i == TRIES) {
                    throw e;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
