package dev.duckspace.metadata;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workspace: one database file that its user reads and writes.
 *
 * @param id {@code ws_} and 12 hexadecimal digits
 * @param branchId null for the project's main branch
 * @param name unique in its project and branch
 * @param tags at most 50, each 1 to 100 characters without control characters
 * @param expiresAt when it stops to accept connections
 * @param sizeLimitBytes how large its file may grow
 */
public record Workspace(
        String id,
        String projectId,
        @Nullable String branchId,
        String name,
        String description,
        List<String> tags,
        WorkspaceStatus status,
        Instant createdAt,
        Instant expiresAt,
        long sizeLimitBytes) {

    public static final int TAGS_MAX = 50;

    public Workspace {
        Identifiers.requireWorkspaceId(id);
        Identifiers.requireProjectId(projectId);
        if (branchId != null) {
            Identifiers.requireBranchId(branchId);
        }
        Identifiers.requireName("workspace name", name);
        Identifiers.requireDescription(description);
        tags = List.copyOf(tags);
        if (tags.size() > TAGS_MAX) {
            throw new IllegalArgumentException("a workspace has at most " + TAGS_MAX + " tags");
        }
        tags.forEach(Identifiers::requireTag);
        createdAt = Timestamps.toMicros(createdAt);
        expiresAt = Timestamps.toMicros(expiresAt);
        if (sizeLimitBytes <= 0) {
            throw new IllegalArgumentException("the size limit of a workspace is above 0 bytes");
        }
    }

    /** What its clients connect to. */
    public String database() {
        return Identifiers.database(id);
    }

    public Workspace withStatus(WorkspaceStatus newStatus) {
        return new Workspace(
                id,
                projectId,
                branchId,
                name,
                description,
                tags,
                newStatus,
                createdAt,
                expiresAt,
                sizeLimitBytes);
    }

    /** The same with another end; what had expired by time alone is active again. */
    public Workspace withExpiry(Instant newExpiresAt) {
        return new Workspace(
                id,
                projectId,
                branchId,
                name,
                description,
                tags,
                status == WorkspaceStatus.EXPIRED ? WorkspaceStatus.ACTIVE : status,
                createdAt,
                newExpiresAt,
                sizeLimitBytes);
    }

    /** Whether its time is over at {@code now}, whatever its status says yet. */
    public boolean hasExpired(Instant now) {
        return status == WorkspaceStatus.EXPIRED || !now.isBefore(expiresAt);
    }
}
