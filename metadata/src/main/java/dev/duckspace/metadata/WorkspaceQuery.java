package dev.duckspace.metadata;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which workspaces of one branch, in what order; null fields do not filter.
 *
 * @param branchId null: main
 * @param name the whole name
 * @param after where the last workspace of the page before stood; null: from the first
 * @param limit 1 to {@value #LIMIT_MAX} rows
 */
public record WorkspaceQuery(
        String projectId,
        @Nullable String branchId,
        @Nullable String name,
        @Nullable WorkspaceStatus status,
        @Nullable String tag,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore,
        @Nullable Instant expiresAfter,
        @Nullable Instant expiresBefore,
        Order order,
        boolean descending,
        @Nullable Position after,
        int limit) {

    public static final int LIMIT_MAX = 1_000;

    /** What a list is sorted by; ties fall to the id. */
    public enum Order {
        CREATED_AT,
        EXPIRES_AT,
        NAME;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A place in a sorted list, which stays good when the workspace itself is gone.
     *
     * @param value the workspace's name, or its instant as text, by the list's order
     */
    public record Position(String value, String id) {}

    public WorkspaceQuery {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("a page has 1 to " + LIMIT_MAX + " workspaces");
        }
    }

    /** All workspaces of a branch, the oldest first. */
    public static WorkspaceQuery of(String projectId, @Nullable String branchId) {
        return new WorkspaceQuery(
                projectId,
                branchId,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Order.CREATED_AT,
                false,
                null,
                LIMIT_MAX);
    }

    /** The text from WHERE on; adds its parameters in order. */
    String where(List<Object> parameters) {
        StringBuilder text =
                new StringBuilder("project_id = ? AND branch_id = ? AND status <> 'dropping'");
        parameters.add(projectId);
        parameters.add(Sql.orEmpty(branchId));
        filter(text, parameters, "name = ?", name);
        filter(text, parameters, "status = ?", status == null ? null : status.text());
        filter(
                text,
                parameters,
                "position(? IN tags) > 0",
                tag == null ? null : TagList.searched(tag));
        filter(text, parameters, "created_at > ?", createdAfter);
        filter(text, parameters, "created_at < ?", createdBefore);
        filter(text, parameters, "expires_at > ?", expiresAfter);
        filter(text, parameters, "expires_at < ?", expiresBefore);
        String column = order.text();
        if (after != null) {
            String comparison = descending ? "<" : ">";
            text.append(
                    " AND (%s %s ? OR (%s = ? AND id %s ?))"
                            .formatted(column, comparison, column, comparison));
            Object value = parsed(after.value());
            parameters.add(value);
            parameters.add(value);
            parameters.add(after.id());
        }
        String direction = descending ? " DESC" : " ASC";
        text.append(" ORDER BY ").append(column).append(direction);
        text.append(", id").append(direction).append(" LIMIT ?");
        parameters.add(limit);
        return text.toString();
    }

    /** Where {@code workspace} stands in this list. */
    public Position position(Workspace workspace) {
        String value =
                switch (order) {
                    case CREATED_AT -> workspace.createdAt().toString();
                    case EXPIRES_AT -> workspace.expiresAt().toString();
                    case NAME -> workspace.name();
                };
        return new Position(value, workspace.id());
    }

    private Object parsed(String value) {
        return switch (order) {
            case CREATED_AT, EXPIRES_AT -> Instant.parse(value);
            case NAME -> value;
        };
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
