package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.CatalogFile;
import dev.duckspace.gateway.catalog.CatalogSession;
import dev.duckspace.gateway.catalog.SystemCatalog;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
    private final String user;
    private final Supplier<?> version;
    private List<String> declared;
    private List<String> existing = List.of();
    private boolean withCatalog;
    private @Nullable Object appliedAt;

    /**
     * @param user whose own schema {@code $user} is
     * @param version changes when schemas may have come or gone
     */
    SearchPath(
            WorkspaceInstance instance,
            EngineConnection engine,
            CatalogSession session,
            KeptStatements kept,
            String user,
            Supplier<?> version) {
        this.user = user;
        this.declared = List.of(user, "public");
        this.version = version;
        this.instance = instance;
        this.engine = engine;
        this.session = session;
        this.kept = kept;
    }

    /** That of a new connection, outside a transaction: what it asks for is often known. */
    void start() {
        try {
            apply(known(instance.schemas(this::schemas)));
        } catch (EngineException e) {
            apply();
        }
    }

    /** One that does not exist is passed over until it does, as in PostgreSQL. */
    void declare(List<String> schemas) {
        List<String> named = schemas.stream().flatMap(this::named).distinct().toList();
        if (named.equals(declared)) {
            lookAgain();
        } else {
            declared = named;
            apply();
        }
    }

    private Stream<String> named(String schema) {
        String meant = schema.equals("$user") ? user : schema;
        return meant.equals("pg_catalog") || meant.startsWith("pg_temp")
                ? Stream.empty()
                : Stream.of(instance.tables().schemaOf(meant).orElse(meant));
    }

    /** A schema may have come or gone, by any session, since the path was applied. */
    void lookAgain() {
        if (!version.get().equals(appliedAt)) {
            List<String> found = found();
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
        apply(found());
    }

    private List<String> found() {
        return known(schemas());
    }

    private List<String> known(Set<String> schemas) {
        return declared.stream().filter(schemas::contains).toList();
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

    private Set<String> schemas() {
        Set<String> names = new HashSet<>();
        engine.queryText(
                        "SELECT schema_name FROM system.main.duckdb_schemas() WHERE database_name = "
                                + SqlText.literal(instance.location().catalog()))
                .forEach(row -> names.add(String.valueOf(row.getFirst())));
        return names;
    }
}
