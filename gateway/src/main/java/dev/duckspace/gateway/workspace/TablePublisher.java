package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.ErrorTranslator;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.engine.ErrorKind;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Publishes project tables. A table is the file {@code <bucket>/<table>.duckdb} with the one table
 * {@code main.data}, checkpointed and without a log. It is written under another name beside its
 * place and renamed into it, so that a kill at any moment leaves the old table or the new one.
 *
 * <p>All methods belong on an engine thread.
 */
public final class TablePublisher {
    /** A file below this is written again with small blocks, which also makes its attach cheap. */
    private static final long SMALL_FILE_BYTES = 4_000_000;

    private static final int SMALL_BLOCK_BYTES = 16_384;

    /** Stands for reading a file that was just written, which is attached for that. */
    private static final List<String> COPY = List.of("written.main.data");

    private final DuckDb duckDb;
    private final DataDirectory data;
    private final WorkspaceLimits limits;

    /**
     * @param limits memory, threads and spill of one publication
     */
    public TablePublisher(DuckDb duckDb, DataDirectory data, WorkspaceLimits limits) {
        this.duckDb = duckDb;
        this.data = data;
        this.limits = limits;
    }

    /** What was published. */
    public record Published(TableName name, long rows, long bytes) {}

    /**
     * Creates the table or replaces it; sessions see it in their next transaction.
     *
     * @throws PgException when the source cannot be read
     * @throws UncheckedIOException when the file cannot be written
     */
    public Published publish(ProjectLocation project, TableName name, TableSource source) {
        Path bucket = data.bucketDirectory(project, name);
        Path scratch = data.newTemporaryDirectory();
        try {
            Files.createDirectories(bucket);
            Path written = bucket.resolve(DataDirectory.PUBLISHING + UUID.randomUUID());
            Path small = bucket.resolve(DataDirectory.PUBLISHING + UUID.randomUUID());
            try {
                long rows = write(written, scratch, source);
                Path result = Files.size(written) < SMALL_FILE_BYTES ? small : written;
                if (result.equals(small)) {
                    writeSmall(small, scratch, written);
                }
                long bytes = Files.size(result);
                moveIntoPlace(result, data.tableFile(project, name));
                return new Published(name, rows, bytes);
            } finally {
                deleteWithLog(written);
                deleteWithLog(small);
            }
        } catch (EngineException e) {
            throw ErrorTranslator.exception(e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot publish project table " + name, e);
        } finally {
            data.deleteTemporaryDirectory(scratch);
        }
    }

    /** Removes a table; transactions that have it open keep it. Whether there was one. */
    public boolean remove(ProjectLocation project, TableName name) {
        Path file = data.tableFile(project, name);
        try {
            boolean existed = Files.deleteIfExists(file);
            deleteWithLog(file);
            return existed;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove project table " + name, e);
        }
    }

    private long write(Path file, Path scratch, TableSource source) {
        return switch (source) {
            case TableSource.Query(String sql) ->
                    create(file, scratch, null, Map.of(), List.of("(" + sql + "\n)"));
            case TableSource.Csv(Path csv) -> {
                String path = SqlText.literal(csv.toAbsolutePath().toString());
                // The second attempt looks at every line before it decides on types.
                yield create(
                        file,
                        scratch,
                        csv,
                        Map.of(),
                        List.of(
                                "read_csv(" + path + ")",
                                "read_csv(" + path + ", sample_size = -1)"));
            }
            case TableSource.Parquet(Path parquet) -> {
                String path = SqlText.literal(parquet.toAbsolutePath().toString());
                yield create(
                        file, scratch, parquet, Map.of(), List.of("read_parquet(" + path + ")"));
            }
        };
    }

    private void writeSmall(Path file, Path scratch, Path written) {
        create(
                file,
                scratch,
                written,
                Map.of("default_block_size", Integer.toString(SMALL_BLOCK_BYTES)),
                COPY);
    }

    /**
     * @param sources tried one after the other while the engine cannot convert a value
     * @return rows
     */
    private long create(
            Path file,
            Path scratch,
            @Nullable Path readable,
            Map<String, String> moreOptions,
            List<String> sources) {
        Map<String, String> options = new HashMap<>(InstanceSettings.options(limits));
        options.putAll(moreOptions);
        try (EngineInstance instance = duckDb.open(file, options);
                EngineConnection connection = instance.connect()) {
            restrict(connection, scratch, readable);
            if (sources == COPY && readable != null) {
                connection.execute(
                        "ATTACH %s AS written (READ_ONLY)"
                                .formatted(SqlText.literal(readable.toString())));
            }
            createData(connection, sources);
            long rows = count(connection);
            connection.execute("CHECKPOINT");
            return rows;
        }
    }

    private void restrict(EngineConnection connection, Path scratch, @Nullable Path readable) {
        String paths =
                readable == null
                        ? "[]"
                        : Stream.of("", ".wal", ".wal.checkpoint", ".wal.recovery")
                                .map(suffix -> SqlText.literal(readable.toAbsolutePath() + suffix))
                                .collect(Collectors.joining(",", "[", "]"));
        connection.execute("SET temp_directory = " + SqlText.literal(scratch.toString()));
        connection.execute("SET max_temp_directory_size = '" + limits.spillBytes() + "B'");
        connection.execute("SET allow_community_extensions = false");
        connection.execute("SET allowed_paths = " + paths);
        connection.execute("SET enable_external_access = false");
        connection.execute("SET lock_configuration = true");
    }

    private static void createData(EngineConnection connection, List<String> sources) {
        for (int i = 0; ; i++) {
            try {
                connection.execute("CREATE TABLE main.data AS FROM " + sources.get(i));
                return;
            } catch (EngineException e) {
                boolean types =
                        e.kind() == ErrorKind.CONVERSION || e.kind() == ErrorKind.INVALID_INPUT;
                if (!types || i + 1 == sources.size()) {
                    throw e;
                }
            }
        }
    }

    private static long count(EngineConnection connection) {
        return Long.parseLong(
                String.valueOf(
                        connection
                                .queryText("SELECT count(*) FROM main.data")
                                .getFirst()
                                .getFirst()));
    }

    private static void moveIntoPlace(Path written, Path place) throws IOException {
        if (Files.exists(log(written))) {
            throw new PgException(
                    SqlState.INTERNAL_ERROR, "the file of a table was not checkpointed");
        }
        sync(written, StandardOpenOption.WRITE);
        // A log beside the old file, had another publisher left one, would be taken for the new's.
        Files.deleteIfExists(log(place));
        Files.move(
                written,
                place,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Path bucket = place.getParent();
        if (bucket != null) {
            sync(bucket, StandardOpenOption.READ);
        }
    }

    private static void sync(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }

    private static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + ".wal");
    }

    private static void deleteWithLog(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(log(file));
    }
}
