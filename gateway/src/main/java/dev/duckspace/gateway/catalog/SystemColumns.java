package dev.duckspace.gateway.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The columns of PostgreSQL's own relations. */
final class SystemColumns {
    private static final Map<Long, List<String>> NAMES = read();

    private SystemColumns() {}

    /** In their order; none for a relation that is not PostgreSQL's own. */
    static List<String> names(long relation) {
        return NAMES.getOrDefault(relation, List.of());
    }

    private static Map<Long, List<String>> read() {
        CatalogRelation attributes = CatalogRelation.named("pg_attribute");
        int relation = attributes.place("attrelid");
        int name = attributes.place("attname");
        int number = attributes.place("attnum");
        Map<Long, TreeMap<Long, String>> found = new HashMap<>();
        for (@Nullable Object[] row : FixedRows.of(attributes)) {
            if (row[relation] instanceof Long table
                    && row[number] instanceof Long place
                    && place > 0) {
                found.computeIfAbsent(table, _ -> new TreeMap<>())
                        .put(place, String.valueOf(row[name]));
            }
        }
        Map<Long, List<String>> names = new HashMap<>();
        found.forEach((table, columns) -> names.put(table, List.copyOf(columns.values())));
        return names;
    }
}
