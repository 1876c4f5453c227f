package dev.duckspace.gateway.sql;

import java.util.List;
import java.util.Set;

/**
 * CREATE INDEX without what only says how PostgreSQL stores or builds it: CONCURRENTLY, the access
 * method, operator classes, INCLUDE, storage parameters. An index without a name gets PostgreSQL's.
 */
final class CreateIndexRule implements RewriteRule {
    private static final Set<String> METHODS =
            Set.of("btree", "hash", "gin", "gist", "spgist", "brin");

    @Override
    public void apply(Rewrite rewrite, int from) {
        int on = from;
        while (on < rewrite.to() && !rewrite.is(on, Keyword.ON)) {
            if (rewrite.is(on, Keyword.CONCURRENTLY)) {
                rewrite.remove(on, on + 1);
            }
            on++;
        }
        int table = rewrite.is(on + 1, Keyword.ONLY) ? on + 2 : on + 1;
        if (!rewrite.isName(table)) {
            return;
        }
        if (table == on + 2) {
            rewrite.remove(on + 1, on + 2);
        }
        int past = rewrite.pastName(table);
        int columns = past;
        if (rewrite.is(past, Keyword.USING)) {
            columns = past + 2;
            if (METHODS.contains(Literals.identifier(rewrite.tokens(), past + 1))) {
                rewrite.remove(past, columns);
            }
        }
        if (!rewrite.is(columns, TokenKind.LEFT_PAREN)) {
            return;
        }
        int pastColumns = rewrite.pastGroup(columns);
        List<SqlText> keys = rewrite.text().part(columns + 1, pastColumns - 1).splitAtCommas();
        keys.forEach(key -> operatorClass(rewrite, key));
        if (rewrite.is(on - 1, Keyword.INDEX) || rewrite.is(on - 1, Keyword.CONCURRENTLY)) {
            rewrite.insertBefore(on, freeName(rewrite, table, name(rewrite, past - 1, keys)) + ' ');
        }
        clauses(rewrite, pastColumns);
    }

    private static void operatorClass(Rewrite rewrite, SqlText key) {
        for (int at = key.from() + 1; at < key.to(); at = rewrite.past(at)) {
            if (rewrite.isName(at) && rewrite.tokens().text(at).endsWith("_ops")) {
                rewrite.remove(at, at + 1);
            }
        }
    }

    /** {@code table_column_idx}; PostgreSQL would add a number if it were taken. */
    private static String name(Rewrite rewrite, int table, List<SqlText> keys) {
        StringBuilder name = new StringBuilder(Literals.identifier(rewrite.tokens(), table));
        for (SqlText key : keys) {
            boolean column = !key.isEmpty() && rewrite.isName(key.from());
            name.append('_')
                    .append(column ? Literals.identifier(rewrite.tokens(), key.from()) : "expr");
        }
        return name.append("_idx").toString();
    }

    private static String freeName(Rewrite rewrite, int table, String name) {
        Relations relations = rewrite.context().relations();
        String free =
                relations
                        .find(Names.parts(rewrite, table))
                        .map(relation -> IndexNames.free(relations, relation, name))
                        .orElse(name);
        return Literals.quoteIdentifier(free);
    }

    private static void clauses(Rewrite rewrite, int from) {
        for (int at = from; at < rewrite.to(); at = rewrite.past(at)) {
            boolean group = rewrite.is(at + 1, TokenKind.LEFT_PAREN);
            if (rewrite.is(at, Keyword.WHERE)) {
                return;
            }
            if (group && (rewrite.is(at, Keyword.INCLUDE) || rewrite.is(at, Keyword.WITH))) {
                rewrite.remove(at, rewrite.pastGroup(at + 1));
            } else if (rewrite.is(at, Keyword.TABLESPACE)) {
                rewrite.remove(at, at + 2);
            }
        }
    }
}
