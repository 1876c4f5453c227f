package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.CatalogSession;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.types.NamedColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The columns of tables and views by the names that a session's statements give them, kept until
 * something changes. On an engine thread.
 */
final class TableNames {
    private static final int MOST = 1_000;

    private final WorkspaceInstance instance;
    private final EngineConnection engine;
    private final Map<List<String>, Optional<NamedColumns>> known = new HashMap<>();
    private long instanceChanges = -1;
    private long ownChanges = -1;
    private List<String> knownPath = List.of();

    TableNames(WorkspaceInstance instance, EngineConnection engine) {
        this.instance = instance;
        this.engine = engine;
    }

    /**
     * @param name its parts, folded
     * @param path the schemas of the search path that exist
     */
    Optional<NamedColumns> find(List<String> name, List<String> path) {
        forget(path);
        return known.computeIfAbsent(name, missing -> read(missing, path));
    }

    /**
     * Whether {@link #find} asks the engine nothing, so that the session's thread may call it while
     * nothing runs.
     */
    boolean isKnown(List<String> name, List<String> path) {
        forget(path);
        return known.containsKey(name);
    }

    private void forget(List<String> path) {
        if (instanceChanges != instance.engine().schemaChanges()
                || ownChanges != engine.ownSchemaChanges()
                || !knownPath.equals(path)
                || known.size() > MOST) {
            known.clear();
            instanceChanges = instance.engine().schemaChanges();
            ownChanges = engine.ownSchemaChanges();
            knownPath = path;
        }
    }

    private Optional<NamedColumns> read(List<String> name, List<String> path) {
        String table = name.getLast();
        String schema = name.size() > 1 ? name.get(name.size() - 2) : null;
        Optional<NamedColumns> system = CatalogSession.systemTable(schema, table);
        if (system.isPresent()) {
            return system;
        }
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (List<@Nullable String> row : engine.queryText(query(table))) {
            found.computeIfAbsent(String.valueOf(row.get(0)), each -> new ArrayList<>())
                    .add(String.valueOf(row.get(1)));
        }
        return schemas(schema, path).stream()
                .filter(found::containsKey)
                .findFirst()
                .map(
                        place ->
                                instance.objects()
                                        .table(place, table, found.getOrDefault(place, List.of())));
    }

    private String query(String table) {
        return """
        SELECT CASE WHEN database_name = 'temp' THEN %s ELSE schema_name END, column_name
        FROM system.main.duckdb_columns()
        WHERE NOT internal AND database_name IN (%s, 'temp') AND table_name = %s
        ORDER BY column_index
        """
                .formatted(
                        SqlText.literal(CatalogSession.TEMPORARY),
                        SqlText.literal(instance.location().catalog()),
                        SqlText.literal(table));
    }

    private List<String> schemas(@Nullable String schema, List<String> path) {
        if (schema != null) {
            return schema.startsWith("pg_temp") || schema.equals("temp")
                    ? List.of(CatalogSession.TEMPORARY)
                    : List.of(instance.tables().schemaOf(schema).orElse(schema));
        }
        List<String> schemas = new ArrayList<>(path);
        schemas.addFirst(CatalogSession.TEMPORARY);
        return schemas;
    }
}
