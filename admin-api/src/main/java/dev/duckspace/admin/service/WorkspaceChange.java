package dev.duckspace.admin.service;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants changed; null stays as it is.
 *
 * @param ttlHours counts from now on
 * @param sizeLimitGb GB of 10^9 bytes
 */
public record WorkspaceChange(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<String> tags,
        @Nullable Integer ttlHours,
        @Nullable BigDecimal sizeLimitGb) {
    public WorkspaceChange {
        tags = tags == null ? null : List.copyOf(tags);
    }
}
