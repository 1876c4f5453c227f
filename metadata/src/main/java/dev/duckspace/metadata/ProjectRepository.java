package dev.duckspace.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The projects of one transaction. */
public final class ProjectRepository {
    private final Sql sql;

    ProjectRepository(Sql sql) {
        this.sql = sql;
    }

    /** Throws {@link MetadataException} DUPLICATE when the id is taken. */
    public void insert(Project project) {
        sql.update(
                "INSERT INTO projects (id, name, created_at) VALUES (?, ?, ?)",
                project.id(),
                project.name(),
                project.createdAt());
    }

    public Optional<Project> find(String id) {
        return sql.first(
                "SELECT id, name, created_at FROM projects WHERE id = ?",
                ProjectRepository::read,
                id);
    }

    /** By id, at most {@code limit}, those after {@code afterId} (empty: from the first). */
    public List<Project> list(String afterId, int limit) {
        return sql.list(
                """
                SELECT id, name, created_at FROM projects
                WHERE id > ? ORDER BY id LIMIT ?""",
                ProjectRepository::read,
                afterId,
                limit);
    }

    /** Deletes the row alone: what belongs to the project is deleted before it. */
    public boolean delete(String id) {
        return sql.update("DELETE FROM projects WHERE id = ?", id) > 0;
    }

    private static Project read(ResultSet row) throws SQLException {
        return new Project(
                row.getString("id"), row.getString("name"), Sql.instant(row, "created_at"));
    }
}
