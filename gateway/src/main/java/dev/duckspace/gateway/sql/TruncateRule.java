package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Sequence;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code TRUNCATE a, b} becomes one statement for each. CONTINUE IDENTITY, RESTRICT and CASCADE go
 * away: the engine itself refuses to truncate a table that others still refer to. RESTART IDENTITY
 * begins the tables' own sequences anew.
 */
final class TruncateRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        int names = rewrite.is(from + 1, Keyword.TABLE) ? from + 2 : from + 1;
        int past = names;
        while (past < rewrite.to() && !endsNames(rewrite, past)) {
            if (rewrite.tokens().isOperator(past, "*")) {
                rewrite.remove(past, past + 1);
            }
            past++;
        }
        boolean restart = rewrite.is(past, Keyword.RESTART);
        if (past < rewrite.to()) {
            rewrite.remove(past, rewrite.to());
        }
        List<SqlText> tables = rewrite.text().part(names, past).splitAtCommas();
        for (SqlText table : tables.subList(0, tables.size() - 1)) {
            rewrite.prelude("TRUNCATE ", table, "");
        }
        rewrite.omit(names, tables.getLast().from());
        if (restart) {
            for (SqlText table : tables) {
                int name = rewrite.is(table.from(), Keyword.ONLY) ? table.from() + 1 : table.from();
                if (rewrite.isName(name)) {
                    List<String> parts = Names.parts(rewrite, name);
                    rewrite.later(relations -> restarted(relations, parts));
                }
            }
        }
    }

    private static List<String> restarted(Relations relations, List<String> name) {
        List<String> statements = new ArrayList<>();
        Table table = relations.table(name).orElseThrow(() -> Names.undefinedRelation(name));
        for (Relations.Column column : table.columns()) {
            for (Sequence sequence : OwnedSequences.find(relations, table, column.name())) {
                statements.addAll(
                        SequenceChange.of(sequence)
                                .positioned(sequence.start(), false)
                                .statements());
            }
        }
        return statements;
    }

    private static boolean endsNames(Rewrite rewrite, int at) {
        return rewrite.is(at, Keyword.RESTART)
                || rewrite.is(at, Keyword.CONTINUE)
                || rewrite.is(at, Keyword.CASCADE)
                || rewrite.is(at, Keyword.RESTRICT);
    }
}
