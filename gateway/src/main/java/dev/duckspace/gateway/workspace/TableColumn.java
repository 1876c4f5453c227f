package dev.duckspace.gateway.workspace;

import org.jspecify.annotations.Nullable;

/**
 * A column of a project table.
 *
 * @param type as PostgreSQL spells it, {@code numeric(12,2)}
 */
public record TableColumn(String name, String type, boolean nullable, @Nullable String comment) {}
