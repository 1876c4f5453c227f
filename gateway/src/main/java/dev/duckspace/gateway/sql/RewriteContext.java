package dev.duckspace.gateway.sql;

import java.util.Map;

/**
 * What a rewrite must know beside the text.
 *
 * @param parameterTypes engine type name by parameter number (1-based), for parameters to be cast
 */
public record RewriteContext(Map<Integer, String> parameterTypes) {
    public static final RewriteContext NONE = new RewriteContext(Map.of());

    public RewriteContext {
        parameterTypes = Map.copyOf(parameterTypes);
    }
}
