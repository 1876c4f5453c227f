package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Constraint;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The target of ON CONFLICT: a constraint's name becomes its columns, the predicate of a partial
 * index goes away, since the engine's unique indexes are never partial.
 */
final class ConflictRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (!rewrite.is(at - 1, Keyword.ON)) {
            return;
        }
        int target = at + 1;
        if (rewrite.is(target, Keyword.ON) && rewrite.is(target + 1, Keyword.CONSTRAINT)) {
            constraint(rewrite, target);
        } else if (rewrite.is(target, TokenKind.LEFT_PAREN)) {
            columns(rewrite, target);
        } else if (rewrite.is(target, Keyword.DO) && rewrite.is(target + 1, Keyword.UPDATE)) {
            throw SqlErrors.at(
                    SqlState.SYNTAX_ERROR,
                    "ON CONFLICT DO UPDATE requires inference specification or constraint name",
                    "For example, ON CONFLICT (column_name).",
                    rewrite.tokens().source(),
                    rewrite.tokens().start(at - 1));
        } else {
            RepeatedKeyRule.applyToAll(rewrite, at - 1);
        }
    }

    private static void columns(Rewrite rewrite, int open) {
        int past = rewrite.pastGroup(open);
        for (SqlText key : rewrite.text().part(open + 1, past - 1).splitAtCommas()) {
            boolean call = rewrite.is(key.from() + 1, TokenKind.LEFT_PAREN);
            if (!key.isEmpty() && (call || !rewrite.isName(key.from()))) {
                throw PgException.notSupported(
                        "ON CONFLICT with an expression is not supported",
                        "Name columns that a unique constraint or index has.");
            }
        }
        int action = past;
        while (action < rewrite.to() && !rewrite.is(action, Keyword.DO)) {
            action = rewrite.past(action);
        }
        if (action > past && rewrite.is(past, Keyword.WHERE)) {
            rewrite.remove(past, action);
        }
        List<String> keys =
                rewrite.text().part(open + 1, past - 1).splitAtCommas().stream()
                        .filter(key -> !key.isEmpty())
                        .map(key -> Literals.identifier(rewrite.tokens(), key.from()))
                        .toList();
        counted(rewrite, open - 2, action, keys);
    }

    private static void counted(Rewrite rewrite, int on, int action, List<String> keys) {
        RepeatedKeyRule.apply(rewrite, on, keys, rewrite.is(action + 1, Keyword.UPDATE));
    }

    private static void constraint(Rewrite rewrite, int on) {
        int into = on;
        while (into > rewrite.from() && !rewrite.is(into, Keyword.INTO)) {
            into--;
        }
        Relations relations = rewrite.context().relations();
        if (relations == Relations.NONE || !rewrite.isName(into + 1)) {
            return;
        }
        List<String> parts = Names.parts(rewrite, into + 1);
        String name = Literals.identifier(rewrite.tokens(), on + 2);
        Optional<Table> table = relations.table(parts);
        if (table.isEmpty()) {
            return;
        }
        Constraint found =
                table.get()
                        .constraint(name)
                        .filter(TableFamily::isKey)
                        .orElseThrow(
                                () ->
                                        Names.undefined(
                                                SqlState.UNDEFINED_OBJECT,
                                                "constraint \"%s\" for table \"%s\" does not exist"
                                                        .formatted(name, parts.getLast())));
        rewrite.replace(
                on,
                on + 3,
                found.columns().stream()
                        .map(Literals::quoteIdentifier)
                        .collect(Collectors.joining(", ", "(", ")")));
        counted(rewrite, on - 2, on + 3, found.columns());
    }
}
