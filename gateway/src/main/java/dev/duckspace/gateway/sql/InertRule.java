package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Relation;
import java.util.List;
import java.util.Optional;

/**
 * REINDEX, CLUSTER and CHECKPOINT: the engine keeps its indexes, its files and its log in order by
 * itself, so that only the names in them are looked at.
 */
final class InertRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        rewrite.nothingElse();
        int at = from + 1;
        if (rewrite.is(at, TokenKind.LEFT_PAREN)) {
            at = rewrite.pastGroup(at);
        }
        if (rewrite.is(at, Keyword.VERBOSE)) {
            at++;
        }
        boolean relation = rewrite.is(at, Keyword.INDEX) || rewrite.is(at, Keyword.TABLE);
        boolean reindex = rewrite.is(from, Keyword.REINDEX);
        if (reindex) {
            at++;
        }
        if (rewrite.is(at, Keyword.CONCURRENTLY)) {
            at++;
        }
        if ((reindex && !relation) || !rewrite.isName(at)) {
            return;
        }
        Relations relations = rewrite.context().relations();
        List<String> parts = Names.parts(rewrite, at);
        Optional<Relation> found = relations.find(parts);
        if (relations != Relations.NONE && found.isEmpty()) {
            throw Names.undefinedRelation(parts);
        }
        if (rewrite.is(from, Keyword.CLUSTER) && !rewrite.is(rewrite.pastName(at), Keyword.USING)) {
            throw Names.undefined(
                    SqlState.UNDEFINED_OBJECT,
                    "there is no previously clustered index for table \"" + parts.getLast() + '"');
        }
    }
}
