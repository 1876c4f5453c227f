package dev.duckspace.gateway.workspace;

import java.util.List;
import java.util.Locale;

/**
 * What the guard must know of the session.
 *
 * @param catalog the engine's name of the workspace's database
 * @param tables the project tables of now
 * @param searchPath schemas, without those that the gateway adds
 */
record GuardContext(
        String catalog,
        ProjectFiles.Listing tables,
        List<String> searchPath,
        EngineNames engine,
        KnownDefinitions definitions) {

    /** In whatever spelling. */
    boolean isBucket(String schema) {
        return tables.hasSchema(TableName.schemaOf(schema));
    }

    boolean isProjectTable(String schema, String table) {
        return tables.table(TableName.schemaOf(schema), table).isPresent();
    }

    boolean isOwnCatalog(String name) {
        return name.equalsIgnoreCase(catalog) || name.toLowerCase(Locale.ROOT).equals("temp");
    }
}
