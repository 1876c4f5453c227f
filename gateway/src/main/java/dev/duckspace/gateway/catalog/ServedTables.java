package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.engine.EngineField;
import dev.duckspace.gateway.engine.StoredRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The relations whose rows this process holds in its memory, by where they come from. */
final class ServedTables {
    /** Where a relation's rows come from. */
    sealed interface Origin {}

    /** The same rows everywhere. */
    record Fixed(CatalogRelation relation) implements Origin {
        private static final Map<String, StoredRows> MADE = new ConcurrentHashMap<>();

        StoredRows rows() {
            return MADE.computeIfAbsent(
                    relation.name(),
                    name -> StoredRows.of(relation.fields(), FixedRows.of(relation)));
        }
    }

    /** Rows about the workspace's objects too. */
    record OfObjects(PgRelation relation) implements Origin {}

    /** Rows of the moment. */
    record OfMoment(LiveRelation relation) implements Origin {}

    private ServedTables() {}

    static boolean has(String name) {
        return of(name) != null;
    }

    /** Null for a relation that is a view of others, and for what is none. */
    static @Nullable Origin of(String name) {
        Optional<PgRelation> objects = PgRelation.named(name);
        if (objects.isPresent()) {
            return new OfObjects(objects.get());
        }
        Optional<LiveRelation> live = LiveRelation.named(name);
        if (live.isPresent()) {
            return new OfMoment(live.get());
        }
        return CatalogRelation.find(name)
                .filter(FixedRows::has)
                .<Origin>map(Fixed::new)
                .orElse(null);
    }

    static List<EngineField> fields(String name) {
        return CatalogRelation.named(name).fields();
    }
}
