package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.WorkspaceLimits;
import dev.duckspace.metadata.Workspace;
import dev.duckspace.metadata.WorkspaceStatus;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers about workspaces. */
final class WorkspaceJson {
    private WorkspaceJson() {}

    /** A workspace in a list. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Summary(
            String id,
            String name,
            String description,
            List<String> tags,
            String projectId,
            @Nullable String branchId,
            String status,
            String createdAt,
            String expiresAt,
            BigDecimal sizeLimitGb) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Page(List<Summary> workspaces, @Nullable String nextCursor) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record AttachedTable(String schema, String table, @Nullable Long rows) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record WorkspaceObject(String schema, String name, String type, @Nullable Long rows) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record ConnectionWithPassword(
            String host,
            int port,
            String database,
            String username,
            String password,
            String sslMode,
            String connectionString) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Connection(
            String host,
            int port,
            String database,
            String username,
            String sslMode,
            String connectionString) {}

    /** The answer to a create: the only one with the password. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Created(
            String id,
            String name,
            String description,
            List<String> tags,
            String projectId,
            @Nullable String branchId,
            String status,
            String createdAt,
            String expiresAt,
            BigDecimal sizeLimitGb,
            ConnectionWithPassword connection,
            List<AttachedTable> attachedTables) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Detail(
            String id,
            String name,
            String description,
            List<String> tags,
            String projectId,
            @Nullable String branchId,
            String status,
            String createdAt,
            String expiresAt,
            long sizeBytes,
            BigDecimal sizeLimitGb,
            int activeSessions,
            Connection connection,
            List<WorkspaceObject> workspaceObjects) {}

    static Summary summary(Workspace w, Instant now) {
        return new Summary(
                w.id(),
                w.name(),
                w.description(),
                w.tags(),
                w.projectId(),
                w.branchId(),
                status(w, now),
                w.createdAt().toString(),
                w.expiresAt().toString(),
                WorkspaceLimits.gigabytes(w.sizeLimitBytes()));
    }

    /** True at any moment, also before anything has noted that its time is over. */
    static String status(Workspace w, Instant now) {
        boolean over = w.status() == WorkspaceStatus.ACTIVE && w.hasExpired(now);
        return (over ? WorkspaceStatus.EXPIRED : w.status()).text();
    }
}
