package dev.duckspace.admin.rest;

import dev.duckspace.gateway.workspace.PublishedTables.Described;
import dev.duckspace.gateway.workspace.TableColumn;
import dev.duckspace.gateway.workspace.TableShape;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project table.
 *
 * @param rows null when the table cannot be read, for the reason that {@code problem} says
 * @param fromMain whether a branch shows a table of main
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record TableJson(
        String bucket,
        String table,
        @Nullable Long rows,
        long bytes,
        String createdAt,
        String changedAt,
        boolean fromMain,
        @Nullable String comment,
        List<Column> columns,
        @Nullable String problem) {

    /** A column, with its type as PostgreSQL spells it. */
    @Serdeable
    record Column(String name, String type, boolean nullable, @Nullable String comment) {
        static Column of(TableColumn column) {
            return new Column(column.name(), column.type(), column.nullable(), column.comment());
        }
    }

    /** A bucket and how many tables it has. */
    @Serdeable
    record Bucket(String bucket, int tables) {}

    /** Every bucket, and one page of tables. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Page(List<Bucket> buckets, List<TableJson> tables, @Nullable String nextCursor) {}

    static TableJson of(Described table) {
        TableShape shape = table.shape();
        return new TableJson(
                table.name().schema(),
                table.name().table(),
                shape == null ? null : shape.rows(),
                table.bytes(),
                table.createdAt().toString(),
                table.changedAt().toString(),
                table.ofMain(),
                shape == null ? null : shape.comment(),
                shape == null ? List.of() : shape.columns().stream().map(Column::of).toList(),
                table.problem());
    }
}
