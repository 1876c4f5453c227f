package dev.duckspace.admin.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.duckspace.admin.service.CreatedWorkspace;
import dev.duckspace.admin.service.WorkspaceDetail;
import dev.duckspace.admin.service.WorkspaceLimits;
import dev.duckspace.metadata.Workspace;
import dev.duckspace.metadata.WorkspaceStatus;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workspace in a list, and what every longer answer about it begins with. */
@Serdeable(naming = SnakeCaseStrategy.class)
record WorkspaceJson(
        String id,
        String name,
        String description,
        List<String> tags,
        String projectId,
        @Nullable String branchId,
        String status,
        String createdAt,
        String expiresAt,
        BigDecimal sizeLimitGb) {

    static WorkspaceJson of(Workspace w, Instant now) {
        return new WorkspaceJson(
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
    private static String status(Workspace w, Instant now) {
        boolean over = w.status() == WorkspaceStatus.ACTIVE && w.hasExpired(now);
        return (over ? WorkspaceStatus.EXPIRED : w.status()).text();
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Page(List<WorkspaceJson> workspaces, @Nullable String nextCursor) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record AttachedTable(String schema, String table, @Nullable Long rows) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    record WorkspaceObject(String schema, String name, String type, @Nullable Long rows) {}

    /** The answer to a create, which alone tells the password. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Created(
            @JsonUnwrapped WorkspaceJson workspace,
            ConnectionJson connection,
            List<AttachedTable> attachedTables) {

        static Created of(CreatedWorkspace created, ConnectionTarget target, Instant now) {
            return of(created, target, created.password(), now);
        }

        /** What a repeated create answers. */
        static Created withoutPassword(
                CreatedWorkspace created, ConnectionTarget target, Instant now) {
            return of(created, target, null, now);
        }

        private static Created of(
                CreatedWorkspace created,
                ConnectionTarget target,
                @Nullable String password,
                Instant now) {
            Workspace workspace = created.workspace();
            return new Created(
                    WorkspaceJson.of(workspace, now),
                    target.connection(workspace, created.username(), password),
                    created.attachedTables().stream()
                            .map(t -> new AttachedTable(t.schema(), t.name(), t.rows()))
                            .toList());
        }
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Detail(
            @JsonUnwrapped WorkspaceJson workspace,
            long sizeBytes,
            int activeSessions,
            ConnectionJson connection,
            List<WorkspaceObject> workspaceObjects) {

        static Detail of(WorkspaceDetail detail, ConnectionTarget target, Instant now) {
            return new Detail(
                    WorkspaceJson.of(detail.workspace(), now),
                    detail.sizeBytes(),
                    detail.activeSessions(),
                    target.connection(detail.workspace(), detail.username(), null),
                    detail.objects().stream()
                            .map(o -> new WorkspaceObject(o.schema(), o.name(), o.type(), o.rows()))
                            .toList());
        }
    }
}
