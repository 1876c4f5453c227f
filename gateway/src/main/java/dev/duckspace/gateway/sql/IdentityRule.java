package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Column;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * INSERT and UPDATE of columns GENERATED ALWAYS AS IDENTITY, which take no values of the user's.
 */
final class IdentityRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        Relations relations = rewrite.context().relations();
        if (!relations.hasIdentity()) {
            return;
        }
        if (rewrite.leading() == Leading.INSERT) {
            inserted(rewrite, relations, from);
        } else {
            updated(rewrite, relations, from);
        }
    }

    private static void inserted(Rewrite rewrite, Relations relations, int from) {
        int into = from;
        while (into < rewrite.to() && !rewrite.is(into, Keyword.INTO)) {
            into++;
        }
        if (!rewrite.isName(into + 1)) {
            return;
        }
        Optional<Table> table = relations.table(Names.parts(rewrite, into + 1));
        if (table.isEmpty() || table.get().columns().stream().noneMatch(IdentityRule::isAlways)) {
            return;
        }
        int at = rewrite.pastName(into + 1);
        if (rewrite.is(at, Keyword.AS)) {
            at += 2;
        }
        List<String> columns = table.get().columns().stream().map(Column::name).toList();
        if (rewrite.is(at, TokenKind.LEFT_PAREN) && rewrite.isName(at + 1)) {
            int past = rewrite.pastGroup(at);
            columns = names(rewrite, rewrite.text().part(at + 1, past - 1));
            at = past;
        }
        if (rewrite.is(at, Keyword.OVERRIDING)) {
            if (!rewrite.is(at + 1, Keyword.USER)) {
                return;
            }
            throw PgException.notSupported(
                    "OVERRIDING USER VALUE is not supported for identity columns",
                    "Leave the identity column out of the list.");
        }
        for (int i = 0; i < columns.size(); i++) {
            Optional<Column> column = table.get().column(columns.get(i));
            if (column.isPresent() && isAlways(column.get()) && isGiven(rewrite, at, i)) {
                throw refused(
                        "cannot insert a non-DEFAULT value into column \"" + columns.get(i) + '"',
                        columns.get(i),
                        "Use OVERRIDING SYSTEM VALUE to override.");
            }
        }
    }

    private static List<String> names(Rewrite rewrite, SqlText list) {
        List<String> names = new ArrayList<>();
        for (SqlText part : list.splitAtCommas()) {
            if (!part.isEmpty()) {
                names.add(Literals.identifier(rewrite.tokens(), part.from()));
            }
        }
        return names;
    }

    /** Whether some row gives the column another value than DEFAULT. */
    private static boolean isGiven(Rewrite rewrite, int source, int column) {
        if (rewrite.is(source, Keyword.DEFAULT)) {
            return false;
        }
        if (!rewrite.is(source, Keyword.VALUES)) {
            return true;
        }
        int at = source + 1;
        while (rewrite.is(at, TokenKind.LEFT_PAREN)) {
            int past = rewrite.pastGroup(at);
            List<SqlText> values = rewrite.text().part(at + 1, past - 1).splitAtCommas();
            if (column < values.size() && !rewrite.is(values.get(column).from(), Keyword.DEFAULT)) {
                return true;
            }
            at = rewrite.is(past, TokenKind.COMMA) ? past + 1 : past;
        }
        return false;
    }

    private static void updated(Rewrite rewrite, Relations relations, int from) {
        int name = rewrite.is(from + 1, Keyword.ONLY) ? from + 2 : from + 1;
        if (!rewrite.isName(name)) {
            return;
        }
        Optional<Table> table = relations.table(Names.parts(rewrite, name));
        int set = name;
        while (set < rewrite.to() && !rewrite.is(set, Keyword.SET)) {
            set++;
        }
        for (int at = set + 1; table.isPresent() && rewrite.isName(at); ) {
            String column = Literals.identifier(rewrite.tokens(), at);
            boolean always = table.get().column(column).filter(IdentityRule::isAlways).isPresent();
            if (always && !rewrite.is(at + 2, Keyword.DEFAULT)) {
                throw refused(
                        "column \"" + column + "\" can only be updated to DEFAULT", column, null);
            }
            while (at < rewrite.to() && !rewrite.is(at, TokenKind.COMMA)) {
                if (rewrite.is(at, Keyword.WHERE) || rewrite.is(at, Keyword.FROM)) {
                    return;
                }
                at = rewrite.past(at);
            }
            at++;
        }
    }

    private static boolean isAlways(Column column) {
        String expression = column.expression();
        return expression != null && expression.startsWith(SequenceCallRule.ALWAYS + '(');
    }

    private static PgException refused(String message, String column, @Nullable String hint) {
        return new PgException(
                ErrorInfo.error(SqlState.GENERATED_ALWAYS, message)
                        .withDetail(
                                "Column \"%s\" is an identity column defined as GENERATED ALWAYS."
                                        .formatted(column))
                        .withHint(hint));
    }
}
