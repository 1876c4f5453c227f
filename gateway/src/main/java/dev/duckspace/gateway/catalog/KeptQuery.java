package dev.duckspace.gateway.catalog;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The query of a view as its user wrote it, which is kept in the comment of the view or of the
 * table that is a materialized view. What writes it is sql.KeptView and sql.MaterializedView.
 *
 * @param remark the user's own comment
 */
record KeptQuery(String query, @Nullable String remark) {
    private static final String PART = "\u001F";
    private static final String TABLE = "pg_matview" + PART;
    private static final String VIEW = "pg_view" + PART;

    static Optional<KeptQuery> of(@Nullable String comment) {
        boolean view = comment != null && comment.startsWith(VIEW);
        if (comment == null || (!view && !comment.startsWith(TABLE))) {
            return Optional.empty();
        }
        int from = view ? VIEW.length() : TABLE.length() + 1;
        int end = comment.lastIndexOf(PART);
        String remark = comment.substring(end + 1);
        return Optional.of(
                new KeptQuery(comment.substring(from, end), remark.isEmpty() ? null : remark));
    }

    /** With a blank before it and a semicolon behind, as PostgreSQL has it. */
    String text() {
        return ' ' + query.strip() + ';';
    }
}
