package dev.duckspace.gateway.catalog;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The query of a materialized view, which is kept in the comment of its table. The rule that writes
 * it is the gateway's sql.MaterializedView.
 *
 * @param remark the user's own comment
 */
record KeptQuery(String query, @Nullable String remark) {
    private static final String PART = "\u001F";
    private static final String MARK = "pg_matview" + PART;

    static Optional<KeptQuery> of(@Nullable String comment) {
        if (comment == null || !comment.startsWith(MARK)) {
            return Optional.empty();
        }
        int end = comment.lastIndexOf(PART);
        String remark = comment.substring(end + 1);
        return Optional.of(
                new KeptQuery(
                        comment.substring(MARK.length() + 1, end),
                        remark.isEmpty() ? null : remark));
    }

    /** With a blank before it and a semicolon behind, as PostgreSQL has it. */
    String text() {
        return ' ' + query.strip() + ';';
    }
}
