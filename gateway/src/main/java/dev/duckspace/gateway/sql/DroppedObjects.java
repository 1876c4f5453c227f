package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Constraint;
import dev.duckspace.gateway.sql.Relations.Dependent;
import dev.duckspace.gateway.sql.Relations.Kind;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.SequenceUse;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The objects of one DROP, found before any of them goes, with what depends on them: views and
 * defaults, and the foreign keys of other tables, which are made anew without them.
 */
final class DroppedObjects {
    private final Rewrite rewrite;
    private final Relations relations;
    private final Kind kind;
    private final boolean ifExists;
    private final boolean cascade;
    private final Set<Relation> named = new LinkedHashSet<>();
    private final Set<Relation> views = new LinkedHashSet<>();
    private final Map<Relation, Set<String>> keys = new LinkedHashMap<>();
    private final List<String> cascaded = new ArrayList<>();
    private final List<String> defaults = new ArrayList<>();

    DroppedObjects(Rewrite rewrite, Kind kind, boolean ifExists, boolean cascade) {
        this.rewrite = rewrite;
        this.relations = rewrite.context().relations();
        this.kind = kind;
        this.ifExists = ifExists;
        this.cascade = cascade;
    }

    void apply(List<SqlText> objects) {
        for (SqlText object : objects) {
            if (!rewrite.isName(object.from()) || rewrite.pastName(object.from()) != object.to()) {
                throw SqlErrors.syntaxError(rewrite.tokens(), object.from());
            }
            name(object);
        }
        drop();
    }

    /** As a DROP of these would. */
    void apply(Set<Relation> objects) {
        named.addAll(objects);
        drop();
    }

    private void drop() {
        List<String> details = new ArrayList<>();
        List<Relation> latest = List.copyOf(named).reversed();
        (cascade ? named : latest).forEach(relation -> dependents(relation, details));
        if (!details.isEmpty() && !cascade) {
            throw named.size() > 1
                    ? DropAction.dependent(details)
                    : DropAction.dependent(
                            latest.getFirst().kind().word() + ' ' + latest.getFirst().name(),
                            details);
        }
        DropAction.cascaded(rewrite, cascaded);
        List<String> first = new ArrayList<>();
        List.copyOf(views).reversed().forEach(view -> first.add("DROP VIEW " + view.quoted()));
        first.addAll(defaults);
        List<String> last = new ArrayList<>();
        List<String> owned = new ArrayList<>();
        for (Relation relation : inOrder()) {
            relations
                    .table(relation.path())
                    .ifPresent(table -> owned.addAll(OwnedSequences.of(rewrite, table)));
            last.add("DROP " + relation.kind().name() + ' ' + relation.quoted());
        }
        last.addAll(owned);
        if (keys.isEmpty()) {
            first.forEach(rewrite::prelude);
            last.forEach(rewrite::prelude);
        } else {
            first.forEach(rewrite::prelude);
            keys.forEach(this::withoutKeys);
            rewrite.later(_ -> last);
        }
        rewrite.nothingElse();
    }

    /** Makes a table anew without foreign keys of these names. */
    private void withoutKeys(Relation table, Set<String> names) {
        List<TableFamily> made = new ArrayList<>();
        rewrite.later(
                now -> {
                    TableFamily family =
                            new TableFamily(now, now.table(table.path()).orElseThrow());
                    names.forEach(family.changed()::dropConstraint);
                    made.add(family);
                    return family.prepare();
                });
        rewrite.later(now -> made.getLast().fill(now));
    }

    /** The engine drops a table only when none refers to it. */
    private List<Relation> inOrder() {
        List<Relation> order = new ArrayList<>();
        List<Relation> open = new ArrayList<>(named);
        open.removeAll(views);
        while (!open.isEmpty()) {
            Relation next =
                    open.stream()
                            .filter(
                                    relation ->
                                            relation.kind() != Kind.TABLE
                                                    || relations.referring(relation).stream()
                                                            .map(Table::relation)
                                                            .noneMatch(open::contains))
                            .findFirst()
                            .orElse(open.getFirst());
            order.add(next);
            open.remove(next);
        }
        return order;
    }

    private void name(SqlText object) {
        List<String> parts = Names.parts(rewrite, object.from());
        Optional<Relation> found = relations.find(parts);
        if (found.isPresent()) {
            requireKind(found.get());
            named.add(found.get());
        } else if (ifExists && parts.size() > 1 && !relations.hasSchema(parts.getFirst())) {
            rewrite.notice(
                    SqlState.SUCCESSFUL_COMPLETION,
                    "schema \"" + parts.getFirst() + "\" does not exist, skipping");
        } else if (ifExists) {
            rewrite.notice(SqlState.SUCCESSFUL_COMPLETION, missing(parts) + ", skipping");
        } else if (parts.size() > 1 && !relations.hasSchema(parts.getFirst())) {
            // The guard or the engine says what is wrong with the name.
            rewrite.prelude("DROP " + kind.name() + ' ', object, "");
        } else {
            throw Names.undefined(
                    kind == Kind.INDEX ? SqlState.UNDEFINED_OBJECT : SqlState.UNDEFINED_TABLE,
                    missing(parts));
        }
    }

    private String missing(List<String> parts) {
        return kind.word() + " \"" + String.join(".", parts) + "\" does not exist";
    }

    private void requireKind(Relation relation) {
        if (relation.kind() == kind) {
            return;
        }
        String article = kind == Kind.INDEX ? "an " : "a ";
        String other = relation.kind() == Kind.INDEX ? "an " : "a ";
        throw new PgException(
                ErrorInfo.error(
                                SqlState.WRONG_OBJECT_TYPE,
                                "\"%s\" is not %s%s"
                                        .formatted(relation.name(), article, kind.word()))
                        .withHint(
                                "Use DROP %s to remove %s%s."
                                        .formatted(
                                                relation.kind().name(),
                                                other,
                                                relation.kind().word())));
    }

    private void dependents(Relation relation, List<String> details) {
        switch (relation.kind()) {
            case TABLE -> {
                keys(relation, details);
                views(relation, details);
            }
            case VIEW -> views(relation, details);
            case SEQUENCE -> defaults(relation, details);
            case INDEX -> {}
        }
    }

    private void views(Relation relation, List<String> details) {
        for (Dependent dependent : relations.dependents(relation)) {
            Relation view = dependent.view();
            if (!named.contains(view) && views.add(view)) {
                details.add(
                        "view %s depends on %s %s"
                                .formatted(
                                        view.name(),
                                        dependent.read().kind().word(),
                                        dependent.read().name()));
                cascaded.add("view " + view.name());
            }
        }
    }

    private void keys(Relation relation, List<String> details) {
        for (Table table : relations.referring(relation)) {
            if (named.contains(table.relation())) {
                continue;
            }
            for (Constraint key : table.constraints()) {
                if (TableDraft.refersTo(key, relation.name())) {
                    String what =
                            "constraint %s on table %s"
                                    .formatted(key.name(), table.relation().name());
                    details.add(what + " depends on table " + relation.name());
                    cascaded.add(what);
                    keys.computeIfAbsent(table.relation(), _ -> new LinkedHashSet<>())
                            .add(key.name());
                }
            }
        }
    }

    private void defaults(Relation sequence, List<String> details) {
        List<SequenceUse> uses =
                relations.sequence(sequence.path()).map(Relations.Sequence::uses).orElse(List.of());
        for (SequenceUse use : uses) {
            String column = "column %s of table %s".formatted(use.column(), use.table().name());
            details.add(
                    "default value for %s depends on sequence %s"
                            .formatted(column, sequence.name()));
            cascaded.add("default value for " + column);
            defaults.add(
                    "ALTER TABLE %s ALTER COLUMN %s DROP DEFAULT"
                            .formatted(
                                    use.table().quoted(), Literals.quoteIdentifier(use.column())));
        }
    }
}
