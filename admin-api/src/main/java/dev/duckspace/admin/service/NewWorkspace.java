package dev.duckspace.admin.service;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for.
 *
 * @param ttlHours null: the configured default
 * @param sizeLimitGb GB of 10^9 bytes; null: the configured default
 */
public record NewWorkspace(
        String name,
        String description,
        List<String> tags,
        @Nullable Integer ttlHours,
        @Nullable BigDecimal sizeLimitGb) {
    public NewWorkspace {
        tags = List.copyOf(tags);
    }

    public static NewWorkspace named(String name) {
        return new NewWorkspace(name, "", List.of(), null, null);
    }
}
