package dev.duckspace.gateway.sql;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The comment of a view, which keeps its query as the user wrote it before the user's own text: the
 * engine's text of the query is what the rewriter has made of it. catalog.KeptQuery reads it too.
 */
public final class KeptView {
    private static final String PART = "\u001F";
    private static final String MARK = "pg_view" + PART;

    private KeptView() {}

    /** The comment of a view that a query has made anew, as a literal. */
    static String comment(String query, @Nullable String before) {
        String remark = remark(before);
        return Literals.quote(MARK + query + PART + (remark == null ? "" : remark));
    }

    /**
     * The view's comment with another text of the user's.
     *
     * @param remark empty for none
     */
    static String commented(@Nullable String before, String remark) {
        if (before == null || !before.startsWith(MARK)) {
            return remark.isEmpty() ? "NULL" : Literals.quote(remark);
        }
        return Literals.quote(before.substring(0, before.lastIndexOf(PART) + 1) + remark);
    }

    /** The query as the user wrote it; empty for a view that keeps none. */
    static Optional<String> query(@Nullable String comment) {
        return comment == null || !comment.startsWith(MARK)
                ? Optional.empty()
                : Optional.of(comment.substring(MARK.length(), comment.lastIndexOf(PART)));
    }

    /** The user's own text: what is left once the view reads another table than the query says. */
    public static @Nullable String remark(@Nullable String comment) {
        if (comment == null || !comment.startsWith(MARK)) {
            return comment;
        }
        String remark = comment.substring(comment.lastIndexOf(PART) + 1);
        return remark.isEmpty() ? null : remark;
    }
}
