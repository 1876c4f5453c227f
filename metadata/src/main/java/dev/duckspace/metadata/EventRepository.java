package dev.duckspace.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The audit trail: appended, read, pruned, never changed. */
public final class EventRepository {
    private static final String COLUMNS =
            """
            id, occurred_at, actor, actor_id, action, subject, project_id, workspace_id, \
            remote_address, outcome, detail""";

    /** What strangers and database users cause: it can be much, and must not displace the rest. */
    private static final String BY_STRANGERS = "actor_id = '' AND actor <> 'system'";

    private static final String BY_ACCOUNTABLE = "NOT (" + BY_STRANGERS + ")";

    private final Sql sql;

    EventRepository(Sql sql) {
        this.sql = sql;
    }

    public void append(Event event) {
        sql.update(
                "INSERT INTO events (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                event.id(),
                event.at(),
                event.actor(),
                Sql.orEmpty(event.actorId()),
                event.action(),
                event.subject(),
                Sql.orEmpty(event.projectId()),
                Sql.orEmpty(event.workspaceId()),
                Sql.orEmpty(event.remoteAddress()),
                event.outcome(),
                event.detail());
    }

    /** The newest first. */
    public List<Event> list(EventQuery query) {
        List<Object> parameters = new ArrayList<>();
        String where = query.where(parameters);
        return sql.list(
                "SELECT " + COLUMNS + " FROM events WHERE " + where,
                EventRepository::read,
                parameters.toArray());
    }

    /** How many have gone. */
    public int deleteBefore(Instant instant) {
        return sql.update("DELETE FROM events WHERE occurred_at < ?", instant);
    }

    /**
     * Keeps the newest {@code rows} of those that tokens and the system have caused, and as many of
     * those that strangers and database users have.
     *
     * @return how many have gone
     */
    public int keepNewest(int rows) {
        return keepNewest(BY_ACCOUNTABLE, rows) + keepNewest(BY_STRANGERS, rows);
    }

    private int keepNewest(String which, int rows) {
        return sql.update(
                """
                DELETE FROM events WHERE %1$s AND id <= COALESCE(
                    (SELECT id FROM events WHERE %1$s ORDER BY id DESC LIMIT 1 OFFSET ?), '')"""
                        .formatted(which),
                rows);
    }

    private static Event read(ResultSet row) throws SQLException {
        return new Event(
                row.getString("id"),
                Sql.instant(row, "occurred_at"),
                row.getString("actor"),
                Sql.emptyToNull(row.getString("actor_id")),
                row.getString("action"),
                row.getString("subject"),
                Sql.emptyToNull(row.getString("project_id")),
                Sql.emptyToNull(row.getString("workspace_id")),
                Sql.emptyToNull(row.getString("remote_address")),
                row.getString("outcome"),
                row.getString("detail"));
    }
}
