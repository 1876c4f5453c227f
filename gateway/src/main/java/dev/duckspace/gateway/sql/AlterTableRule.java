package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Kind;
import dev.duckspace.gateway.sql.Relations.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ALTER TABLE: each action becomes a statement of its own, since the engine takes one at a time.
 * What the engine cannot alter is done by making the table anew ({@link TableFamily}).
 */
final class AlterTableRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        int name = from + 2;
        boolean ifExists = rewrite.is(name, Keyword.IF);
        if (ifExists) {
            name += 2;
        }
        if (rewrite.is(name, Keyword.ONLY)) {
            name++;
        }
        if (!rewrite.isName(name)) {
            return;
        }
        name = Names.withoutDatabase(rewrite, name);
        int first = rewrite.pastName(name);
        if (rewrite.tokens().isOperator(first, "*")) {
            first++;
        }
        List<String> parts = Names.parts(rewrite, name);
        Relations relations = rewrite.context().relations();
        Optional<Relation> found = relations.find(parts);
        if (found.isEmpty() && ifExists && relations != Relations.NONE) {
            rewrite.notice(
                    SqlState.SUCCESSFUL_COMPLETION,
                    "relation \"" + String.join(".", parts) + "\" does not exist, skipping");
            rewrite.nothingElse();
            return;
        }
        if (found.isEmpty() && relations != Relations.NONE) {
            // The guard or the engine says what is wrong with the name.
            rewrite.prelude(
                    "ALTER TABLE "
                            + rewrite.source(name, rewrite.pastName(name))
                            + " DROP COLUMN pg_none");
            rewrite.nothingElse();
            return;
        }
        List<SqlText> actions = rewrite.text().part(first, rewrite.to()).splitAtCommas();
        if (found.isPresent() && found.get().kind() != Kind.TABLE) {
            new AlterRelationRule().asTable(rewrite, found.get(), first);
            return;
        }
        int last = rewrite.pastName(name) - 1;
        String written = rewrite.source(name, last + 1);
        if (rewrite.is(last, Keyword.AT)) {
            written = rewrite.source(name, last) + Literals.quoteIdentifier(parts.getLast());
        }
        if (rewrite.is(from + 2, Keyword.IF)) {
            written = "IF EXISTS " + written;
        }
        Optional<Relations.Table> table = relations.table(parts);
        if (table.isPresent()) {
            new AlterTableActions(
                            new AlteredTable(
                                    rewrite, written, table.get(), parts, new ArrayList<>()))
                    .apply(actions);
        } else {
            unknown(rewrite, written, actions);
        }
    }

    /** Without a database to ask: one statement for each action. */
    private static void unknown(Rewrite rewrite, String written, List<SqlText> actions) {
        actions.forEach(action -> types(rewrite, action));
        for (SqlText action : actions.subList(0, actions.size() - 1)) {
            rewrite.prelude("ALTER TABLE " + written + ' ', action, "");
        }
        rewrite.omit(actions.getFirst().from(), actions.getLast().from());
    }

    private static void types(Rewrite rewrite, SqlText action) {
        int at = action.from();
        if (rewrite.is(at, Keyword.ADD)) {
            int name = rewrite.is(at + 1, Keyword.COLUMN) ? at + 2 : at + 1;
            name = rewrite.is(name, Keyword.IF) ? name + 3 : name;
            if (rewrite.isName(name)) {
                TypeNames.rewrite(rewrite, name + 1);
            }
            return;
        }
        for (int i = at; i + 1 < action.to(); i = rewrite.past(i)) {
            if (rewrite.is(i, Keyword.TYPE) && i > at + 1) {
                TypeNames.rewrite(rewrite, i + 1);
                return;
            }
        }
    }
}
