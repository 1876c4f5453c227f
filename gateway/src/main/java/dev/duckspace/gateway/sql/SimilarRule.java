package dev.duckspace.gateway.sql;

/**
 * The pattern of SIMILAR TO, which the engine takes for a regular expression: {@code x SIMILAR TO p
 * ESCAPE e} becomes {@code x SIMILAR TO pg_similar_pattern(p, e)}. And {@code substring(x SIMILAR p
 * ESCAPE e)}.
 */
final class SimilarRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        boolean operator = rewrite.is(at + 1, Keyword.TO);
        int first = operator ? at + 2 : at + 1;
        int past = LikeEscapeRule.pastPattern(rewrite, first);
        if (past <= first) {
            return;
        }
        boolean escape = rewrite.is(past, Keyword.ESCAPE);
        if (!operator) {
            if (escape) {
                rewrite.replace(at, at + 1, ",");
                rewrite.replace(past, past + 1, ",");
            }
            return;
        }
        int end = escape ? LikeEscapeRule.pastPattern(rewrite, past + 1) : past;
        rewrite.insertBefore(first, "pg_similar_pattern(");
        if (escape) {
            rewrite.replace(past, past + 1, ",");
        }
        rewrite.insertAfter(end - 1, ")");
    }
}
