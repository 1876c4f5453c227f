package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.FieldDescription;
import dev.duckspace.gateway.sql.ColumnOrigins;
import dev.duckspace.gateway.types.NamedColumns;
import dev.duckspace.gateway.types.PgType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says of which table's columns a result's are: 0 where the text does not tell. */
final class OriginResolver {
    private static final int NO_MODIFIER = -1;

    private final Function<List<String>, Optional<NamedColumns>> tables;

    /** Queries that are named more than once: each name may stand for two of the one before. */
    private final IdentityHashMap<ColumnOrigins, Optional<List<Origin>>> known =
            new IdentityHashMap<>();

    /**
     * @param tables finds a table or view by its name
     */
    OriginResolver(Function<List<String>, Optional<NamedColumns>> tables) {
        this.tables = tables;
    }

    /**
     * A column of a query.
     *
     * @param modified whether its type may have a modifier
     * @param rowType of a whole row, its type; else 0
     */
    private record Origin(String name, int table, short number, boolean modified, int rowType) {
        Origin(String name, int table, short number, boolean modified) {
            this(name, table, number, modified, 0);
        }

        Origin named(String label) {
            return new Origin(label, table, number, modified, rowType);
        }
    }

    List<FieldDescription> resolve(ColumnOrigins origins, List<FieldDescription> fields) {
        List<Origin> columns = origins.isEmpty() ? null : columns(origins, fields.size());
        if (columns == null || columns.size() != fields.size()) {
            return fields;
        }
        List<FieldDescription> resolved = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            resolved.add(described(fields.get(i), columns.get(i)));
        }
        return List.copyOf(resolved);
    }

    private static FieldDescription described(FieldDescription field, Origin origin) {
        boolean numeric = field.typeOid() == PgType.NUMERIC.oid();
        boolean row = field.typeOid() == PgType.RECORD.oid() && origin.rowType() != 0;
        return new FieldDescription(
                field.name(),
                origin.table(),
                origin.number(),
                row ? origin.rowType() : field.typeOid(),
                field.typeSize(),
                numeric && !origin.modified() ? NO_MODIFIER : field.typeModifier(),
                field.format());
    }

    /**
     * @param width how many there are; -1 when that is not known
     * @return null when their number cannot be told
     */
    private @Nullable List<Origin> columns(ColumnOrigins query, int width) {
        List<@Nullable List<Origin>> sources = new ArrayList<>();
        for (ColumnOrigins.Source source : query.sources()) {
            sources.add(columns(source));
        }
        List<@Nullable List<Origin>> parts = new ArrayList<>();
        int open = 0;
        int known = 0;
        for (ColumnOrigins.Item item : query.items()) {
            List<Origin> part = part(item, query, sources);
            parts.add(part);
            open += part == null ? 1 : 0;
            known += part == null ? 0 : part.size();
        }
        if (open > 1 || (open == 1 && width < known)) {
            return null;
        }
        List<Origin> columns = new ArrayList<>();
        for (List<Origin> part : parts) {
            if (part != null) {
                columns.addAll(part);
                continue;
            }
            for (int i = known; i < width; i++) {
                columns.add(unknown(""));
            }
        }
        return columns;
    }

    private @Nullable List<Origin> columns(ColumnOrigins.Source source) {
        return switch (source) {
            case ColumnOrigins.Table table ->
                    tables.apply(table.name()).map(OriginResolver::columns).orElse(null);
            case ColumnOrigins.Query query ->
                    query.query().isEmpty() ? null : ofNamed(query.query()).orElse(null);
            case ColumnOrigins.Other _ -> null;
        };
    }

    private Optional<List<Origin>> ofNamed(ColumnOrigins query) {
        Optional<List<Origin>> columns = known.get(query);
        if (columns == null) {
            columns = Optional.ofNullable(columns(query, -1));
            known.put(query, columns);
        }
        return columns;
    }

    private static List<Origin> columns(NamedColumns table) {
        List<Origin> columns = new ArrayList<>();
        for (String name : table.columns()) {
            columns.add(new Origin(name, table.oid(), (short) (columns.size() + 1), true));
        }
        return columns;
    }

    private @Nullable List<Origin> part(
            ColumnOrigins.Item item, ColumnOrigins query, List<@Nullable List<Origin>> sources) {
        return switch (item) {
            case ColumnOrigins.Computed computed ->
                    List.of(
                            new Origin(
                                    computed.label() == null ? "" : computed.label(),
                                    0,
                                    (short) 0,
                                    computed.modified()));
            case ColumnOrigins.Column column -> List.of(column(column, query, sources));
            case ColumnOrigins.Star star -> star(star.source(), query, sources);
        };
    }

    private Origin column(
            ColumnOrigins.Column column,
            ColumnOrigins query,
            List<@Nullable List<Origin>> sources) {
        List<Origin> found = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            List<Origin> columns = sources.get(i);
            if (columns != null && isNamed(query.sources().get(i), column.source())) {
                columns.stream()
                        .filter(each -> each.name().equalsIgnoreCase(column.name()))
                        .forEach(found::add);
            }
        }
        if (found.isEmpty() && column.source() == null) {
            return row(column, query);
        }
        return found.size() == 1 ? found.getFirst().named(column.label()) : unknown(column.label());
    }

    /** {@code SELECT t FROM t}. */
    private Origin row(ColumnOrigins.Column column, ColumnOrigins query) {
        return query.sources().stream()
                .filter(source -> source instanceof ColumnOrigins.Table)
                .filter(source -> isNamed(source, column.name()))
                .map(source -> ((ColumnOrigins.Table) source).name())
                .flatMap(name -> tables.apply(name).stream())
                .findFirst()
                .map(
                        table ->
                                new Origin(
                                        column.label(),
                                        table.oid(),
                                        (short) 0,
                                        true,
                                        table.rowType()))
                .orElseGet(() -> unknown(column.label()));
    }

    private static @Nullable List<Origin> star(
            @Nullable String name, ColumnOrigins query, List<@Nullable List<Origin>> sources) {
        List<Origin> all = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            if (!isNamed(query.sources().get(i), name)) {
                continue;
            }
            List<Origin> columns = sources.get(i);
            if (columns == null) {
                return null;
            }
            all.addAll(columns);
        }
        return all.isEmpty() ? null : all;
    }

    private static boolean isNamed(ColumnOrigins.Source source, @Nullable String name) {
        return name == null || name.equalsIgnoreCase(source.alias());
    }

    private static Origin unknown(String label) {
        return new Origin(label, 0, (short) 0, true);
    }
}
