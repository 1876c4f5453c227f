package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.AlteredTable.Pass;
import dev.duckspace.gateway.sql.AlteredTable.Step;
import dev.duckspace.gateway.sql.Relations.Constraint;
import dev.duckspace.gateway.sql.Relations.Dependent;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** ALTER TABLE ... DROP of a column or a constraint, with what depends on it. */
final class DropAction {
    private final AlteredTable altered;
    private final Rewrite rewrite;

    DropAction(AlteredTable altered) {
        this.altered = altered;
        this.rewrite = altered.rewrite();
    }

    Step step(SqlText action) {
        int at = action.from() + 1;
        if (rewrite.is(at, Keyword.CONSTRAINT)) {
            return constraint(action, at + 1);
        }
        return column(action, rewrite.is(at, Keyword.COLUMN) ? at + 1 : at);
    }

    private boolean cascades(SqlText action) {
        return rewrite.is(action.to() - 1, Keyword.CASCADE);
    }

    private Step constraint(SqlText action, int from) {
        boolean ifExists = rewrite.is(from, Keyword.IF);
        String name = altered.identifier(ifExists ? from + 2 : from);
        String table = altered.relation().name();
        if (altered.table().constraint(name).isEmpty()) {
            if (!ifExists) {
                throw Names.undefinedConstraint(name, table);
            }
            rewrite.notice(
                    SqlState.SUCCESSFUL_COMPLETION,
                    "constraint \"%s\" of relation \"%s\" does not exist, skipping"
                            .formatted(name, table));
            return AlteredTable.nothing();
        }
        Constraint dropped = altered.table().constraint(name).orElseThrow();
        List<String> columns = TableFamily.isKey(dropped) ? dropped.columns() : List.of();
        if (!columns.isEmpty()) {
            refuseUnless(
                    cascades(action),
                    "constraint " + name + " on table " + table,
                    "index " + name,
                    referring(columns),
                    List.of());
        }
        return new Step(
                Pass.DROP,
                null,
                family -> {
                    if (!columns.isEmpty()) {
                        family.dropReferring(columns);
                    }
                    family.changed().dropConstraint(name);
                });
    }

    private Step column(SqlText action, int from) {
        int at = rewrite.is(from, Keyword.IF) ? from + 2 : from;
        String column = altered.identifier(at);
        Table table = altered.table();
        String name = altered.relation().name();
        if (table.column(column).isEmpty()) {
            if (at == from) {
                throw Names.undefinedColumn(column, name);
            }
            rewrite.notice(
                    SqlState.SUCCESSFUL_COMPLETION,
                    "column \"%s\" of relation \"%s\" does not exist, skipping"
                            .formatted(column, name));
            return AlteredTable.nothing();
        }
        String object = "column " + column + " of table " + name;
        refuseUnless(cascades(action), object, object, referring(List.of(column)), views(column));
        List<String> owned = OwnedSequences.of(rewrite, table, column);
        altered.later(_ -> owned);
        boolean engine =
                altered.isPlain() && table.constraints().isEmpty() && table.columns().size() > 1;
        return new Step(
                Pass.DROP,
                engine ? altered.engine("DROP COLUMN " + Literals.quoteIdentifier(column)) : null,
                family -> {
                    family.dropReferring(List.of(column));
                    family.changed().dropColumn(column);
                });
    }

    /** PostgreSQL's words for the foreign keys that stand on the columns. */
    private List<String> referring(List<String> columns) {
        return new TableFamily(rewrite.context().relations(), altered.table())
                .referring(columns).stream()
                        .map(
                                r ->
                                        "constraint %s on table %s"
                                                .formatted(
                                                        r.key().name(),
                                                        r.table().relation().name()))
                        .toList();
    }

    /** The views that read the column, and those that read these. */
    private List<Dependent> views(String column) {
        Set<Relation> found = new LinkedHashSet<>();
        List<Dependent> views = new ArrayList<>();
        for (Dependent view : rewrite.context().relations().dependents(altered.relation())) {
            boolean reads =
                    view.read().equals(altered.relation())
                            ? mentions(view, column)
                            : found.contains(view.read());
            if (reads && found.add(view.view())) {
                views.add(view);
            }
        }
        return views;
    }

    static boolean mentions(Dependent view, String column) {
        return ViewDefinition.of(view.sql()).map(d -> d.mentions(column)).orElse(true);
    }

    private void refuseUnless(
            boolean cascade,
            String object,
            String detailed,
            List<String> keys,
            List<Dependent> views) {
        if (keys.isEmpty() && views.isEmpty()) {
            return;
        }
        if (!cascade) {
            List<String> details = new ArrayList<>();
            keys.forEach(key -> details.add(key + " depends on " + detailed));
            for (Dependent view : views) {
                details.add(
                        "view %s depends on %s"
                                .formatted(
                                        view.view().name(),
                                        view.read().equals(altered.relation())
                                                ? detailed
                                                : "view " + view.read().name()));
            }
            throw dependent(object, details);
        }
        List<String> dropped = new ArrayList<>(keys);
        views.forEach(view -> dropped.add("view " + view.view().name()));
        cascaded(rewrite, dropped);
        views.reversed().forEach(view -> rewrite.prelude("DROP VIEW " + view.view().quoted()));
    }

    static PgException dependent(String object, List<String> details) {
        return refused("cannot drop " + object + " because other objects depend on it", details);
    }

    /** Of several objects. */
    static PgException dependent(List<String> details) {
        return refused(
                "cannot drop desired object(s) because other objects depend on them", details);
    }

    private static PgException refused(String message, List<String> details) {
        return new PgException(
                ErrorInfo.error(SqlState.DEPENDENT_OBJECTS_STILL_EXIST, message)
                        .withDetail(String.join("\n", details))
                        .withHint("Use DROP ... CASCADE to drop the dependent objects too."));
    }

    /** One notice for one object, or one with a list. */
    static void cascaded(Rewrite rewrite, List<String> dropped) {
        if (dropped.size() == 1) {
            rewrite.notice(
                    SqlState.SUCCESSFUL_COMPLETION, "drop cascades to " + dropped.getFirst());
        } else if (dropped.size() > 1) {
            rewrite.notice(
                    SqlState.SUCCESSFUL_COMPLETION,
                    "drop cascades to " + dropped.size() + " other objects",
                    dropped.stream()
                            .map(object -> "drop cascades to " + object)
                            .collect(Collectors.joining("\n")));
        }
    }
}
