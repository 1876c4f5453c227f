package dev.duckspace.gateway.sql;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Plain calls of sum and avg. They are tried with macros over the engine's own aggregates, which is
 * quicker where there are many groups than calling ours for each; the macros refuse the types of
 * which PostgreSQL's answer is another, and the second try has our aggregates.
 */
final class EngineAggregates {
    private static final Map<String, String> MACROS =
            Map.of("pg_sum", "pg_plain_sum", "pg_avg", "pg_plain_avg");

    /** Not what is kept as a text and planned again when its tables' types may have changed. */
    private static final Set<Leading> PLANNED_AT_ONCE =
            EnumSet.of(
                    Leading.SELECT,
                    Leading.SELECT_INTO,
                    Leading.FROM,
                    Leading.INSERT,
                    Leading.UPDATE,
                    Leading.DELETE,
                    Leading.MERGE,
                    Leading.CREATE_TABLE_AS);

    private EngineAggregates() {}

    /** The macro's name in place of the aggregate's, where the call at the token allows it. */
    static String nameOf(Rewrite rewrite, int at, String name) {
        String macro = MACROS.get(name);
        return macro != null
                        && PLANNED_AT_ONCE.contains(rewrite.leading())
                        && !rewrite.context().thorough()
                        && isPlain(rewrite, at + 1)
                ? macro
                : name;
    }

    /** Without what a macro cannot take; a query would be run twice. */
    private static boolean isPlain(Rewrite rewrite, int open) {
        int past = rewrite.pastGroup(open);
        Tokens tokens = rewrite.tokens();
        if (tokens.isWord(past, "filter")
                || tokens.isWord(past, "over")
                || tokens.isWord(past, "within")
                || tokens.isOperator(open + 1, "*")) {
            return false;
        }
        for (int at = open + 1; at < past - 1; at++) {
            if (rewrite.is(at, Keyword.SELECT)
                    || rewrite.is(at, Keyword.DISTINCT)
                    || rewrite.is(at, Keyword.ALL)
                    || rewrite.is(at, Keyword.BY)
                    || tokens.isWord(at, "columns")) {
                return false;
            }
        }
        return past > open + 2;
    }
}
