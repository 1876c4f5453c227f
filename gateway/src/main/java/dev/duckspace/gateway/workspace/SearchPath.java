package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.CatalogFile;
import dev.duckspace.gateway.catalog.CatalogSession;
import dev.duckspace.gateway.catalog.SystemCatalog;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The schemas in which a session looks for bare names: as the client declares them, and as far as
 * they exist. On an engine thread; the engine's exceptions come out as they are.
 */
final class SearchPath {
    private final WorkspaceInstance instance;
    private final EngineConnection engine;
    private final CatalogSession session;
    private final KeptStatements kept;
    private final Supplier<?> version;
    private List<String> declared = List.of("public");
    private List<String> existing = List.of("public");
    private boolean withCatalog;
    private @Nullable Object appliedAt;

    /**
     * @param version changes when schemas may have come or gone
     */
    SearchPath(
            WorkspaceInstance instance,
            EngineConnection engine,
            CatalogSession session,
            KeptStatements kept,
            Supplier<?> version) {
        this.version = version;
        this.instance = instance;
        this.engine = engine;
        this.session = session;
        this.kept = kept;
    }

    /** That of a new connection, outside a transaction: public, if nobody has dropped it. */
    void start() {
        try {
            apply(declared);
        } catch (EngineException e) {
            apply();
        }
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

    /** A schema may have come or gone, by any session, since the path was applied. */
    void lookAgain() {
        if (!version.get().equals(appliedAt)) {
            Set<String> known = schemas();
            List<String> found = declared.stream().filter(known::contains).toList();
            if (!found.equals(existing)) {
                apply(found);
            }
            appliedAt = version.get();
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
        apply(declared.stream().filter(known::contains).toList());
    }

    private void apply(List<String> schemas) {
        existing = schemas;
        appliedAt = version.get();
        String catalog = SqlText.identifier(instance.location().catalog());
        List<String> entries = new ArrayList<>();
        // The first entry decides the current database, so that it must be one of the workspace.
        for (String schema : schemas.isEmpty() ? List.of("main") : schemas) {
            entries.add(catalog + '.' + SqlText.identifier(schema));
        }
        entries.add(SystemCatalog.SCHEMA);
        if (withCatalog) {
            entries.add(CatalogFile.SCHEMA);
        }
        kept.forget();
        engine.execute("SET search_path = " + SqlText.literal(String.join(",", entries)));
        session.searchPath(schemas);
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
