package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.CatalogFile;
import dev.duckspace.gateway.catalog.CatalogSession;
import dev.duckspace.gateway.catalog.SystemCatalog;
import dev.duckspace.gateway.engine.EngineConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The schemas in which a session looks for bare names: as the client declares them, and as far as
 * they exist. On an engine thread; the engine's exceptions come out as they are.
 */
final class SearchPath {
    private final WorkspaceInstance instance;
    private final EngineConnection engine;
    private final CatalogSession session;
    private final KeptStatements kept;
    private List<String> declared = List.of("public");
    private List<String> existing = List.of("public");
    private boolean withCatalog;

    SearchPath(
            WorkspaceInstance instance,
            EngineConnection engine,
            CatalogSession session,
            KeptStatements kept) {
        this.instance = instance;
        this.engine = engine;
        this.session = session;
        this.kept = kept;
    }

    /** One that does not exist is passed over until it does, as in PostgreSQL. */
    void declare(List<String> schemas) {
        declared =
                List.copyOf(
                        new LinkedHashSet<>(
                                schemas.stream()
                                        .filter(schema -> !isImplicit(schema))
                                        .map(
                                                schema ->
                                                        instance.tables()
                                                                .schemaOf(schema)
                                                                .orElse(schema))
                                        .toList()));
        apply();
    }

    /** After the schemas have changed, if one was missing. */
    void lookAgain() {
        if (existing.size() < declared.size()) {
            apply();
        }
    }

    List<String> existing() {
        return existing;
    }

    /** The system catalog is there from now on. */
    void showCatalog() {
        withCatalog = true;
        apply();
    }

    boolean showsCatalog() {
        return withCatalog;
    }

    /** Only the engine's names and the catalog's are found without a schema. */
    void searchCatalogOnly() {
        engine.execute("SET search_path = " + SqlText.literal(SystemCatalog.SCHEMA));
    }

    private void apply() {
        Set<String> known = schemas();
        existing = declared.stream().filter(known::contains).toList();
        String catalog = SqlText.identifier(instance.location().catalog());
        List<String> entries = new ArrayList<>();
        // The first entry decides the current database, so that it must be one of the workspace.
        for (String schema : existing.isEmpty() ? List.of("main") : existing) {
            entries.add(catalog + '.' + SqlText.identifier(schema));
        }
        entries.add(SystemCatalog.SCHEMA);
        if (withCatalog) {
            entries.add(CatalogFile.SCHEMA);
        }
        kept.forget();
        engine.execute("SET search_path = " + SqlText.literal(String.join(",", entries)));
        session.searchPath(existing);
    }

    private static boolean isImplicit(String schema) {
        return schema.equals("$user")
                || schema.equals("pg_catalog")
                || schema.startsWith("pg_temp");
    }

    private Set<String> schemas() {
        Set<String> names = new HashSet<>();
        engine.queryText(
                        "SELECT schema_name FROM system.main.duckdb_schemas() WHERE database_name = "
                                + SqlText.literal(instance.location().catalog()))
                .forEach(row -> names.add(String.valueOf(row.getFirst())));
        return names;
    }
}
