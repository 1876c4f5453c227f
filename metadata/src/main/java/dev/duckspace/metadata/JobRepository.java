package dev.duckspace.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The jobs of one transaction. */
public final class JobRepository {
    private static final String COLUMNS =
            "id, project_id, branch_id, workspace_id, kind, state, rows_done, percent, result,"
                    + " problem, created_at, finished_at";

    private final Sql sql;

    JobRepository(Sql sql) {
        this.sql = sql;
    }

    public void insert(Job job) {
        sql.update(
                "INSERT INTO jobs (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                job.id(),
                job.projectId(),
                Sql.orEmpty(job.branchId()),
                job.workspaceId(),
                job.kind(),
                job.state().text(),
                job.rows(),
                job.percent(),
                job.result(),
                job.problem(),
                job.createdAt(),
                job.finishedAt());
    }

    /** How far it is; false when there is no such job any more. */
    public boolean update(Job job) {
        return sql.update(
                        """
                        UPDATE jobs SET state = ?, rows_done = ?, percent = ?, result = ?,
                            problem = ?, finished_at = ? WHERE id = ?""",
                        job.state().text(),
                        job.rows(),
                        job.percent(),
                        job.result(),
                        job.problem(),
                        job.finishedAt(),
                        job.id())
                > 0;
    }

    public Optional<Job> find(String workspaceId, String id) {
        return sql.first(
                "SELECT " + COLUMNS + " FROM jobs WHERE workspace_id = ? AND id = ?",
                JobRepository::read,
                workspaceId,
                id);
    }

    /** The newest first. */
    public List<Job> list(String workspaceId) {
        return sql.list(
                "SELECT "
                        + COLUMNS
                        + " FROM jobs WHERE workspace_id = ? ORDER BY created_at DESC, id DESC",
                JobRepository::read,
                workspaceId);
    }

    /** Those whose state is not final. */
    public List<Job> unfinished() {
        return sql.list(
                "SELECT "
                        + COLUMNS
                        + " FROM jobs WHERE state IN ('queued', 'running') ORDER BY created_at, id",
                JobRepository::read);
    }

    public boolean delete(String id) {
        return sql.update("DELETE FROM jobs WHERE id = ?", id) > 0;
    }

    private static Job read(ResultSet row) throws SQLException {
        return new Job(
                row.getString("id"),
                row.getString("project_id"),
                Sql.emptyToNull(row.getString("branch_id")),
                row.getString("workspace_id"),
                row.getString("kind"),
                JobState.of(row.getString("state")),
                row.getLong("rows_done"),
                row.getDouble("percent"),
                row.getString("result"),
                row.getString("problem"),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "finished_at"));
    }
}
