package dev.duckspace.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The branches of one transaction. Main is no row: it is always there. */
public final class BranchRepository {
    private final Sql sql;

    BranchRepository(Sql sql) {
        this.sql = sql;
    }

    /** Throws {@link MetadataException} DUPLICATE when the project has a branch of that id. */
    public void insert(Branch branch) {
        sql.update(
                """
                INSERT INTO branches (project_id, id, name, inherits, created_at)
                VALUES (?, ?, ?, ?, ?)""",
                branch.projectId(),
                branch.id(),
                branch.name(),
                branch.inherit(),
                branch.createdAt());
    }

    public Optional<Branch> find(String projectId, String id) {
        return sql.first(
                """
                SELECT project_id, id, name, inherits, created_at FROM branches
                WHERE project_id = ? AND id = ?""",
                BranchRepository::read,
                projectId,
                id);
    }

    public List<Branch> list(String projectId, String afterId, int limit) {
        return sql.list(
                """
                SELECT project_id, id, name, inherits, created_at FROM branches
                WHERE project_id = ? AND id > ? ORDER BY id LIMIT ?""",
                BranchRepository::read,
                projectId,
                afterId,
                limit);
    }

    public long count(String projectId) {
        return sql.number("SELECT count(*) FROM branches WHERE project_id = ?", projectId);
    }

    /** Deletes the row alone: the branch's workspaces are deleted before it. */
    public boolean delete(String projectId, String id) {
        return sql.update("DELETE FROM branches WHERE project_id = ? AND id = ?", projectId, id)
                > 0;
    }

    private static Branch read(ResultSet row) throws SQLException {
        return new Branch(
                row.getString("project_id"),
                row.getString("id"),
                row.getString("name"),
                row.getBoolean("inherits"),
                Sql.instant(row, "created_at"));
    }
}
