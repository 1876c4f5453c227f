package dev.duckspace.gateway.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of one of PostgreSQL's relations while they are put together. */
final class RelationRows {
    private final Map<String, Integer> places = new HashMap<>();
    private final List<@Nullable Object[]> rows;
    private @Nullable Object[] usual;
    private @Nullable Object[] line;

    RelationRows(CatalogRelation relation) {
        for (CatalogRelation.Column column : relation.columns()) {
            places.put(column.name(), places.size());
        }
        this.rows = new ArrayList<>(FixedRows.of(relation));
        this.usual = new @Nullable Object[places.size()];
        this.line = usual;
    }

    /** What the rows to come have in a column, if nothing else is set. */
    RelationRows usually(String column, @Nullable Object value) {
        usual[place(column)] = value;
        return this;
    }

    /** Begins a row. */
    RelationRows line() {
        line = usual.clone();
        rows.add(line);
        return this;
    }

    RelationRows set(String column, @Nullable Object value) {
        line[place(column)] = value;
        return this;
    }

    private int place(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("no column " + column);
        }
        return place;
    }

    List<@Nullable Object[]> rows() {
        return rows;
    }
}
