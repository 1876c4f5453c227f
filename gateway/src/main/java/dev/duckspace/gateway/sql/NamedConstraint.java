package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.ConstraintKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the constraint behind {@code CONSTRAINT name} and has its name kept. */
final class NamedConstraint {
    private final Rewrite rewrite;
    private final String table;
    private final Set<String> checks;

    /**
     * @param table the name of the table, without schema
     * @param checks the names of checks that the statement has given so far
     */
    NamedConstraint(Rewrite rewrite, String table, Set<String> checks) {
        this.rewrite = rewrite;
        this.table = table;
        this.checks = checks;
    }

    /**
     * Edits a check so that it carries its name.
     *
     * @param at the token CONSTRAINT
     * @param column that it stands behind; empty for a constraint of the table
     * @return the check that must stand beside a key to carry its name
     */
    Optional<String> apply(int at, Optional<String> column) {
        String name = Literals.identifier(rewrite.tokens(), at + 1);
        int body = at + 2;
        if (rewrite.is(body, Keyword.CHECK) && rewrite.is(body + 1, TokenKind.LEFT_PAREN)) {
            if (!checks.add(name)) {
                throw Names.undefined(
                        SqlState.DUPLICATE_OBJECT,
                        "check constraint \"" + name + "\" already exists");
            }
            rewrite.insertAfter(body + 1, ConstraintNames.opening(name));
            rewrite.insertBefore(rewrite.pastGroup(body + 1) - 1, ")");
            return Optional.empty();
        }
        return kind(body)
                .flatMap(
                        kind -> {
                            List<String> columns =
                                    column.map(List::of).orElseGet(() -> columns(body));
                            boolean generated =
                                    name.equals(ConstraintNames.generated(table, kind, columns));
                            return generated || columns.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(ConstraintNames.carrier(name, kind, columns));
                        });
    }

    private Optional<ConstraintKind> kind(int at) {
        if (rewrite.is(at, Keyword.PRIMARY)) {
            return Optional.of(ConstraintKind.PRIMARY_KEY);
        }
        if (rewrite.is(at, Keyword.UNIQUE)) {
            return Optional.of(ConstraintKind.UNIQUE);
        }
        boolean foreign = rewrite.is(at, Keyword.FOREIGN) || rewrite.is(at, Keyword.REFERENCES);
        return foreign ? Optional.of(ConstraintKind.FOREIGN_KEY) : Optional.empty();
    }

    private List<String> columns(int from) {
        int open = from;
        while (open < rewrite.to() && !rewrite.is(open, TokenKind.LEFT_PAREN)) {
            open++;
        }
        if (open >= rewrite.to()) {
            return List.of();
        }
        return rewrite.text().part(open + 1, rewrite.pastGroup(open) - 1).splitAtCommas().stream()
                .filter(part -> !part.isEmpty())
                .map(part -> Literals.identifier(rewrite.tokens(), part.from()))
                .toList();
    }
}
