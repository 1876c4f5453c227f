package dev.duckspace.gateway.sql;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rewrite must know beside the text. Names go into the engine's text as they stand here.
 *
 * @param parameterTypes engine type name by parameter number (1-based), for parameters to be cast
 * @param catalogDatabase the attached database whose schemas pg_catalog and information_schema are
 *     the gateway's own; null leaves relations of those schemas to the engine
 * @param currentSchema where an unqualified CREATE TABLE puts its table; null when unknown
 */
public record RewriteContext(
        Map<Integer, String> parameterTypes,
        @Nullable String catalogDatabase,
        @Nullable String currentSchema) {
    public static final RewriteContext NONE = new RewriteContext(Map.of(), null, null);

    public RewriteContext {
        parameterTypes = Map.copyOf(parameterTypes);
    }

    public RewriteContext withParameterTypes(Map<Integer, String> types) {
        return new RewriteContext(types, catalogDatabase, currentSchema);
    }
}
