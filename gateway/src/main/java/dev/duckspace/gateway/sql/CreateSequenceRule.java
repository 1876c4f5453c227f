package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.SqlState;
import java.util.List;

/**
 * CREATE SEQUENCE with all its options stated, since the engine's defaults are not all the same.
 */
final class CreateSequenceRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        int at = from + 1;
        while (at < rewrite.to() && !rewrite.is(at, Keyword.SEQUENCE)) {
            if (rewrite.is(at, Keyword.UNLOGGED)) {
                rewrite.remove(at, at + 1);
            }
            at++;
        }
        boolean unlessExists = rewrite.is(at + 1, Keyword.IF);
        int name = unlessExists ? at + 4 : at + 1;
        if (!rewrite.isName(name)) {
            return;
        }
        List<String> parts = Names.parts(rewrite, name);
        if (unlessExists && rewrite.context().relations().find(parts).isPresent()) {
            rewrite.notice(
                    SqlState.DUPLICATE_TABLE,
                    "relation \"" + parts.getLast() + "\" already exists, skipping");
            rewrite.nothingElse();
            return;
        }
        int past = rewrite.pastName(name);
        String options = new SequenceDefinition(rewrite).read(past, rewrite.to()).created();
        if (past < rewrite.to()) {
            rewrite.replace(past, rewrite.to(), options.strip());
        }
    }
}
