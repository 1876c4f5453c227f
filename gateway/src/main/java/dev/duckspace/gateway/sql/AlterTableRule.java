package dev.duckspace.gateway.sql;

import java.util.List;

/**
 * The types of ADD COLUMN and ALTER COLUMN TYPE; {@code ALTER TABLE t a, b} becomes one statement
 * for each action, since the engine takes one at a time.
 */
final class AlterTableRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        int name = from + 2;
        if (rewrite.is(name, Keyword.IF)) {
            name += 2;
        }
        if (rewrite.is(name, Keyword.ONLY)) {
            name++;
        }
        if (!rewrite.isName(name)) {
            return;
        }
        int first = rewrite.pastName(name);
        if (rewrite.tokens().isOperator(first, "*")) {
            rewrite.remove(first, first + 1);
            first++;
        }
        List<SqlText> actions = rewrite.text().part(first, rewrite.to()).splitAtCommas();
        for (SqlText action : actions) {
            types(rewrite, action);
        }
        String table = verb(rewrite, from) + rewrite.source(name, rewrite.pastName(name)) + ' ';
        for (SqlText action : actions.subList(0, actions.size() - 1)) {
            rewrite.prelude(table, action, "");
        }
        rewrite.omit(first, actions.getLast().from());
    }

    private static String verb(Rewrite rewrite, int from) {
        return rewrite.is(from + 2, Keyword.IF) ? "ALTER TABLE IF EXISTS " : "ALTER TABLE ";
    }

    private static void types(Rewrite rewrite, SqlText action) {
        int at = action.from();
        if (rewrite.is(at, Keyword.ADD)) {
            added(rewrite, at + 1);
            return;
        }
        for (int i = at; i + 1 < action.to(); i = rewrite.past(i)) {
            if (rewrite.is(i, Keyword.TYPE) && i > at + 1) {
                TypeNames.rewrite(rewrite, i + 1);
                return;
            }
        }
    }

    private static void added(Rewrite rewrite, int from) {
        int at = rewrite.is(from, Keyword.COLUMN) ? from + 1 : from;
        if (rewrite.is(at, Keyword.IF)) {
            at += 3;
        }
        if (rewrite.isName(at)) {
            TypeNames.rewrite(rewrite, at + 1);
        }
    }
}
