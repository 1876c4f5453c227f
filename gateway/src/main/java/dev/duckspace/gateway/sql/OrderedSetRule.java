package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Aggregates WITHIN GROUP. Those of a hypothetical row, {@code rank(x) WITHIN GROUP (ORDER BY y)},
 * count the rows that sort before it. {@code percentile_cont} is of double precision.
 */
final class OrderedSetRule {
    private OrderedSetRule() {}

    /**
     * @param at the function's name
     */
    static void apply(Rewrite rewrite, int at) {
        if (!rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            return;
        }
        int length = rewrite.tokens().end(at) - rewrite.tokens().start(at);
        if (length < "rank".length() || length > "percentile_cont".length()) {
            return;
        }
        String name = rewrite.tokens().text(at).toLowerCase(Locale.ROOT);
        switch (name) {
            case "rank", "dense_rank", "percent_rank", "cume_dist" -> {
                int within = within(rewrite, at);
                if (within > 0) {
                    hypothetical(rewrite, at, within, name);
                }
            }
            case "percentile_cont" -> {
                int within = within(rewrite, at);
                if (within > 0 && !rewrite.context().thorough()) {
                    overFloats(rewrite, within);
                }
            }
            default -> {}
        }
    }

    /** The bracket of WITHIN GROUP ( that follows the call; -1 for none. */
    private static int within(Rewrite rewrite, int at) {
        int past = rewrite.pastGroup(at + 1);
        boolean found =
                past + 2 < rewrite.to()
                        && rewrite.tokens().isWord(past, "within")
                        && rewrite.is(past + 1, Keyword.GROUP)
                        && rewrite.is(past + 2, TokenKind.LEFT_PAREN)
                        && rewrite.is(past + 3, Keyword.ORDER);
        return found ? past + 2 : -1;
    }

    private static List<SqlText> keys(Rewrite rewrite, int open) {
        return rewrite.text().part(open + 3, rewrite.pastGroup(open) - 1).splitAtCommas();
    }

    /** Of numbers; a second try leaves intervals as they are. */
    private static void overFloats(Rewrite rewrite, int open) {
        SqlText key = keys(rewrite, open).getFirst();
        if (!key.isEmpty()) {
            rewrite.insertBefore(key.from(), "(");
            rewrite.insertAfter(end(rewrite, key) - 1, ")::DOUBLE");
        }
    }

    private static int end(Rewrite rewrite, SqlText key) {
        int at = key.from();
        while (at < key.to()
                && !rewrite.is(at, Keyword.ASC)
                && !rewrite.is(at, Keyword.DESC)
                && !rewrite.is(at, Keyword.USING)
                && !rewrite.is(at, Keyword.NULLS)) {
            at = rewrite.past(at);
        }
        return at;
    }

    private static void hypothetical(Rewrite rewrite, int at, int open, String name) {
        List<SqlText> values =
                rewrite.text().part(at + 2, rewrite.pastGroup(at + 1) - 1).splitAtCommas();
        List<SqlText> keys = keys(rewrite, open);
        if (values.size() != keys.size()) {
            throw new PgException(
                    SqlState.UNDEFINED_FUNCTION,
                    "function %s with %d arguments and %d sorted columns does not exist"
                            .formatted(name, values.size(), keys.size()));
        }
        List<String> expressions = new ArrayList<>();
        String before = "false";
        String same = "true";
        for (int i = keys.size() - 1; i >= 0; i--) {
            SqlText key = keys.get(i);
            int end = end(rewrite, key);
            String y = '(' + text(rewrite, key.from(), end) + ')';
            String x = '(' + text(rewrite, values.get(i).from(), values.get(i).to()) + ')';
            expressions.addFirst(y);
            before =
                    before(rewrite, key, end, x, y)
                            + (i == keys.size() - 1 ? "" : or(x, y, before));
            same = y + " IS NOT DISTINCT FROM " + x + " AND " + same;
        }
        int past = rewrite.pastGroup(open);
        String filter = "true";
        if (rewrite.tokens().isWord(past, "filter")) {
            int filtered = rewrite.pastGroup(past + 1);
            filter = text(rewrite, past + 3, filtered - 1);
            past = filtered;
        }
        rewrite.replace(
                at,
                past,
                counted(
                        name,
                        '(' + before + ')',
                        '(' + same + ')',
                        '(' + filter + ')',
                        expressions));
    }

    private static String or(String x, String y, String rest) {
        return " OR (" + y + " IS NOT DISTINCT FROM " + x + " AND (" + rest + "))";
    }

    /** Whether y sorts before x; NULLs sort as the largest unless NULLS says otherwise. */
    private static String before(Rewrite rewrite, SqlText key, int end, String x, String y) {
        boolean descending = false;
        boolean nullsFirst = false;
        boolean stated = false;
        for (int at = end; at < key.to(); at++) {
            descending |= rewrite.is(at, Keyword.DESC);
            if (rewrite.is(at, Keyword.NULLS)) {
                stated = true;
                nullsFirst = rewrite.tokens().isWord(at + 1, "first");
            }
        }
        boolean first = stated ? nullsFirst : descending;
        String smaller = y + (descending ? " > " : " < ") + x;
        String nulls =
                first
                        ? y + " IS NULL AND " + x + " IS NOT NULL"
                        : x + " IS NULL AND " + y + " IS NOT NULL";
        return "coalesce(" + smaller + ", false) OR (" + nulls + ')';
    }

    private static String counted(
            String name, String before, String same, String filter, List<String> keys) {
        String rows = "count(*) FILTER (WHERE " + before + " AND " + filter + ')';
        String all = "count(*) FILTER (WHERE " + filter + ')';
        return switch (name) {
            case "rank" -> '(' + rows + " + 1)";
            case "dense_rank" ->
                    "(count(DISTINCT row(%s)) FILTER (WHERE %s AND %s) + 1)"
                            .formatted(String.join(", ", keys), before, filter);
            case "percent_rank" ->
                    "coalesce(" + rows + "::DOUBLE / nullif(" + all + ", 0), 0::DOUBLE)";
            default ->
                    "((count(*) FILTER (WHERE (%s OR %s) AND %s) + 1)::DOUBLE / (%s + 1))"
                            .formatted(before, same, filter, all);
        };
    }

    private static String text(Rewrite rewrite, int from, int to) {
        return Rewriter.rewrite(rewrite.text().part(from, to), Leading.UNKNOWN, rewrite.context())
                .text();
    }
}
