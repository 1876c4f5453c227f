package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Relation;
import java.util.List;
import java.util.Optional;

/** ALTER SEQUENCE: see {@link SequenceChange}. */
final class AlterSequenceRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        int name = from + 2;
        boolean ifExists = rewrite.is(name, Keyword.IF);
        name = ifExists ? name + 2 : name;
        Relations relations = rewrite.context().relations();
        if (!rewrite.isName(name) || relations == Relations.NONE) {
            return;
        }
        List<String> parts = Names.parts(rewrite, name);
        Optional<Relation> found = relations.find(parts);
        rewrite.nothingElse();
        if (found.isEmpty() && ifExists) {
            rewrite.notice(
                    SqlState.SUCCESSFUL_COMPLETION,
                    "relation \"" + String.join(".", parts) + "\" does not exist, skipping");
            return;
        }
        Relation relation = found.orElseThrow(() -> Names.undefinedRelation(parts));
        if (relation.kind() != Relations.Kind.SEQUENCE) {
            throw Names.undefined(
                    SqlState.WRONG_OBJECT_TYPE, "\"" + relation.name() + "\" is not a sequence");
        }
        int action = rewrite.pastName(name);
        if (action >= rewrite.to()) {
            throw SqlErrors.syntaxError(rewrite.tokens(), action);
        }
        if (rewrite.is(action, Keyword.OWNER) || rewrite.is(action, Keyword.RENAME)) {
            new AlterRelationRule().asTable(rewrite, relation, action);
            return;
        }
        if (rewrite.is(action, Keyword.SET)) {
            if (rewrite.is(action + 1, Keyword.SCHEMA)) {
                throw PgException.notSupported(
                        "ALTER SEQUENCE ... SET SCHEMA is not supported",
                        "Drop the sequence and create it in the other schema.");
            }
            return;
        }
        owner(rewrite, action);
        SequenceDefinition options = new SequenceDefinition(rewrite).read(action, rewrite.to());
        // Also when nothing changes, so that bad options are refused at once.
        options.changed(relations.sequence(parts).orElseThrow());
        rewrite.later(now -> options.changed(now.sequence(parts).orElseThrow()).statements());
    }

    /** OWNED BY must name a column. */
    private static void owner(Rewrite rewrite, int from) {
        for (int at = from; at < rewrite.to(); at++) {
            boolean owned = rewrite.is(at, Keyword.OWNED) && rewrite.is(at + 1, Keyword.BY);
            if (!owned || rewrite.tokens().isWord(at + 2, "none")) {
                continue;
            }
            List<String> column = Names.parts(rewrite, at + 2);
            if (column.size() < 2) {
                throw new PgException(SqlState.SYNTAX_ERROR, "invalid OWNED BY option");
            }
            List<String> table = column.subList(0, column.size() - 1);
            Relations.Table found =
                    rewrite.context()
                            .relations()
                            .table(table)
                            .orElseThrow(() -> Names.undefinedRelation(table));
            if (found.column(column.getLast()).isEmpty()) {
                throw Names.undefinedColumn(column.getLast(), table.getLast());
            }
        }
    }
}
