package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogNames.Named;
import dev.duckspace.gateway.catalog.query.UnreadableQuery;
import dev.duckspace.gateway.catalog.query.UpdatableQuery;
import dev.duckspace.gateway.engine.FunctionError;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be written to. */
final class Updatable {
    /** The bits of UPDATE, INSERT and DELETE. */
    private static final int ALL = 4 | 8 | 16;

    private static final int DELETE = 16;

    private Updatable() {}

    /** As pg_relation_is_updatable gives it; null for what is no relation. */
    static @Nullable Integer events(CatalogView view, long relation) {
        CatalogSnapshot.RelationEntry entry = view.snapshot().relation(relation);
        if (entry == null) {
            return view.names().relations().ofOid(relation) == null ? null : (Integer) 0;
        }
        if (entry.kind() == 'v') {
            return query(view, entry).map(query -> base(view, entry, query)).orElse(0);
        }
        return entry.kind() == 'r' && !entry.project() ? ALL : 0;
    }

    /** As pg_column_is_updatable gives it. */
    static boolean isColumn(CatalogView view, long relation, int number) {
        CatalogSnapshot.RelationEntry entry = view.snapshot().relation(relation);
        Integer events = events(view, relation);
        if (entry == null || events == null || events == 0 || number < 1) {
            return false;
        }
        if (entry.kind() != 'v') {
            return true;
        }
        Optional<UpdatableQuery> query = query(view, entry);
        Named base = query.map(found -> source(view, entry, found)).orElse(null);
        String column =
                query.filter(found -> number <= found.columns().size())
                        .map(found -> found.columns().get(number - 1))
                        .orElse("");
        CatalogSnapshot.ColumnEntry found =
                base == null ? null : view.snapshot().columnsOf(base.oid()).get(column);
        return base != null
                && found != null
                && isColumn(view, base.oid(), found.column().position());
    }

    private static int base(
            CatalogView view, CatalogSnapshot.RelationEntry entry, UpdatableQuery query) {
        Named base = source(view, entry, query);
        Integer events =
                base == null || base.oid() == entry.oid() ? null : events(view, base.oid());
        return events == null ? 0 : query.hasStored() ? events : events & DELETE;
    }

    private static @Nullable Named source(
            CatalogView view, CatalogSnapshot.RelationEntry entry, UpdatableQuery query) {
        String written =
                query.table().stream().map(SqlNames::quoted).collect(Collectors.joining("."));
        return ViewText.source(written, entry, view);
    }

    private static Optional<UpdatableQuery> query(
            CatalogView view, CatalogSnapshot.RelationEntry entry) {
        KeptQuery kept = entry.query();
        if (kept == null || entry.project()) {
            return Optional.empty();
        }
        try {
            return UpdatableQuery.of(kept.query(), new ViewMeanings(entry, view));
        } catch (UnreadableQuery | FunctionError e) {
            return Optional.empty();
        }
    }
}
