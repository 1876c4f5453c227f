package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a table of a CSV file that somebody sent: exactly the columns of its header, every line or
 * none, and the first lines that are wrong are named.
 */
final class CsvTable {
    /** Wrong lines that are told of. */
    private static final int REPORTED_MAX = 5;

    private static final int VALUE_LENGTH_MAX = 60;

    private static final Pattern CAST =
            Pattern.compile("Could not convert string \"(.*)\" to '(.*?)'", Pattern.DOTALL);

    private static final Pattern COUNTS =
            Pattern.compile("Expected Number of Columns: (\\d+) Found: (\\d+)");

    private final EngineConnection engine;
    private final String path;
    private final CsvFormat format;
    private int attempts;

    private CsvTable(EngineConnection engine, Path file, CsvFormat format) {
        this.engine = engine;
        this.path = SqlText.literal(file.toAbsolutePath().toString());
        this.format = format;
    }

    /** The types of the columns, and the formats of dates that they were found with. */
    private record Plan(List<CsvColumn> columns, String dateOptions) {}

    /** One line, or one value of it, that the engine refused. */
    private record Reject(String kind, String text) {}

    /**
     * Makes {@code main.data}.
     *
     * @throws PgException 22P04 for a file that is no such CSV, with what is wrong where
     * @throws EngineException for what is not the file's fault
     */
    static void create(EngineConnection engine, Path file, CsvFormat format) throws IOException {
        List<String> header = CsvHeader.read(file, format);
        new CsvTable(engine, file, format).create(header);
    }

    private void create(List<String> header) {
        if (!format.columns().isEmpty()) {
            requireSame(header, format.columns());
            load(new Plan(format.columns(), ""), false);
            return;
        }
        // A sample decides on types in most cases; where it was wrong, the whole file does.
        if (!load(plan(header, false), true)) {
            load(plan(header, true), false);
        }
    }

    private static void requireSame(List<String> header, List<CsvColumn> columns) {
        if (header.size() != columns.size()) {
            throw wrong(
                    "columns names %d columns, and the header line %d: %s"
                            .formatted(columns.size(), header.size(), shown(header)));
        }
        for (int i = 0; i < header.size(); i++) {
            if (!header.get(i).equals(columns.get(i).name())) {
                throw wrong(
                        "column %d is \"%s\" in columns and \"%s\" in the header line"
                                .formatted(i + 1, columns.get(i).name(), shortened(header.get(i))));
            }
        }
    }

    private Plan plan(List<String> header, boolean whole) {
        List<CsvColumn> texts =
                header.stream().map(name -> new CsvColumn(name, "VARCHAR")).toList();
        try {
            List<List<@Nullable String>> found =
                    engine.queryText(
                            "SELECT c.name, c.type, dateformat, timestampformat FROM (SELECT"
                                    + " unnest(Columns) AS c, dateformat, timestampformat FROM"
                                    + " sniff_csv(%s, %s, skip = 0%s))"
                                            .formatted(
                                                    path,
                                                    dialect(),
                                                    whole ? ", sample_size = -1" : ""));
            List<CsvColumn> columns =
                    found.stream()
                            .map(row -> new CsvColumn(text(row.getFirst()), text(row.get(1))))
                            .toList();
            if (!columns.stream().map(CsvColumn::name).toList().equals(header)) {
                return new Plan(texts, "");
            }
            return new Plan(columns, dates(found.getFirst().get(2), found.getFirst().get(3)));
        } catch (EngineException | IllegalArgumentException e) {
            // Lines that do not fit together; reading them as texts tells which.
            return new Plan(texts, "");
        }
    }

    private static String dates(@Nullable String dateFormat, @Nullable String timestampFormat) {
        return (dateFormat == null ? "" : ", dateformat = " + SqlText.literal(dateFormat))
                + (timestampFormat == null
                        ? ""
                        : ", timestampformat = " + SqlText.literal(timestampFormat));
    }

    private String dialect() {
        return "header = true, delim = %s, quote = %s, escape = %2$s, nullstr = %s, compression = 'none'"
                .formatted(
                        SqlText.literal(format.delimiter()),
                        SqlText.literal(format.quote()),
                        SqlText.literal(format.nullText()));
    }

    /**
     * @param guessed whether types may be wrong
     * @return false when they were, and nothing is made
     */
    private boolean load(Plan plan, boolean guessed) {
        String rejects = "rejects_" + ++attempts;
        String columns =
                plan.columns().stream()
                        .map(
                                column ->
                                        SqlText.literal(column.name())
                                                + ": "
                                                + SqlText.literal(column.type()))
                        .collect(Collectors.joining(", ", "{", "}"));
        engine.execute(
                """
                CREATE OR REPLACE TABLE main.data AS FROM read_csv(%s, %s, auto_detect = false, \
                allow_quoted_nulls = false, columns = %s%s, store_rejects = true, \
                rejects_table = '%s', rejects_scan = '%5$s_scan', rejects_limit = 100)"""
                        .formatted(path, dialect(), columns, plan.dateOptions(), rejects));
        List<Reject> found = rejects(rejects);
        if (found.isEmpty()) {
            return true;
        }
        if (guessed && found.stream().allMatch(reject -> reject.kind().equals("CAST"))) {
            return false;
        }
        throw wrong(found.stream().map(Reject::text).distinct().collect(Collectors.joining("; ")));
    }

    private List<Reject> rejects(String table) {
        List<Reject> rejects = new ArrayList<>();
        List<List<@Nullable String>> rows =
                engine.queryText(
                        "SELECT line::VARCHAR, column_name, error_type::VARCHAR, error_message FROM "
                                + table
                                + " ORDER BY line, column_idx LIMIT "
                                + REPORTED_MAX);
        for (List<@Nullable String> row : rows) {
            rejects.add(
                    reject(
                            "line " + text(row.getFirst()),
                            row.get(1) == null ? "" : ", column \"" + row.get(1) + '"',
                            text(row.get(2)),
                            text(row.get(3))));
        }
        return rejects;
    }

    private Reject reject(String line, String column, String kind, String message) {
        String reason =
                switch (kind) {
                    case "CAST" -> {
                        Matcher cast = CAST.matcher(message);
                        yield cast.find()
                                ? line
                                        + column
                                        + ": \"%s\" is no %s"
                                                .formatted(shortened(cast.group(1)), cast.group(2))
                                : line + column + ": a value does not convert";
                    }
                    case "MISSING COLUMNS", "TOO MANY COLUMNS" -> {
                        Matcher counts = COUNTS.matcher(message);
                        String expected = counts.find() ? counts.group(1) : "the header's";
                        yield line
                                + ": "
                                + (kind.startsWith("TOO") ? "more" : "fewer")
                                + " fields than the "
                                + expected
                                + " of the header";
                    }
                    case "UNQUOTED VALUE" ->
                            line + column + ": a quote stands inside a value or is not closed";
                    case "LINE SIZE OVER MAXIMUM" -> line + ": longer than 2000000 bytes";
                    case "INVALID ENCODING", "INVALID STATE" ->
                            line + column + ": not UTF-8, or not quoted as CSV is";
                    default -> line + column + ": " + kind.toLowerCase(java.util.Locale.ROOT);
                };
        return new Reject(kind, reason);
    }

    private static String shown(List<String> names) {
        return names.stream().limit(20).map(CsvTable::shortened).collect(Collectors.joining(", "));
    }

    private static String shortened(String value) {
        return value.length() <= VALUE_LENGTH_MAX
                ? value
                : value.substring(0, VALUE_LENGTH_MAX) + "...";
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static PgException wrong(String message) {
        return new PgException(SqlState.BAD_COPY_FILE_FORMAT, message);
    }
}
