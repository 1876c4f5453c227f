package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.engine.StoredRows;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The relations of pg_catalog that are made here, of PostgreSQL's own rows and the user's. */
@SuppressWarnings("ImmutableEnumChecker") // they only read
enum PgRelation {
    PG_NAMESPACE(TableRelations::namespaces),
    PG_CLASS(TableRelations::classes),
    PG_ATTRIBUTE(TableRelations::attributes),
    PG_ATTRDEF(TableRelations::defaults),
    PG_DESCRIPTION(TableRelations::descriptions),
    PG_TYPE(TypeRelations::types),
    PG_ENUM(TypeRelations::enums),
    PG_INDEX(KeyRelations::indexes),
    PG_CONSTRAINT(KeyRelations::constraints),
    PG_DEPEND(DependRelations::dependencies),
    PG_REWRITE(DependRelations::rules),
    PG_PROC(RoutineRelations::routines),
    PG_AUTHID(RoutineRelations::roles);

    /** Adds the user's rows. */
    @FunctionalInterface
    interface Maker {
        void make(CatalogSnapshot snapshot, CatalogOwner owner, RelationRows rows);
    }

    private static final Map<String, PgRelation> BY_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(PgRelation::relation, each -> each));

    private final Maker maker;

    PgRelation(Maker maker) {
        this.maker = maker;
    }

    static Optional<PgRelation> named(String relation) {
        return Optional.ofNullable(BY_NAME.get(relation));
    }

    String relation() {
        return name().toLowerCase(Locale.ROOT);
    }

    StoredRows of(CatalogSnapshot snapshot, CatalogOwner owner) {
        CatalogRelation made = CatalogRelation.named(relation());
        RelationRows rows = new RelationRows(made);
        maker.make(snapshot, owner, rows);
        return StoredRows.of(made.fields(), rows.rows());
    }
}
