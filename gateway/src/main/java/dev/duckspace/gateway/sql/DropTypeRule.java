package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.UserTypes.Use;
import dev.duckspace.gateway.sql.UserTypes.UserType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code DROP TYPE a, b CASCADE}: the engine does not know who uses a type, so columns and views
 * are looked for here.
 */
final class DropTypeRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        UserTypes types = rewrite.context().relations().types();
        int names = from + 2;
        boolean ifExists = rewrite.is(names, Keyword.IF) && rewrite.is(names + 1, Keyword.EXISTS);
        names = ifExists ? names + 2 : names;
        int past = names;
        while (past < rewrite.to()
                && !rewrite.is(past, Keyword.CASCADE)
                && !rewrite.is(past, Keyword.RESTRICT)) {
            past++;
        }
        List<SqlText> objects = rewrite.text().part(names, past).splitAtCommas();
        if (types == UserTypes.NONE || objects.stream().anyMatch(SqlText::isEmpty)) {
            return;
        }
        List<UserType> found = new ArrayList<>();
        for (SqlText object : objects) {
            if (!rewrite.isName(object.from()) || rewrite.pastName(object.from()) != object.to()) {
                throw SqlErrors.syntaxError(rewrite.tokens(), object.from());
            }
            named(rewrite, types, object, ifExists).ifPresent(found::add);
        }
        drop(rewrite, types, found, rewrite.is(past, Keyword.CASCADE));
        rewrite.nothingElse();
    }

    private static Optional<UserType> named(
            Rewrite rewrite, UserTypes types, SqlText object, boolean ifExists) {
        List<String> parts = Names.parts(rewrite, object.from());
        Optional<UserType> found = types.find(parts);
        if (found.isEmpty() && ifExists) {
            rewrite.notice(
                    SqlState.SUCCESSFUL_COMPLETION,
                    "type \"" + String.join(".", parts) + "\" does not exist, skipping");
        } else if (found.isEmpty()) {
            throw AlterTypeRule.undefined(parts);
        }
        return found;
    }

    private static void drop(
            Rewrite rewrite, UserTypes types, List<UserType> found, boolean cascade) {
        List<String> dependents = new ArrayList<>();
        Set<Relation> views = new LinkedHashSet<>();
        List<Use> columns = new ArrayList<>();
        for (UserType type : found) {
            for (Use use : types.uses(type)) {
                boolean view = use.relation().kind() == Relations.Kind.VIEW;
                if (view && !views.add(use.relation())) {
                    continue;
                }
                if (!view) {
                    columns.add(use);
                }
                dependents.add(described(use));
            }
            if (!cascade && !dependents.isEmpty()) {
                throw refused(type, dependents);
            }
        }
        if (cascade) {
            tell(rewrite, dependents);
        }
        views.forEach(view -> rewrite.prelude("DROP VIEW IF EXISTS " + view.quoted()));
        TypedColumns.of(columns).forEach(table -> table.drop(rewrite));
        found.forEach(type -> rewrite.prelude("DROP TYPE " + type.quoted()));
    }

    private static String described(Use use) {
        return use.relation().kind() == Relations.Kind.VIEW
                ? "view " + use.relation().name()
                : "column " + use.column() + " of table " + use.relation().name();
    }

    private static PgException refused(UserType type, List<String> dependents) {
        String details =
                String.join(
                        "\n",
                        dependents.stream()
                                .map(each -> each + " depends on type " + type.name())
                                .toList());
        return new PgException(
                ErrorInfo.error(
                                SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
                                "cannot drop type "
                                        + type.name()
                                        + " because other objects depend on it")
                        .withDetail(details)
                        .withHint("Use DROP ... CASCADE to drop the dependent objects too."));
    }

    private static void tell(Rewrite rewrite, List<String> dependents) {
        if (dependents.size() == 1) {
            rewrite.notice(
                    SqlState.SUCCESSFUL_COMPLETION, "drop cascades to " + dependents.getFirst());
        } else if (dependents.size() > 1) {
            rewrite.notice(
                    SqlState.SUCCESSFUL_COMPLETION,
                    "drop cascades to " + dependents.size() + " other objects");
        }
    }
}
