package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.engine.ErrorKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the file of a table: the one table {@code main.data}, checkpointed, with nulls forbidden
 * and comments kept where the source has them. Used on an engine thread.
 */
final class TableFileWriter {
    private static final int SMALL_BLOCK_BYTES = 16_384;

    /** As what a database file that is copied from is attached. */
    private static final String SOURCE = "source";

    private final DuckDb duckDb;
    private final WorkspaceLimits limits;
    private final Path scratch;
    private final Instant firstPublished;

    /**
     * @param scratch a directory for temporary files
     */
    TableFileWriter(DuckDb duckDb, WorkspaceLimits limits, Path scratch, Instant firstPublished) {
        this.duckDb = duckDb;
        this.limits = limits;
        this.scratch = scratch;
        this.firstPublished = firstPublished;
    }

    /** Makes {@code main.data}. */
    private interface Step {
        void run(EngineConnection connection) throws IOException;
    }

    TableShape write(Path file, TableSource source) throws IOException {
        return switch (source) {
            case TableSource.Query(String sql) ->
                    create(file, null, Map.of(), c -> createAs(c, "(" + sql + "\n)"));
            case TableSource.Csv(Path csv) ->
                    create(file, csv, Map.of(), c -> createFromCsv(c, literal(csv)));
            case TableSource.StrictCsv(Path csv, CsvFormat format) ->
                    create(file, csv, Map.of(), c -> CsvTable.create(c, csv, format));
            case TableSource.Parquet(Path parquet) ->
                    create(
                            file,
                            parquet,
                            Map.of(),
                            c -> createAs(c, "read_parquet(" + literal(parquet) + ")"));
            case TableSource.Database(Path database, String schema, String table) ->
                    create(file, database, Map.of(), c -> copy(c, database, schema, table));
        };
    }

    /** Writes the table of another such file again, with blocks that make its attach cheap. */
    TableShape writeSmall(Path file, Path written) throws IOException {
        return create(
                file,
                written,
                Map.of("default_block_size", Integer.toString(SMALL_BLOCK_BYTES)),
                c -> copy(c, written, "main", "data"));
    }

    private TableShape create(
            Path file, @Nullable Path readable, Map<String, String> moreOptions, Step step)
            throws IOException {
        Map<String, String> options = new HashMap<>(InstanceSettings.options(limits));
        options.putAll(moreOptions);
        try (EngineInstance instance = duckDb.open(file, options);
                EngineConnection connection = instance.connect()) {
            restrict(connection, readable);
            step.run(connection);
            connection.execute(TableShape.mark(firstPublished));
            String database =
                    String.valueOf(
                            connection
                                    .queryText("SELECT current_database()")
                                    .getFirst()
                                    .getFirst());
            TableShape shape = TableShape.read(connection, database, "main", "data");
            connection.execute("CHECKPOINT");
            return shape;
        }
    }

    private void restrict(EngineConnection connection, @Nullable Path readable) {
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

    private static void createAs(EngineConnection connection, String source) {
        connection.execute("CREATE TABLE main.data AS FROM " + source);
    }

    private static void createFromCsv(EngineConnection connection, String path) {
        try {
            createAs(connection, "read_csv(" + path + ")");
        } catch (EngineException e) {
            if (e.kind() != ErrorKind.CONVERSION && e.kind() != ErrorKind.INVALID_INPUT) {
                throw e;
            }
            // Looks at every line before it decides on types.
            createAs(connection, "read_csv(" + path + ", sample_size = -1)");
        }
    }

    private static void copy(
            EngineConnection connection, Path database, String schema, String table) {
        connection.execute("ATTACH %s AS %s (READ_ONLY)".formatted(literal(database), SOURCE));
        createAs(
                connection,
                SOURCE + '.' + SqlText.identifier(schema) + '.' + SqlText.identifier(table));
        String place =
                "database_name = '%s' AND schema_name = %s AND table_name = %s"
                        .formatted(SOURCE, SqlText.literal(schema), SqlText.literal(table));
        for (List<@Nullable String> column :
                connection.queryText(
                        "SELECT column_name, is_nullable::VARCHAR, comment FROM system.main.duckdb_columns()"
                                + " WHERE "
                                + place)) {
            String name = SqlText.identifier(String.valueOf(column.getFirst()));
            if ("false".equals(column.get(1))) {
                connection.execute("ALTER TABLE main.data ALTER COLUMN " + name + " SET NOT NULL");
            }
            comment(connection, "COLUMN main.data." + name, column.get(2));
        }
        for (List<@Nullable String> row :
                connection.queryText(
                        "SELECT comment FROM system.main.duckdb_tables() WHERE " + place)) {
            comment(connection, "TABLE main.data", row.getFirst());
        }
    }

    private static void comment(
            EngineConnection connection, String object, @Nullable String comment) {
        if (comment != null) {
            connection.execute("COMMENT ON " + object + " IS " + SqlText.literal(comment));
        }
    }

    private static String literal(Path file) {
        return SqlText.literal(file.toAbsolutePath().toString());
    }
}
