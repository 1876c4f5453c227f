package dev.duckspace.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The workspaces of one transaction. */
public final class WorkspaceRepository {
    private static final String COLUMNS =
            """
            id, project_id, branch_id, name, description, tags, status, created_at, expires_at, \
            ttl_hours, size_limit_bytes""";

    private final Sql sql;

    WorkspaceRepository(Sql sql) {
        this.sql = sql;
    }

    /** Throws {@link MetadataException} DUPLICATE when the name is taken in its branch. */
    public void insert(Workspace workspace) {
        sql.update(
                "INSERT INTO workspaces (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                workspace.id(),
                workspace.projectId(),
                Sql.orEmpty(workspace.branchId()),
                workspace.name(),
                workspace.description(),
                TagList.write(workspace.tags()),
                workspace.status().text(),
                workspace.createdAt(),
                workspace.expiresAt(),
                workspace.ttlHours(),
                workspace.sizeLimitBytes());
    }

    /** Writes what can change: name, description, tags, status, times and size limit. */
    public boolean update(Workspace workspace) {
        return sql.update(
                        """
                        UPDATE workspaces
                        SET name = ?, description = ?, tags = ?, status = ?, expires_at = ?,
                            ttl_hours = ?, size_limit_bytes = ?
                        WHERE id = ?""",
                        workspace.name(),
                        workspace.description(),
                        TagList.write(workspace.tags()),
                        workspace.status().text(),
                        workspace.expiresAt(),
                        workspace.ttlHours(),
                        workspace.sizeLimitBytes(),
                        workspace.id())
                > 0;
    }

    public boolean updateStatus(String id, WorkspaceStatus status) {
        return sql.update("UPDATE workspaces SET status = ? WHERE id = ?", status.text(), id) > 0;
    }

    public Optional<Workspace> find(String id) {
        return sql.first(
                "SELECT " + COLUMNS + " FROM workspaces WHERE id = ?",
                WorkspaceRepository::read,
                id);
    }

    public Optional<Workspace> findByName(
            String projectId, @Nullable String branchId, String name) {
        return sql.first(
                "SELECT "
                        + COLUMNS
                        + " FROM workspaces WHERE project_id = ? AND branch_id = ? AND name = ?",
                WorkspaceRepository::read,
                projectId,
                Sql.orEmpty(branchId),
                name);
    }

    /** Every workspace of a status, in all projects: for repair and expiry. */
    public List<Workspace> listByStatus(WorkspaceStatus status) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM workspaces WHERE status = ? ORDER BY id",
                WorkspaceRepository::read,
                status.text());
    }

    /** Those that are active although their time is over, the longest overdue first. */
    public List<Workspace> listOverdue(Instant now, int limit) {
        return listByExpiry("status = 'active' AND expires_at <= ?", now, limit);
    }

    /** Those that expired at {@code end} or before. */
    public List<Workspace> listExpiredBefore(Instant end, int limit) {
        return listByExpiry("status = 'expired' AND expires_at <= ?", end, limit);
    }

    /** Those that are said to have expired although there is time left. */
    public List<Workspace> listExpiredAfter(Instant now, int limit) {
        return listByExpiry("status = 'expired' AND expires_at > ?", now, limit);
    }

    private List<Workspace> listByExpiry(String where, Instant time, int limit) {
        return sql.list(
                "SELECT "
                        + COLUMNS
                        + " FROM workspaces WHERE "
                        + where
                        + " ORDER BY expires_at, id LIMIT ?",
                WorkspaceRepository::read,
                time,
                limit);
    }

    /** Active to expired; false when its time is not over or it is not active. */
    public boolean expire(String id, Instant now) {
        return sql.update(
                        """
                        UPDATE workspaces SET status = 'expired'
                        WHERE id = ? AND status = 'active' AND expires_at <= ?""",
                        id,
                        now)
                > 0;
    }

    /** Expired to active; false when its time is over or it had not expired. */
    public boolean revive(String id, Instant now) {
        return sql.update(
                        """
                        UPDATE workspaces SET status = 'active'
                        WHERE id = ? AND status = 'expired' AND expires_at > ?""",
                        id,
                        now)
                > 0;
    }

    /** Expired to dropping; false when it expired later than {@code end} or was brought back. */
    public boolean dropExpired(String id, Instant end) {
        return sql.update(
                        """
                        UPDATE workspaces SET status = 'dropping'
                        WHERE id = ? AND status = 'expired' AND expires_at <= ?""",
                        id,
                        end)
                > 0;
    }

    /** Lets an active workspace live on; false when it lives that long already. */
    public boolean extend(String id, Instant expiresAt) {
        return sql.update(
                        """
                        UPDATE workspaces SET expires_at = ?
                        WHERE id = ? AND status = 'active' AND expires_at < ?""",
                        expiresAt,
                        id,
                        expiresAt)
                > 0;
    }

    /** Every workspace of a project, those of its branches included. */
    public List<Workspace> listOfProject(String projectId) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM workspaces WHERE project_id = ? ORDER BY id",
                WorkspaceRepository::read,
                projectId);
    }

    /** One page of the visible workspaces that {@code query} asks for. */
    public List<Workspace> list(WorkspaceQuery query) {
        List<Object> parameters = new ArrayList<>();
        String where = query.where(parameters);
        return sql.list(
                "SELECT " + COLUMNS + " FROM workspaces WHERE " + where,
                WorkspaceRepository::read,
                parameters.toArray());
    }

    /** How many workspaces count against the limit of the project, branches included. */
    public long countInProject(String projectId) {
        return sql.number(
                "SELECT count(*) FROM workspaces WHERE project_id = ? AND status <> 'dropping'",
                projectId);
    }

    /** How many there are of each status; those whose time is over count as expired. */
    public Map<WorkspaceStatus, Long> countByStatus(Instant now) {
        Map<WorkspaceStatus, Long> counts = new EnumMap<>(WorkspaceStatus.class);
        sql.list(
                        """
                        SELECT status, expires_at <= ? AS overdue, count(*) AS n
                        FROM workspaces GROUP BY 1, 2""",
                        row -> {
                            WorkspaceStatus status = WorkspaceStatus.of(row.getString("status"));
                            boolean over =
                                    status == WorkspaceStatus.ACTIVE && row.getBoolean("overdue");
                            return Map.entry(
                                    over ? WorkspaceStatus.EXPIRED : status, row.getLong("n"));
                        },
                        now)
                .forEach(entry -> counts.merge(entry.getKey(), entry.getValue(), Long::sum));
        return counts;
    }

    /** Deletes the workspace and its credentials. */
    public boolean delete(String id) {
        sql.update("DELETE FROM credentials WHERE workspace_id = ?", id);
        sql.update("DELETE FROM jobs WHERE workspace_id = ?", id);
        return sql.update("DELETE FROM workspaces WHERE id = ?", id) > 0;
    }

    private static Workspace read(ResultSet row) throws SQLException {
        return new Workspace(
                row.getString("id"),
                row.getString("project_id"),
                Sql.emptyToNull(row.getString("branch_id")),
                row.getString("name"),
                row.getString("description"),
                TagList.read(row.getString("tags")),
                WorkspaceStatus.of(row.getString("status")),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "expires_at"),
                row.getInt("ttl_hours"),
                row.getLong("size_limit_bytes"));
    }
}
