package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.Sequence;
import java.util.Optional;

/**
 * What PostgreSQL takes among the tables and the engine does not: a sequence, which is a relation
 * of one row, {@code SELECT last_value, is_called FROM a_sequence}, and a function of one value.
 */
final class FromItemRule implements RewriteRule {
    /** At FROM and JOIN. */
    @Override
    public void apply(Rewrite rewrite, int at) {
        int item = at + 1;
        while (item < rewrite.to()) {
            item(rewrite, rewrite.is(item, Keyword.LATERAL) ? item + 1 : item);
            while (item < rewrite.to() && !ends(rewrite, item)) {
                item = rewrite.past(item);
            }
            if (rewrite.is(at, Keyword.JOIN) || !rewrite.is(item, TokenKind.COMMA)) {
                return;
            }
            item++;
        }
    }

    private static void item(Rewrite rewrite, int first) {
        if (!rewrite.isName(first)) {
            return;
        }
        if (rewrite.is(rewrite.pastName(first), TokenKind.LEFT_PAREN)) {
            ValueFunctions.read(rewrite, first);
        } else if (readsSequence(rewrite)) {
            sequence(rewrite, first);
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

    private static boolean readsSequence(Rewrite rewrite) {
        String source = rewrite.tokens().source();
        return rewrite.context().catalogDatabase() != null
                && (source.contains("last_value")
                        || source.contains("is_called")
                        || source.contains("log_cnt"));
    }

    private static void sequence(Rewrite rewrite, int name) {
        int past = rewrite.pastName(name);
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
