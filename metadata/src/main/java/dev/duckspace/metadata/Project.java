package dev.duckspace.metadata;

import java.time.Instant;

/**
 * A project: what owns tables, branches and workspaces.
 *
 * @param id 1 to 64 of a-z, 0-9, _ and -; see {@link Identifiers#requireProjectId}
 * @param name what people read, 1 to 200 characters
 */
public record Project(String id, String name, Instant createdAt) {
    public Project {
        Identifiers.requireProjectId(id);
        Identifiers.requireName("project name", name);
        createdAt = Timestamps.toMicros(createdAt);
    }
}
