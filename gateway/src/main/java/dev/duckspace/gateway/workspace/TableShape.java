package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineColumn;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.types.PgColumnType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a project table's file holds.
 *
 * @param firstPublished when a table of this name was published first; null when the file does not
 *     say it
 */
public record TableShape(
        long rows,
        @Nullable String comment,
        @Nullable Instant firstPublished,
        List<TableColumn> columns) {

    /** A view in the file whose text tells when the table was published first. */
    private static final String MARK = "__duckspace_published";

    private static final Pattern MARK_TIME = Pattern.compile("'([0-9T:.Z+-]{1,40})'");

    public TableShape {
        columns = List.copyOf(columns);
    }

    /** The statement that writes the time down. */
    static String mark(Instant firstPublished) {
        return "CREATE OR REPLACE VIEW main." + MARK + " AS SELECT '" + firstPublished + "' AS at";
    }

    /**
     * Reads it from an attached database that is not hidden; on an engine thread.
     *
     * @throws dev.duckspace.gateway.engine.EngineException when there is no such table, or its file
     *     is damaged
     */
    static TableShape read(EngineConnection engine, String database, String schema, String table) {
        String place =
                "database_name = %s AND schema_name = %s AND table_name = %s"
                        .formatted(
                                SqlText.literal(database),
                                SqlText.literal(schema),
                                SqlText.literal(table));
        String qualified =
                SqlText.identifier(database)
                        + '.'
                        + SqlText.identifier(schema)
                        + '.'
                        + SqlText.identifier(table);
        String rows = first(engine.queryText("SELECT count(*) FROM " + qualified)).orElse("0");
        Optional<String> comment =
                first(
                        engine.queryText(
                                "SELECT comment FROM system.main.duckdb_tables() WHERE " + place));
        return new TableShape(
                Long.parseLong(rows),
                comment.orElse(null),
                firstPublished(engine, database),
                columns(engine, qualified, place));
    }

    private static List<TableColumn> columns(
            EngineConnection engine, String qualified, String place) {
        List<List<@Nullable String>> told =
                engine.queryText(
                        "SELECT is_nullable::VARCHAR, comment FROM system.main.duckdb_columns() WHERE "
                                + place
                                + " ORDER BY column_index");
        List<TableColumn> columns = new ArrayList<>();
        try (EngineStatement statement = engine.prepare("SELECT * FROM " + qualified)) {
            List<EngineColumn> typed = statement.columns();
            for (int i = 0; i < typed.size(); i++) {
                EngineColumn column = typed.get(i);
                boolean known = i < told.size();
                columns.add(
                        new TableColumn(
                                column.name(),
                                PgColumnType.of(column.type()).sqlName(),
                                !known || "true".equals(told.get(i).getFirst()),
                                known ? told.get(i).get(1) : null));
            }
        }
        return columns;
    }

    /** Read from the view's text: a view of somebody else's is not run. */
    private static @Nullable Instant firstPublished(EngineConnection engine, String database) {
        String text =
                first(
                                engine.queryText(
                                        "SELECT sql FROM system.main.duckdb_views() WHERE database_name = "
                                                + SqlText.literal(database)
                                                + " AND view_name = "
                                                + SqlText.literal(MARK)))
                        .orElse("");
        Matcher time = MARK_TIME.matcher(text);
        try {
            return time.find() ? Instant.parse(time.group(1)) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Optional<String> first(List<List<@Nullable String>> rows) {
        return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.getFirst().getFirst());
    }
}
