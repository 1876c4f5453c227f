package dev.duckspace.metadata;

import java.time.Duration;
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
 * @param ttlHours how long it was asked to live, at least 1: what an extension adds to its moment
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
        int ttlHours,
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
        if (ttlHours < 1) {
            throw new IllegalArgumentException("a workspace lives for at least 1 hour");
        }
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
                ttlHours,
                sizeLimitBytes);
    }

    public Workspace withDescription(String newName, String newDescription, List<String> newTags) {
        return new Workspace(
                id,
                projectId,
                branchId,
                newName,
                newDescription,
                newTags,
                status,
                createdAt,
                expiresAt,
                ttlHours,
                sizeLimitBytes);
    }

    public Workspace withSizeLimit(long bytes) {
        return new Workspace(
                id,
                projectId,
                branchId,
                name,
                description,
                tags,
                status,
                createdAt,
                expiresAt,
                ttlHours,
                bytes);
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
                ttlHours,
                sizeLimitBytes);
    }

    /** The same, living for {@code hours} from {@code now} on; see {@link #withExpiry}. */
    public Workspace withTimeToLive(int hours, Instant now) {
        Workspace extended = withExpiry(now.plus(Duration.ofHours(hours)));
        return new Workspace(
                id,
                projectId,
                branchId,
                name,
                description,
                tags,
                extended.status,
                createdAt,
                extended.expiresAt,
                hours,
                sizeLimitBytes);
    }

    /** Whether its time is over at {@code now}, whatever its status says yet. */
    public boolean hasExpired(Instant now) {
        return status == WorkspaceStatus.EXPIRED || !now.isBefore(expiresAt);
    }
}
