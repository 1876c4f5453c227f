package dev.duckspace.gateway.sql;

import java.util.Locale;
import java.util.Set;

/**
 * Aggregates that make JSON: a function over the engine's list of the values, which takes DISTINCT,
 * ORDER BY, FILTER and OVER. {@code json_object_agg} is one over a list of pairs.
 */
final class JsonAggregateRule implements RewriteRule {
    private static final Set<String> NAMES =
            Set.of("json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg");
    private static final int SHORTEST = "json_agg".length();

    @Override
    public void apply(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        if (!rewrite.is(at + 1, TokenKind.LEFT_PAREN)
                || tokens.end(at) - tokens.start(at) < SHORTEST) {
            return;
        }
        String name = tokens.text(at).toLowerCase(Locale.ROOT);
        if (!NAMES.contains(name)) {
            return;
        }
        int past = rewrite.pastGroup(at + 1);
        rewrite.replace(at, at + 1, "pg_" + name + "(list");
        if (name.contains("object")) {
            pair(rewrite, at + 1, past - 1);
        }
        rewrite.insertAfter(pastClauses(rewrite, past) - 1, ")");
    }

    private static void pair(Rewrite rewrite, int open, int close) {
        int first = open + 1;
        if (rewrite.is(first, Keyword.DISTINCT) || rewrite.is(first, Keyword.ALL)) {
            first++;
        }
        int end = close;
        for (int at = first; at < close; at = rewrite.past(at)) {
            if (rewrite.is(at, Keyword.ORDER)) {
                end = at;
                break;
            }
        }
        rewrite.insertBefore(first, "row(");
        rewrite.insertAfter(end - 1, ")");
    }

    /** Past FILTER and OVER. */
    private static int pastClauses(Rewrite rewrite, int from) {
        int at = from;
        if (rewrite.tokens().isWord(at, "filter") && rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            at = rewrite.pastGroup(at + 1);
        }
        if (rewrite.tokens().isWord(at, "over")) {
            at = rewrite.is(at + 1, TokenKind.LEFT_PAREN) ? rewrite.pastGroup(at + 1) : at + 2;
        }
        return at;
    }
}
