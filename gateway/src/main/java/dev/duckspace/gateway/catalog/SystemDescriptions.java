package dev.duckspace.gateway.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL says of its own functions, operators, types and the like. */
final class SystemDescriptions {
    private record Described(long object, long relation) {}

    private static final Map<Described, String> ALL = new HashMap<>();
    private static final Map<String, Long> TABLES = new ConcurrentHashMap<>();
    private static final Map<Long, String> BY_OID = new HashMap<>();

    static {
        for (@Nullable Object[] row : FixedRows.of(CatalogRelation.named("pg_description"))) {
            // objoid, classoid, objsubid, description
            if (row[0] instanceof Long object
                    && row[1] instanceof Long relation
                    && row[3] instanceof String text) {
                ALL.put(new Described(object, relation), text);
                BY_OID.putIfAbsent(object, text);
            }
        }
    }

    private SystemDescriptions() {}

    /**
     * @param catalog the relation that the object is in, null for any
     */
    static @Nullable String of(long object, @Nullable String catalog) {
        return catalog == null
                ? BY_OID.get(object)
                : ALL.get(
                        new Described(
                                object,
                                TABLES.computeIfAbsent(catalog, CatalogNames::systemTable)));
    }
}
