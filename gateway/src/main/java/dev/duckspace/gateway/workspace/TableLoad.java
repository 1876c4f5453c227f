package dev.duckspace.gateway.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project table to be copied into a workspace.
 *
 * @param source bucket and table: {@code in.c-sales.orders} or {@code in_c_sales.orders}
 * @param destination a name, with a schema or not; null: the table's own name in {@code public}
 * @param columns to copy, in this order; null: all
 * @param where an expression on the source's columns that a row must satisfy; null: every row
 */
public record TableLoad(
        String source,
        @Nullable String destination,
        @Nullable List<String> columns,
        @Nullable String where,
        Mode mode) {

    /** What to do when the destination exists. In each mode one that is missing is created. */
    public enum Mode {
        FAIL,
        OVERWRITE,
        APPEND
    }

    public TableLoad {
        columns = columns == null ? null : List.copyOf(columns);
    }

    /** All of a table, under its own name, which must be free. */
    public static TableLoad of(String source) {
        return new TableLoad(source, null, null, null, Mode.FAIL);
    }
}
