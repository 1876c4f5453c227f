package dev.duckspace.gateway.sql;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a rewrite must know beside the text. Names go into the engine's text as they stand here.
 *
 * @param parameterTypes engine type name by parameter number (1-based), for parameters to be cast
 * @param parameterPositions the engine's number by the client's, for those that differ; 0 for a
 *     parameter that becomes a null of its type, in a text that is described and never run
 * @param catalogDatabase the attached database whose schemas pg and info stand for pg_catalog and
 *     information_schema; null leaves relations of those schemas to the engine
 * @param schemaAliases the schema that a quoted name stands for; empty for most names; without a
 *     letter for the database's own name
 * @param relations the objects that the statement can name
 * @param currentSchema where an unqualified CREATE TABLE puts its table; null when unknown
 */
public record RewriteContext(
        Map<Integer, String> parameterTypes,
        Map<Integer, Integer> parameterPositions,
        @Nullable String catalogDatabase,
        @Nullable String currentSchema,
        Function<String, Optional<String>> schemaAliases,
        Relations relations,
        boolean thorough) {
    public static final RewriteContext NONE =
            new RewriteContext(Map.of(), Map.of(), null, null, name -> Optional.empty());

    public RewriteContext {
        parameterTypes = Map.copyOf(parameterTypes);
        parameterPositions = Map.copyOf(parameterPositions);
    }

    /** For a first try. */
    public RewriteContext(
            Map<Integer, String> parameterTypes,
            Map<Integer, Integer> parameterPositions,
            @Nullable String catalogDatabase,
            @Nullable String currentSchema,
            Function<String, Optional<String>> schemaAliases,
            Relations relations) {
        this(
                parameterTypes,
                parameterPositions,
                catalogDatabase,
                currentSchema,
                schemaAliases,
                relations,
                false);
    }

    /** Without a database to ask. */
    public RewriteContext(
            Map<Integer, String> parameterTypes,
            Map<Integer, Integer> parameterPositions,
            @Nullable String catalogDatabase,
            @Nullable String currentSchema,
            Function<String, Optional<String>> schemaAliases) {
        this(
                parameterTypes,
                parameterPositions,
                catalogDatabase,
                currentSchema,
                schemaAliases,
                Relations.NONE);
    }

    public RewriteContext withParameterTypes(Map<Integer, String> types) {
        return new RewriteContext(
                types,
                parameterPositions,
                catalogDatabase,
                currentSchema,
                schemaAliases,
                relations,
                thorough);
    }

    /** For a second try, behind an error of the first. */
    public RewriteContext thoroughly() {
        return new RewriteContext(
                parameterTypes,
                parameterPositions,
                catalogDatabase,
                currentSchema,
                schemaAliases,
                relations,
                true);
    }
}
