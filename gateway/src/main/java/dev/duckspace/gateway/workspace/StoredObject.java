package dev.duckspace.gateway.workspace;

import org.jspecify.annotations.Nullable;

/**
 * A table or view of a workspace, or a table of its project.
 *
 * @param type {@code table} or {@code view}
 * @param rows exact; null for a view, for a file that cannot be read, and where counting all of
 *     them takes longer than a caller waits
 */
public record StoredObject(String schema, String name, String type, @Nullable Long rows) {}
