package dev.duckspace.gateway.sql;

import java.util.List;

/** The items of a select list whose places are those of the query's columns. */
final class SelectItems {
    private SelectItems() {}

    /**
     * Up to a star; none of a query that is combined with others, whose columns are of common
     * types.
     *
     * @param select the word SELECT
     * @param end past the query
     */
    static List<SqlText> of(Rewrite rewrite, int select, int end) {
        int from = select + 1;
        if (rewrite.is(from, Keyword.DISTINCT) || rewrite.is(from, Keyword.ALL)) {
            from++;
            if (rewrite.is(from, Keyword.ON)) {
                from = rewrite.past(from + 1);
            }
        }
        int past = end;
        for (int at = from; at < end; at = rewrite.past(at)) {
            if (rewrite.is(at, Keyword.UNION)
                    || rewrite.is(at, Keyword.INTERSECT)
                    || rewrite.is(at, Keyword.EXCEPT)) {
                return List.of();
            }
            if (past == end && endsList(rewrite, at)) {
                past = at;
            }
        }
        List<SqlText> items = rewrite.text().part(from, past).splitAtCommas();
        int known = 0;
        while (known < items.size() && !isStar(rewrite, items.get(known))) {
            known++;
        }
        return items.subList(0, known);
    }

    private static boolean endsList(Rewrite rewrite, int at) {
        return rewrite.is(at, Keyword.FROM)
                || rewrite.is(at, Keyword.WHERE)
                || rewrite.is(at, Keyword.GROUP)
                || rewrite.is(at, Keyword.HAVING)
                || rewrite.is(at, Keyword.WINDOW)
                || rewrite.is(at, Keyword.ORDER)
                || rewrite.is(at, Keyword.LIMIT)
                || rewrite.is(at, Keyword.OFFSET)
                || rewrite.is(at, Keyword.FETCH)
                || rewrite.is(at, Keyword.FOR);
    }

    private static boolean isStar(Rewrite rewrite, SqlText item) {
        return !item.isEmpty()
                && (rewrite.tokens().isOperator(item.from(), "*")
                        || rewrite.tokens().isOperator(item.to() - 1, "*")
                        || rewrite.tokens().isWord(item.from(), "columns"));
    }
}
