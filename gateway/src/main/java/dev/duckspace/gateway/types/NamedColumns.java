package dev.duckspace.gateway.types;

import java.util.List;

/**
 * A table or view with the names of its columns, in order.
 *
 * @param oid in pg_class
 * @param rowType of its rows, in pg_type; 0 when not known
 */
public record NamedColumns(int oid, int rowType, List<String> columns) {
    public NamedColumns {
        columns = List.copyOf(columns);
    }
}
