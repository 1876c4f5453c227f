package dev.duckspace.gateway.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of fixed columns in native memory, laid out as the engine's vectors are, so that a {@link
 * TableFunction} delivers them by copying. Immutable, for any number of threads; the memory lives
 * as long as the object.
 */
public final class StoredRows {
    private final List<EngineField> columns;
    private final List<StoredColumn> stored;
    private final int size;

    private StoredRows(List<EngineField> columns, List<StoredColumn> stored, int size) {
        this.columns = columns;
        this.stored = stored;
        this.size = size;
    }

    /**
     * Values by type: Boolean; Number for integers and floats; Long microseconds for a point in
     * time; String; List for a list of these. Types without rows of theirs may be any, of NULLs.
     *
     * @param rows each with one value for a column, or null
     */
    public static StoredRows of(List<EngineField> columns, List<@Nullable Object[]> rows) {
        List<StoredColumn> stored = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            stored.add(
                    StoredColumn.of(
                            columns.get(i).type(), rows.size(), row -> rows.get(row)[column]));
        }
        return new StoredRows(List.copyOf(columns), List.copyOf(stored), rows.size());
    }

    public List<EngineField> columns() {
        return columns;
    }

    public int size() {
        return size;
    }

    /**
     * Fills a vector of the engine's.
     *
     * @param from a multiple of 64
     */
    void copy(int column, int from, int count, long vector) {
        stored.get(column).copy(from, count, vector);
    }
}
