package dev.duckspace.metadata;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events; null fields do not filter.
 *
 * @param actor the whole name of who acted, or a token's id
 * @param beforeId the last event of the page before; null: from the newest
 * @param limit 1 to {@value #LIMIT_MAX} rows
 */
public record EventQuery(
        @Nullable String projectId,
        @Nullable String workspaceId,
        @Nullable String actor,
        @Nullable String action,
        @Nullable String subject,
        @Nullable String outcome,
        @Nullable Instant after,
        @Nullable Instant before,
        @Nullable String beforeId,
        int limit) {

    public static final int LIMIT_MAX = 1_000;

    public EventQuery {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("a page has 1 to " + LIMIT_MAX + " events");
        }
    }

    /** The newest of a project, or of all. */
    public static EventQuery newest(@Nullable String projectId, int limit) {
        return new EventQuery(projectId, null, null, null, null, null, null, null, null, limit);
    }

    /** The text from WHERE on; adds its parameters in order. */
    String where(List<Object> parameters) {
        // Before every id in any collation: they all start with ev_.
        StringBuilder text = new StringBuilder("id < ?");
        parameters.add(beforeId == null ? "ew" : beforeId);
        filter(text, parameters, "project_id = ?", projectId);
        filter(text, parameters, "workspace_id = ?", workspaceId);
        filter(text, parameters, "action = ?", action);
        filter(text, parameters, "subject = ?", subject);
        filter(text, parameters, "outcome = ?", outcome);
        filter(text, parameters, "occurred_at > ?", after);
        filter(text, parameters, "occurred_at < ?", before);
        if (actor != null) {
            text.append(" AND (actor = ? OR actor_id = ?)");
            parameters.add(actor);
            parameters.add(actor);
        }
        parameters.add(limit);
        return text.append(" ORDER BY id DESC LIMIT ?").toString();
    }

    private static void filter(
            StringBuilder text,
            List<Object> parameters,
            String condition,
            @Nullable Object parameter) {
        if (parameter != null) {
            text.append(" AND ").append(condition);
            parameters.add(parameter);
        }
    }
}
