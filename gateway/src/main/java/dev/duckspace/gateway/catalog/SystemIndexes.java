package dev.duckspace.gateway.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The definitions of the indexes of PostgreSQL's own catalog. */
final class SystemIndexes {
    private record SystemIndex(String name, String table, boolean unique, List<String> columns) {}

    private static final Map<Long, SystemIndex> BY_OID = new HashMap<>();

    static {
        Map<Long, String> relations = new HashMap<>();
        for (@Nullable Object[] row : FixedRows.of(CatalogRelation.named("pg_class"))) {
            relations.put((Long) row[0], String.valueOf(row[1]));
        }
        CatalogRelation attributes = CatalogRelation.named("pg_attribute");
        int number = attributes.place("attnum");
        Map<String, String> columns = new HashMap<>();
        for (@Nullable Object[] row : FixedRows.of(attributes)) {
            columns.put(row[0] + "." + row[number], String.valueOf(row[1]));
        }
        CatalogRelation indexes = CatalogRelation.named("pg_index");
        int unique = indexes.place("indisunique");
        int keys = indexes.place("indkey");
        for (@Nullable Object[] row : FixedRows.of(indexes)) {
            List<String> names = new ArrayList<>();
            if (row[keys] instanceof List<?> places) {
                places.forEach(place -> names.add(columns.getOrDefault(row[1] + "." + place, "?")));
            }
            BY_OID.put(
                    (Long) row[0],
                    new SystemIndex(
                            relations.getOrDefault((Long) row[0], ""),
                            relations.getOrDefault((Long) row[1], ""),
                            Boolean.TRUE.equals(row[unique]),
                            names));
        }
    }

    private SystemIndexes() {}

    /** Null for what is no such index; {@code column} 0 for the whole. */
    static @Nullable String definition(long oid, int column, boolean pretty) {
        SystemIndex index = BY_OID.get(oid);
        if (index == null) {
            return null;
        }
        if (column > 0) {
            return column <= index.columns().size() ? index.columns().get(column - 1) : "";
        }
        return "CREATE %sINDEX %s ON %s%s USING btree (%s)"
                .formatted(
                        index.unique() ? "UNIQUE " : "",
                        index.name(),
                        pretty ? "" : "pg_catalog.",
                        index.table(),
                        String.join(", ", index.columns()));
    }
}
