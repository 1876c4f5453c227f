package dev.duckspace.gateway.sql;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where in a statement a set-returning function is called. */
enum SetPlace {
    TABLE,
    SELECT_LIST,
    OTHER;

    private static final Set<String> FROM_TAKERS =
            Set.of("extract", "pg_extract", "substring", "trim", "overlay", "position");

    static SetPlace of(Rewrite rewrite, int first) {
        int before = first - 1;
        if (rewrite.is(before, Keyword.JOIN) || rewrite.is(before, Keyword.LATERAL)) {
            return TABLE;
        }
        if (rewrite.is(before, Keyword.FROM)) {
            return isQueryFrom(rewrite, before) ? TABLE : clause(rewrite, before - 1);
        }
        return clause(rewrite, before);
    }

    private static boolean isQueryFrom(Rewrite rewrite, int from) {
        if (rewrite.is(from - 1, Keyword.DISTINCT)) {
            return false;
        }
        int depth = 0;
        for (int at = from - 1; at >= rewrite.from(); at--) {
            int change = rewrite.tokens().depthChange(at);
            if (change > 0 && depth == 0) {
                return !FROM_TAKERS.contains(word(rewrite, at - 1));
            }
            depth -= change;
        }
        return true;
    }

    private static String word(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.IDENTIFIER)
                ? rewrite.tokens().text(at).toLowerCase(Locale.ROOT)
                : "";
    }

    /** By the word that begins the clause, looked for backwards and out of brackets. */
    private static SetPlace clause(Rewrite rewrite, int from) {
        int depth = 0;
        boolean comma = rewrite.is(from, TokenKind.COMMA);
        boolean outside = false;
        for (int at = from; at >= rewrite.from(); at--) {
            int change = rewrite.tokens().depthChange(at);
            if (change > 0 && depth == 0) {
                outside = true;
                continue;
            }
            depth -= change;
            if (depth != 0) {
                continue;
            }
            Keyword keyword = rewrite.tokens().keyword(at);
            if (keyword == null) {
                continue;
            }
            SetPlace place = beginning(rewrite, at, keyword, comma && !outside);
            if (place != null) {
                return place;
            }
        }
        return OTHER;
    }

    /**
     * What the clause says that a word begins; null when it begins none.
     *
     * @param listed whether the call stands behind a comma of the clause itself
     */
    private static @Nullable SetPlace beginning(
            Rewrite rewrite, int at, Keyword keyword, boolean listed) {
        SetPlace table = listed ? TABLE : OTHER;
        return switch (keyword) {
            case SELECT, RETURNING -> SELECT_LIST;
            case ON -> rewrite.is(at - 1, Keyword.DISTINCT) ? SELECT_LIST : table;
            case FROM -> isQueryFrom(rewrite, at) ? table : null;
            case JOIN, USING -> table;
            case WHERE, GROUP, ORDER, HAVING, SET, VALUES, LIMIT, OFFSET -> OTHER;
            default -> null;
        };
    }
}
