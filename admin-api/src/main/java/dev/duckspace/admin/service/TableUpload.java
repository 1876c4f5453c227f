package dev.duckspace.admin.service;

import dev.duckspace.gateway.workspace.CsvFormat;
import dev.duckspace.gateway.workspace.TableSource;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A table that somebody sends: its bytes, to be read once, and what they are. */
public sealed interface TableUpload {
    /** Asked once, when the body is to come: a sender may wait for that. */
    Supplier<InputStream> body();

    /** The source of a table, once the body lies in this file. */
    TableSource source(Path file);

    record Csv(Supplier<InputStream> body, CsvFormat format) implements TableUpload {
        @Override
        public TableSource source(Path file) {
            return new TableSource.StrictCsv(file, format);
        }
    }

    record Parquet(Supplier<InputStream> body) implements TableUpload {
        @Override
        public TableSource source(Path file) {
            return new TableSource.Parquet(file);
        }
    }
}
