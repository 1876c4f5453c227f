package dev.duckspace.admin.service;

import dev.duckspace.gateway.workspace.TableLoad;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for.
 *
 * @param ttlHours null: the configured default
 * @param sizeLimitGb GB of 10^9 bytes; null: the configured default
 * @param preloadTables what it holds from the beginning
 */
public record NewWorkspace(
        String name,
        String description,
        List<String> tags,
        @Nullable Integer ttlHours,
        @Nullable BigDecimal sizeLimitGb,
        List<TableLoad> preloadTables) {
    public NewWorkspace {
        tags = List.copyOf(tags);
        preloadTables = List.copyOf(preloadTables);
    }

    public static NewWorkspace named(String name) {
        return new NewWorkspace(name, "", List.of(), null, null, List.of());
    }
}
