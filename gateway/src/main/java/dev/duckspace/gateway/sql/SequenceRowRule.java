package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.Sequence;

import java.util.Optional;

/**
 * {@code SELECT last_value, is_called FROM a_sequence}: a sequence is a relation of one row to
 * PostgreSQL, and none to the engine.
 */
final class SequenceRowRule implements RewriteRule {
    /** At FROM and JOIN. */
    @Override
    public void apply(Rewrite rewrite, int at) {
        String source = rewrite.tokens().source();
        boolean state =
                source.contains("last_value")
                        || source.contains("is_called")
                        || source.contains("log_cnt");
        if (!state || rewrite.context().catalogDatabase() == null) {
            return;
        }
        int item = at + 1;
        while (rewrite.isName(item)) {
            read(rewrite, item);
            while (item < rewrite.to() && !ends(rewrite, item)) {
                item = rewrite.past(item);
            }
            if (rewrite.is(at, Keyword.JOIN) || !rewrite.is(item, TokenKind.COMMA)) {
                return;
            }
            item++;
        }
    }

    private static boolean ends(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.COMMA)
                || rewrite.is(at, TokenKind.RIGHT_PAREN)
                || rewrite.is(at, TokenKind.SEMICOLON)
                || rewrite.is(at, Keyword.WHERE)
                || rewrite.is(at, Keyword.GROUP)
                || rewrite.is(at, Keyword.ORDER)
                || rewrite.is(at, Keyword.UNION);
    }

    private static void read(Rewrite rewrite, int name) {
        int past = rewrite.pastName(name);
        if (rewrite.is(past, TokenKind.LEFT_PAREN)) {
            return;
        }
        Optional<Sequence> sequence =
                rewrite.context().relations().sequence(Names.parts(rewrite, name));
        if (sequence.isEmpty()) {
            return;
        }
        Relation relation = sequence.get().relation();
        boolean named = rewrite.is(past, Keyword.AS) || rewrite.isName(past);
        rewrite.replace(
                name,
                past,
                "%s.pg.pg_sequence_row(%s, %s)%s"
                        .formatted(
                                rewrite.context().catalogDatabase(),
                                Literals.quote(
                                        relation.temporary() ? "pg_temp_3" : relation.schema()),
                                Literals.quote(relation.name()),
                                named ? "" : " AS " + Literals.quoteIdentifier(relation.name())));
    }
}
