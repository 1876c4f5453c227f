package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.HiddenNames;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.sql.KeptView;
import dev.duckspace.gateway.sql.Relations.Dependent;
import dev.duckspace.gateway.sql.Relations.Kind;
import dev.duckspace.gateway.sql.Relations.MovedTable;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.ViewDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The views that read a table or another view. The engine keeps a view's text and looks up its
 * names whenever it is read; PostgreSQL knows the tables themselves. On an engine thread.
 */
final class DependentViews {
    private final EngineConnection engine;
    private final String catalog;
    private final List<String> path;

    DependentViews(EngineConnection engine, String catalog, List<String> path) {
        this.engine = engine;
        this.catalog = catalog;
        this.path = List.copyOf(path);
    }

    /** What the text of a view reads, where it stands there. */
    private record Source(
            int from,
            int length,
            String alias,
            String catalog,
            String schema,
            String table,
            String columns,
            boolean sampled) {
        String name() {
            return Stream.of(catalog, schema, table)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("."));
        }
    }

    /** Views that read it, and those that read these. */
    List<Dependent> reading(Relation relation) {
        List<Dependent> views = all();
        Map<Relation, Dependent> found = new LinkedHashMap<>();
        Deque<Relation> open = new ArrayDeque<>(List.of(relation));
        while (!open.isEmpty()) {
            Relation read = open.removeFirst();
            for (Dependent candidate : views) {
                Relation view = candidate.view();
                if (!view.equals(relation)
                        && !found.containsKey(view)
                        && lower(candidate.sql()).contains(lower(read.name()))
                        && reads(candidate, read)) {
                    found.put(view, new Dependent(view, candidate.sql(), read));
                    open.addLast(view);
                }
            }
        }
        return List.copyOf(found.values());
    }

    private List<Dependent> all() {
        return engine
                .queryText(
                        """
                        SELECT temporary, schema_name, view_name, sql FROM system.main.duckdb_views()
                        WHERE NOT internal AND database_name IN (%s, 'temp')
                        """
                                .formatted(SqlText.literal(catalog)))
                .stream()
                .map(
                        row -> {
                            Relation view =
                                    new Relation(
                                            Kind.VIEW,
                                            text(row, 0).equals("true"),
                                            text(row, 1),
                                            text(row, 2));
                            return new Dependent(view, text(row, 3), view);
                        })
                .toList();
    }

    private boolean reads(Dependent view, Relation relation) {
        return ViewDefinition.of(view.sql()).map(ViewDefinition::query).stream()
                .flatMap(query -> sources(query).stream())
                .anyMatch(source -> isNamed(source.name(), view.view(), relation));
    }

    private boolean isNamed(String name, Relation view, Relation relation) {
        String plain = name.replace("\"", "");
        String last = lower(relation.name());
        if (plain.equalsIgnoreCase(last)) {
            return found(view, relation);
        }
        return lower(plain).endsWith(lower(relation.schema()) + '.' + last)
                && !plain.startsWith(HiddenNames.TABLE_PREFIX);
    }

    /** Whether a bare name in the view's text may stand for the relation. */
    private boolean found(Relation view, Relation relation) {
        return relation.temporary()
                || path.contains(relation.schema())
                || view.schema().equals(relation.schema());
    }

    /** CREATE OR REPLACE VIEW with the table under its new name, its columns under the old ones. */
    List<String> reading(Relation view, MovedTable table) {
        String sql =
                all().stream()
                        .filter(candidate -> candidate.view().equals(view))
                        .map(Dependent::sql)
                        .findFirst()
                        .orElseThrow();
        ViewDefinition definition = ViewDefinition.of(sql).orElseThrow();
        byte[] query = definition.query().getBytes(StandardCharsets.UTF_8);
        List<Source> sources = sources(definition.query());
        StringBuilder edited = new StringBuilder();
        int copied = 0;
        for (Source source : sources) {
            if (!isNamed(source.name(), view, table.old())) {
                continue;
            }
            requirePossible(source, view);
            edited.append(part(query, copied, source.from())).append(replacement(source, table));
            copied = source.from() + source.length();
        }
        edited.append(part(query, copied, query.length));
        List<String> statements = new ArrayList<>();
        statements.add(
                "CREATE OR REPLACE %sVIEW %s %s AS %s"
                        .formatted(
                                view.temporary() ? "TEMP " : "",
                                view.quoted(),
                                definition.columns(),
                                edited));
        statements.addAll(comments(view));
        return statements;
    }

    private static String part(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }

    private static void requirePossible(Source source, Relation view) {
        if (source.sampled()) {
            throw PgException.notSupported(
                    "renaming a table that view \"" + view.name() + "\" samples is not supported",
                    "Drop the view and create it anew.");
        }
    }

    private static String replacement(Source source, MovedTable table) {
        String alias = source.alias().isEmpty() ? source.table() : source.alias();
        String now = table.now().quoted();
        boolean asBefore =
                alias.equals(table.now().name())
                        && table.columns().isEmpty()
                        && source.columns().isEmpty();
        if (asBefore) {
            return now;
        }
        String rows =
                table.columns().isEmpty()
                        ? now
                        : "(SELECT " + table.columns() + " FROM " + now + ')';
        return rows + " AS " + SqlText.identifier(alias) + source.columns();
    }

    /** The names of the tables and views that a query reads, without schemas. */
    List<String> tablesOf(String query) {
        return sources(query).stream().map(Source::table).toList();
    }

    private List<Source> sources(String query) {
        return engine
                .queryText(
                        """
                        SELECT node.value ->> 'query_location', node.value ->> 'query_location_length',
                            node.value ->> 'alias', node.value ->> 'catalog_name',
                            node.value ->> 'schema_name', node.value ->> 'table_name',
                            array_to_string(['"' || replace(name, '"', '""') || '"' FOR name IN
                                (node.value ->> '$.column_name_alias[*]')], ', '),
                            coalesce(node.value ->> 'sample', '')
                        FROM json_tree(json_serialize_sql(%s)) AS node
                        WHERE node.type = 'OBJECT' AND node.value ->> 'type' = 'BASE_TABLE'
                        ORDER BY (node.value ->> 'query_location')::INT
                        """
                                .formatted(SqlText.literal(query)))
                .stream()
                .map(
                        row ->
                                new Source(
                                        Integer.parseInt(text(row, 0)),
                                        Integer.parseInt(text(row, 1)),
                                        text(row, 2),
                                        text(row, 3),
                                        text(row, 4),
                                        text(row, 5),
                                        text(row, 6).isEmpty() ? "" : '(' + text(row, 6) + ')',
                                        !text(row, 7).isEmpty()))
                .toList();
    }

    private List<String> comments(Relation view) {
        return engine
                .queryText(
                        """
                        SELECT 'VIEW', '', comment FROM system.main.duckdb_views()
                        WHERE database_name = %1$s AND schema_name = %2$s AND view_name = %3$s
                            AND comment IS NOT NULL
                        UNION ALL
                        SELECT 'COLUMN', column_name, comment FROM system.main.duckdb_columns()
                        WHERE database_name = %1$s AND schema_name = %2$s AND table_name = %3$s
                            AND comment IS NOT NULL
                        """
                                .formatted(
                                        SqlText.literal(view.temporary() ? "temp" : catalog),
                                        SqlText.literal(view.schema()),
                                        SqlText.literal(view.name())))
                .stream()
                .filter(row -> KeptView.remark(row.get(2)) != null)
                .map(
                        row ->
                                "COMMENT ON %s %s IS %s"
                                        .formatted(
                                                text(row, 0),
                                                text(row, 1).isEmpty()
                                                        ? view.quoted()
                                                        : view.quoted()
                                                                + '.'
                                                                + SqlText.identifier(text(row, 1)),
                                                SqlText.literal(remark(row))))
                .toList();
    }

    /** The query that was kept with a view is not what it reads now. */
    private static String remark(List<@Nullable String> row) {
        String remark = KeptView.remark(row.get(2));
        return remark == null ? "" : remark;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String text(List<@Nullable String> row, int at) {
        String value = row.get(at);
        return value == null ? "" : value;
    }
}
