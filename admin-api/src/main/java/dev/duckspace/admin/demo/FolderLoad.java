package dev.duckspace.admin.demo;

import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.workspace.TableName;
import dev.duckspace.gateway.workspace.TablePublisher;
import dev.duckspace.gateway.workspace.TablePublisher.Published;
import dev.duckspace.gateway.workspace.TableSource;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Publishes the CSV and Parquet files of a folder as project tables; tells about each. */
public final class FolderLoad {
    private static final String BUCKET = "in.c-files";
    private static final int NAME_LENGTH_MAX = 60;

    private final EnginePool pool;
    private final TablePublisher publisher;
    private final PrintStream out;
    private final Set<String> names = new HashSet<>();

    public FolderLoad(EnginePool pool, TablePublisher publisher, PrintStream out) {
        this.pool = pool;
        this.publisher = publisher;
        this.out = out;
    }

    /** Loads what it can: a file that cannot be read is named and does not hold up the others. */
    public void load(Path folder) {
        List<Path> files = files(folder);
        int loaded = 0;
        for (Path file : files) {
            Optional<TableSource> source = source(file);
            if (source.isPresent()) {
                loaded += publish(file, source.get()) ? 1 : 0;
            }
        }
        if (loaded == 0) {
            out.println("No CSV or Parquet file of " + folder + " became a table.");
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + folder, e);
        }
    }

    private static Optional<TableSource> source(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.matches(".*\\.[ct]sv(\\.gz)?")) {
            return Optional.of(new TableSource.Csv(file));
        }
        return name.endsWith(".parquet")
                ? Optional.of(new TableSource.Parquet(file))
                : Optional.empty();
    }

    private boolean publish(Path file, TableSource source) {
        TableName name = TableName.of(BUCKET, freeName(tableName(file)));
        try {
            Published published =
                    pool.call(() -> publisher.publish(DemoProject.LOCATION, name, source));
            out.println("%s -> %s, %,d rows".formatted(file.getFileName(), name, published.rows()));
            return true;
        } catch (PgException e) {
            out.println("%s is not loaded: %s".formatted(file.getFileName(), e.getMessage()));
            return false;
        }
    }

    /** {@code Umsatz 2025.csv.gz} becomes {@code umsatz_2025}. */
    static String tableName(Path file) {
        String base =
                String.valueOf(file.getFileName())
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("(\\.[ct]sv(\\.gz)?|\\.parquet)$", "");
        String name = base.replaceAll("[^\\p{L}\\p{N}_]+", "_").replaceAll("^_+(?=.)|_+$", "");
        String bounded =
                name.length() <= NAME_LENGTH_MAX ? name : name.substring(0, NAME_LENGTH_MAX);
        return bounded.isEmpty() ? "file" : bounded;
    }

    /** Two files that differ in their ending alone are two tables. */
    private String freeName(String name) {
        String free = name;
        for (int i = 2; !names.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }
}
