package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Kind;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.SequenceUse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code DROP TABLE a, b CASCADE} becomes one statement for each: the engine drops one object at a
 * time. What depends on an object is found here, since the engine lets views go blind and drops
 * whole tables with their sequence.
 */
final class DropListRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        int at = from + 2;
        if (rewrite.is(at, Keyword.CONCURRENTLY)) {
            rewrite.remove(at, at + 1);
            at++;
        }
        boolean ifExists = rewrite.is(at, Keyword.IF) && rewrite.is(at + 1, Keyword.EXISTS);
        int names = ifExists ? at + 2 : at;
        int past = names;
        while (past < rewrite.to() && !isBehaviour(rewrite, past)) {
            past++;
        }
        List<SqlText> objects = rewrite.text().part(names, past).splitAtCommas();
        Optional<Kind> kind = kind(rewrite, from + 1);
        if (kind.isPresent()
                && rewrite.context().relations() != Relations.NONE
                && objects.stream().noneMatch(SqlText::isEmpty)) {
            new Drop(rewrite, kind.get(), ifExists, rewrite.is(past, Keyword.CASCADE))
                    .apply(objects);
            return;
        }
        if (objects.size() < 2) {
            return;
        }
        String verb = rewrite.source(from, from + 2) + ' ' + rewrite.source(at, names) + ' ';
        String behaviour = past < rewrite.to() ? ' ' + rewrite.source(past, past + 1) : "";
        for (SqlText object : objects.subList(0, objects.size() - 1)) {
            rewrite.prelude(verb, object, behaviour);
        }
        rewrite.omit(names, objects.getLast().from());
    }

    private static boolean isBehaviour(Rewrite rewrite, int at) {
        return rewrite.is(at, Keyword.CASCADE) || rewrite.is(at, Keyword.RESTRICT);
    }

    private static Optional<Kind> kind(Rewrite rewrite, int at) {
        Keyword keyword = rewrite.tokens().keyword(at);
        return switch (keyword) {
            case TABLE -> Optional.of(Kind.TABLE);
            case VIEW -> Optional.of(Kind.VIEW);
            case SEQUENCE -> Optional.of(Kind.SEQUENCE);
            case INDEX -> Optional.of(Kind.INDEX);
            case null, default -> Optional.empty();
        };
    }

    /** One statement's objects, found before any of them goes. */
    private static final class Drop {
        private final Rewrite rewrite;
        private final Relations relations;
        private final Kind kind;
        private final boolean ifExists;
        private final boolean cascade;
        private final Set<Relation> named = new LinkedHashSet<>();
        private final List<String> afterwards = new ArrayList<>();
        private final Set<Relation> gone = new LinkedHashSet<>();

        Drop(Rewrite rewrite, Kind kind, boolean ifExists, boolean cascade) {
            this.rewrite = rewrite;
            this.relations = rewrite.context().relations();
            this.kind = kind;
            this.ifExists = ifExists;
            this.cascade = cascade;
        }

        void apply(List<SqlText> objects) {
            for (SqlText object : objects) {
                if (!rewrite.isName(object.from())
                        || rewrite.pastName(object.from()) != object.to()) {
                    throw SqlErrors.syntaxError(rewrite.tokens(), object.from());
                }
                name(object);
            }
            for (Relation relation : named) {
                dependents(relation);
            }
            named.stream().filter(relation -> !gone.contains(relation)).forEach(this::drop);
            afterwards.forEach(rewrite::prelude);
            rewrite.nothingElse();
        }

        private void name(SqlText object) {
            List<String> parts = Names.parts(rewrite, object.from());
            Optional<Relation> found = relations.find(parts);
            if (found.isPresent()) {
                requireKind(found.get());
                named.add(found.get());
            } else if (ifExists) {
                rewrite.notice(SqlState.SUCCESSFUL_COMPLETION, missing(parts) + ", skipping");
            } else {
                // The guard or the engine says what is wrong with the name.
                rewrite.prelude("DROP " + kind.name() + ' ', object, "");
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

        private void dependents(Relation relation) {
            List<String> details = new ArrayList<>();
            if (kind == Kind.TABLE || kind == Kind.VIEW) {
                for (Relations.Dependent dependent : relations.dependents(relation)) {
                    Relation view = dependent.view();
                    if (!named.contains(view) && !gone.contains(view)) {
                        details.add(
                                "view %s depends on %s %s"
                                        .formatted(view.name(), kind.word(), relation.name()));
                        cascadeTo(view);
                    }
                }
            } else if (kind == Kind.SEQUENCE) {
                details.addAll(defaults(relation));
            }
            if (!details.isEmpty() && !cascade) {
                throw new PgException(
                        ErrorInfo.error(
                                        SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
                                        "cannot drop %s %s because other objects depend on it"
                                                .formatted(kind.word(), relation.name()))
                                .withDetail(String.join("\n", details))
                                .withHint(
                                        "Use DROP ... CASCADE to drop the dependent objects too."));
            }
        }

        private void cascadeTo(Relation view) {
            if (cascade && gone.add(view)) {
                rewrite.notice(
                        SqlState.SUCCESSFUL_COMPLETION, "drop cascades to view " + view.name());
                rewrite.prelude("DROP VIEW " + view.quoted());
            }
        }

        private List<String> defaults(Relation sequence) {
            List<String> details = new ArrayList<>();
            List<SequenceUse> uses =
                    relations
                            .sequence(
                                    List.of(
                                            sequence.temporary() ? "pg_temp" : sequence.schema(),
                                            sequence.name()))
                            .map(Relations.Sequence::uses)
                            .orElse(List.of());
            for (SequenceUse use : uses) {
                String column = "column %s of table %s".formatted(use.column(), use.table().name());
                details.add(
                        "default value for %s depends on sequence %s"
                                .formatted(column, sequence.name()));
                if (cascade) {
                    rewrite.notice(
                            SqlState.SUCCESSFUL_COMPLETION,
                            "drop cascades to default value for " + column);
                    rewrite.prelude(
                            "ALTER TABLE %s ALTER COLUMN %s DROP DEFAULT"
                                    .formatted(
                                            use.table().quoted(),
                                            Literals.quoteIdentifier(use.column())));
                }
            }
            return details;
        }

        private void drop(Relation relation) {
            if (kind == Kind.TABLE) {
                relations
                        .table(
                                List.of(
                                        relation.temporary() ? "pg_temp" : relation.schema(),
                                        relation.name()))
                        .ifPresent(table -> afterwards.addAll(OwnedSequences.of(rewrite, table)));
            }
            rewrite.prelude("DROP " + kind.name() + ' ' + relation.quoted());
        }
    }
}
