package dev.duckspace.gateway.catalog;

import java.util.HashMap;
import java.util.Map;

/** The names that PostgreSQL gives to constraints that have none: the engine forgets names. */
final class ConstraintNames {
    private static final int LENGTH_MAX = 63;

    private final Map<String, Integer> used = new HashMap<>();

    /** The next of a table's constraints, in the order of its definition. */
    String of(CatalogObjects.TableKey key) {
        String given = key.given();
        if (given != null) {
            return given;
        }
        String columns = String.join("_", key.columns());
        String plain =
                switch (key.kind()) {
                    case 'p' -> joined(key.table(), "", "pkey");
                    case 'u' -> joined(key.table(), columns, "key");
                    case 'c' ->
                            joined(key.table(), key.columns().size() == 1 ? columns : "", "check");
                    default -> joined(key.table(), columns, "fkey");
                };
        int before = used.merge(key.schema() + '.' + plain, 1, Integer::sum) - 1;
        return before == 0 ? plain : plain + before;
    }

    /** Parts that are too long lose what is too much of the longer one, as in PostgreSQL. */
    private static String joined(String table, String columns, String label) {
        int room = LENGTH_MAX - label.length() - (columns.isEmpty() ? 1 : 2);
        int first = table.length();
        int second = columns.length();
        while (first + second > room) {
            if (first > second) {
                first--;
            } else {
                second--;
            }
        }
        return table.substring(0, first)
                + (columns.isEmpty() ? "" : "_" + columns.substring(0, second))
                + '_'
                + label;
    }
}
