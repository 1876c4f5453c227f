package dev.duckspace.gateway.sql;

import org.jspecify.annotations.Nullable;

/** Where in a query a token stands. */
final class Clauses {
    private Clauses() {}

    /** Whether a function that is called at this token stands for a table. */
    static boolean isTable(Rewrite rewrite, int name) {
        int before = name - 1;
        if (rewrite.is(before, TokenKind.DOT)) {
            before -= 2;
        }
        if (rewrite.is(before, Keyword.LATERAL)) {
            before--;
        }
        if (rewrite.is(before, Keyword.JOIN)) {
            return true;
        }
        if (rewrite.is(before, Keyword.FROM)) {
            return !rewrite.is(before - 1, Keyword.DISTINCT) && opensQuery(rewrite, before);
        }
        return rewrite.is(before, TokenKind.COMMA)
                && clause(rewrite, before) == Keyword.FROM
                && opensQuery(rewrite, before);
    }

    /** Not the FROM of {@code extract(x from y)}: some SELECT or verb stands before it. */
    private static boolean opensQuery(Rewrite rewrite, int at) {
        int depth = 0;
        for (int i = at - 1; i >= rewrite.from(); i--) {
            depth -= rewrite.tokens().depthChange(i);
            if (depth < 0) {
                return rewrite.is(i + 1, Keyword.FROM);
            }
            if (depth == 0
                    && (rewrite.is(i, Keyword.SELECT)
                            || rewrite.is(i, Keyword.UPDATE)
                            || rewrite.is(i, Keyword.DELETE)
                            || rewrite.is(i, Keyword.MERGE)
                            || rewrite.is(i, Keyword.FROM))) {
                return true;
            }
        }
        return rewrite.is(rewrite.from(), Keyword.FROM) || depth == 0;
    }

    /** The clause's word before the token, at its own depth; null when brackets open before. */
    static @Nullable Keyword clause(Rewrite rewrite, int at) {
        int depth = 0;
        for (int i = at - 1; i >= rewrite.from(); i--) {
            depth -= rewrite.tokens().depthChange(i);
            if (depth < 0) {
                return null;
            }
            Keyword begun = depth == 0 ? begins(rewrite, i) : null;
            if (begun != null) {
                return begun;
            }
        }
        return null;
    }

    /** The clause that begins at the token; null when none does. */
    static @Nullable Keyword begins(Rewrite rewrite, int at) {
        Keyword keyword = rewrite.tokens().keyword(at);
        if (keyword == null || rewrite.is(at - 1, TokenKind.DOT)) {
            return null;
        }
        return switch (keyword) {
            case SELECT, WHERE, GROUP, HAVING, ORDER, LIMIT, WINDOW, RETURNING, SET -> keyword;
            case FROM -> rewrite.is(at - 1, Keyword.DISTINCT) ? null : keyword;
            default -> null;
        };
    }

    /** Whether the token ends an item of a select list that stands before it. */
    static boolean endsItem(Rewrite rewrite, int at) {
        return at >= rewrite.to() || new LabelSource(rewrite.text()).endsItem(at);
    }
}
