package dev.duckspace.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit trail: appended, read, never changed. */
public final class EventRepository {
    private final Sql sql;

    EventRepository(Sql sql) {
        this.sql = sql;
    }

    public void append(Event event) {
        sql.update(
                """
                INSERT INTO events (id, occurred_at, actor, action, subject, project_id, workspace_id,
                    remote_address, outcome, detail)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                event.id(),
                event.at(),
                event.actor(),
                event.action(),
                event.subject(),
                Sql.orEmpty(event.projectId()),
                Sql.orEmpty(event.workspaceId()),
                Sql.orEmpty(event.remoteAddress()),
                event.outcome(),
                event.detail());
    }

    /**
     * The newest first.
     *
     * @param projectId null: of all projects
     * @param beforeId the last event of the page before; null: from the newest
     */
    public List<Event> list(@Nullable String projectId, @Nullable String beforeId, int limit) {
        // Behind every id in any collation: they all start with ev_.
        String before = beforeId == null ? "ew" : beforeId;
        return projectId == null
                ? sql.list(
                        "SELECT * FROM events WHERE id < ? ORDER BY id DESC LIMIT ?",
                        EventRepository::read,
                        before,
                        limit)
                : sql.list(
                        """
                        SELECT * FROM events WHERE project_id = ? AND id < ?
                        ORDER BY id DESC LIMIT ?""",
                        EventRepository::read,
                        projectId,
                        before,
                        limit);
    }

    private static Event read(ResultSet row) throws SQLException {
        return new Event(
                row.getString("id"),
                Sql.instant(row, "occurred_at"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                Sql.emptyToNull(row.getString("project_id")),
                Sql.emptyToNull(row.getString("workspace_id")),
                Sql.emptyToNull(row.getString("remote_address")),
                row.getString("outcome"),
                row.getString("detail"));
    }
}
