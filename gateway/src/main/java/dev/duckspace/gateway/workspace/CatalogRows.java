package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.sql.Relations.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the engine's tables of its own objects hold, asked for by one connection. */
record CatalogRows(EngineConnection engine, String catalog) {
    /** The condition for the schema of an object. */
    String where(Relation relation) {
        return relation.temporary()
                ? "database_name = 'temp'"
                : "database_name = "
                        + SqlText.literal(catalog)
                        + " AND schema_name = "
                        + SqlText.literal(relation.schema());
    }

    /**
     * @param holes put into the query where it has {@code %s}
     */
    List<List<@Nullable String>> of(String sql, String... holes) {
        return engine.queryText(sql.formatted((Object[]) holes));
    }

    static String text(List<@Nullable String> row, int at) {
        String value = row.get(at);
        return value == null ? "" : value;
    }

    static boolean flag(List<@Nullable String> row, int at) {
        return text(row, at).equals("true");
    }
}
