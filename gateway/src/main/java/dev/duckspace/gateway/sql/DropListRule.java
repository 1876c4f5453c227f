package dev.duckspace.gateway.sql;

import java.util.List;

/**
 * {@code DROP TABLE a, b CASCADE} becomes one statement for each: the engine drops one object at a
 * time. CONCURRENTLY goes away.
 */
final class DropListRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        int at = from + 2;
        if (rewrite.is(at, Keyword.CONCURRENTLY)) {
            rewrite.remove(at, at + 1);
            at++;
        }
        int names = at;
        if (rewrite.is(at, Keyword.IF) && rewrite.is(at + 1, Keyword.EXISTS)) {
            names = at + 2;
        }
        int past = names;
        while (past < rewrite.to() && !isBehaviour(rewrite, past)) {
            past++;
        }
        List<SqlText> objects = rewrite.text().part(names, past).splitAtCommas();
        if (objects.size() < 2) {
            return;
        }
        String verb = rewrite.source(from, from + 2) + ' ' + rewrite.source(at, names) + ' ';
        String behaviour = past < rewrite.to() ? ' ' + rewrite.source(past, past + 1) : "";
        for (SqlText object : objects.subList(0, objects.size() - 1)) {
            rewrite.prelude(verb, object, behaviour);
        }
        rewrite.omit(names, objects.getLast().from());
    }

    private static boolean isBehaviour(Rewrite rewrite, int at) {
        return rewrite.is(at, Keyword.CASCADE) || rewrite.is(at, Keyword.RESTRICT);
    }
}
