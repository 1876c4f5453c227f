package dev.duckspace.gateway.workspace;

import java.nio.file.Path;

/** What a project table is made of. */
public sealed interface TableSource {

    /** A query in the engine's SQL, of the gateway's own making; it reads no files. */
    record Query(String sql) implements TableSource {}

    /** A CSV file of the gateway's own; names and types are found out. */
    record Csv(Path file) implements TableSource {}

    /**
     * A CSV file that somebody sent: names and types are those stated, or its header's and found
     * out; a wrong line refuses the whole.
     */
    record StrictCsv(Path file, CsvFormat format) implements TableSource {}

    /** A table of a database file, which is read and not changed. */
    record Database(Path file, String schema, String table) implements TableSource {}

    /** A Parquet file of the gateway's own. */
    record Parquet(Path file) implements TableSource {}
}
