package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.AlteredTable.Pass;
import dev.duckspace.gateway.sql.AlteredTable.Step;
import dev.duckspace.gateway.sql.Relations.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The actions of one ALTER TABLE: done by the engine, one statement each, if it can do all of them,
 * else all on the draft of a table that is made anew ({@link TableFamily}).
 */
final class AlterTableActions {
    private final AlteredTable altered;
    private final Rewrite rewrite;
    private final Tokens tokens;
    private final List<Step> steps = new ArrayList<>();

    AlterTableActions(AlteredTable altered) {
        this.altered = altered;
        this.rewrite = altered.rewrite();
        this.tokens = rewrite.tokens();
    }

    void apply(List<SqlText> actions) {
        AddActions additions = new AddActions(altered, actions);
        for (SqlText action : actions) {
            if (action.isEmpty()) {
                throw SqlErrors.syntaxError(tokens, action.from());
            }
            steps.add(step(action, additions));
        }
        rewrite.nothingElse();
        if (steps.stream().allMatch(step -> step.engine() != null)) {
            inOrder().forEach(AlterTableActions::inEngine);
        } else {
            remake();
        }
        additions.keepReaders();
        altered.behind().forEach(Runnable::run);
    }

    private List<Step> inOrder() {
        return steps.stream().sorted(Comparator.comparing(Step::pass)).toList();
    }

    private static void inEngine(Step step) {
        Runnable engine = step.engine();
        if (engine != null) {
            engine.run();
        }
    }

    /** The rows go aside in one step and come back in the next, which looks at them. */
    private void remake() {
        List<TableFamily> made = new ArrayList<>();
        rewrite.later(
                relations -> {
                    TableFamily family =
                            new TableFamily(
                                    relations, relations.table(altered.name()).orElseThrow());
                    inOrder().forEach(step -> step.change().accept(family));
                    made.add(family);
                    return family.prepare();
                });
        rewrite.later(relations -> made.getLast().fill(relations));
    }

    private Step step(SqlText action, AddActions additions) {
        int at = action.from();
        Keyword verb = tokens.keyword(at);
        if (verb == null) {
            return other(action);
        }
        return switch (verb) {
            case ADD -> additions.step(action);
            case DROP -> new DropAction(altered).step(action);
            case ALTER -> new ColumnAction(altered).step(action);
            case RENAME -> renamed(action);
            case SET -> set(action);
            case OWNER -> {
                Names.requireSelf(rewrite, at + 2);
                yield AlteredTable.nothing();
            }
            case RESET, CLUSTER -> AlteredTable.nothing();
            default -> other(action);
        };
    }

    private Step other(SqlText action) {
        int at = action.from();
        String word = tokens.text(at).toLowerCase(Locale.ROOT);
        String next = at + 1 < action.to() ? tokens.text(at + 1).toLowerCase(Locale.ROOT) : "";
        switch (word) {
            case "replica" -> {}
            case "validate" -> {
                String constraint = altered.identifier(at + 2);
                if (altered.table().constraint(constraint).isEmpty()) {
                    throw Names.undefinedConstraint(constraint, altered.relation().name());
                }
            }
            case "enable", "disable" -> trigger(at, next, word);
            case "force", "inherit", "of", "attach", "detach", "not", "no" -> {
                if (!(word.equals("no") && next.equals("force"))) {
                    throw PgException.notSupported(
                            "ALTER TABLE ... " + upper(word + ' ' + next) + " is not supported",
                            "Tables here have no parents, partitions, types or row policies.");
                }
            }
            default -> {
                Runnable engine = altered.engine(action);
                return new Step(Pass.OTHER, engine, _ -> engine.run());
            }
        }
        return AlteredTable.nothing();
    }

    private void trigger(int at, String next, String word) {
        boolean rows = next.equals("row");
        boolean all =
                next.equals("trigger")
                        && (rewrite.is(at + 2, Keyword.ALL) || rewrite.is(at + 2, Keyword.USER));
        if (rows || all) {
            return; // the owner passes row security by, and there are no triggers
        }
        if (next.equals("trigger")) {
            throw Names.undefined(
                    SqlState.UNDEFINED_OBJECT,
                    "trigger \"%s\" for table \"%s\" does not exist"
                            .formatted(altered.identifier(at + 2), altered.relation().name()));
        }
        throw PgException.notSupported(
                "ALTER TABLE ... " + upper(word + ' ' + next) + " is not supported",
                "Tables here have no triggers and no rules.");
    }

    private Step renamed(SqlText action) {
        int what = action.from() + 1;
        if (rewrite.is(what, Keyword.CONSTRAINT)) {
            return renamedConstraint(altered.identifier(what + 1), altered.identifier(what + 3));
        }
        if (rewrite.is(what, Keyword.TO)) {
            return renamedTable(altered.identifier(what + 1));
        }
        int column = rewrite.is(what, Keyword.COLUMN) ? what + 1 : what;
        return renamedColumn(altered.identifier(column), altered.identifier(column + 2));
    }

    private Step renamedConstraint(String from, String to) {
        if (altered.table().constraint(from).isEmpty()) {
            throw Names.undefinedConstraint(from, altered.relation().name());
        }
        if (altered.table().constraint(to).isPresent()) {
            throw AddActions.duplicateConstraint(to, altered.relation().name());
        }
        return new Step(Pass.OTHER, null, family -> family.changed().renameConstraint(from, to));
    }

    private Step renamedTable(String to) {
        Relation old = altered.relation();
        Relation now = old.named(to);
        if (rewrite.context().relations().find(now.path()).isPresent()) {
            throw Names.undefined(
                    SqlState.DUPLICATE_TABLE, "relation \"" + to + "\" already exists");
        }
        altered.keepReaders(now);
        // Constraints keep their names, which the engine would make anew.
        boolean engine = altered.isPlain() && altered.table().constraints().isEmpty();
        return new Step(
                Pass.OTHER,
                engine ? altered.engine("RENAME TO " + Literals.quoteIdentifier(to)) : null,
                family -> family.rename(to));
    }

    private Step renamedColumn(String from, String to) {
        if (altered.table().column(from).isEmpty()) {
            throw new PgException(
                    SqlState.UNDEFINED_COLUMN, "column \"" + from + "\" does not exist");
        }
        if (altered.table().column(to).isPresent()) {
            throw Names.duplicateColumn(to, altered.relation().name());
        }
        altered.readers().stream()
                .filter(view -> DropAction.mentions(view, from))
                .forEach(view -> altered.keepReader(view, c -> c.equals(from) ? to : c));
        boolean generated = altered.table().columns().stream().anyMatch(c -> c.generated());
        boolean engine = altered.isPlain() && !altered.isConstrained(from) && !generated;
        return new Step(
                Pass.OTHER,
                engine
                        ? altered.engine(
                                "RENAME COLUMN %s TO %s"
                                        .formatted(
                                                Literals.quoteIdentifier(from),
                                                Literals.quoteIdentifier(to)))
                        : null,
                family -> family.renameColumn(from, to));
    }

    private Step set(SqlText action) {
        int at = action.from() + 1;
        if (!rewrite.is(at, Keyword.SCHEMA)) {
            return AlteredTable.nothing(); // the others say how the rows are stored
        }
        String schema = altered.identifier(at + 1);
        if (!rewrite.context().relations().hasSchema(schema)) {
            throw Names.undefined(
                    SqlState.INVALID_SCHEMA_NAME, "schema \"" + schema + "\" does not exist");
        }
        Relation old = altered.relation();
        if (schema.equals(old.schema()) && !old.temporary()) {
            return AlteredTable.nothing();
        }
        Relation now = new Relation(old.kind(), false, schema, old.name());
        if (rewrite.context().relations().find(now.path()).isPresent()) {
            throw Names.undefined(
                    SqlState.DUPLICATE_TABLE,
                    "relation \"%s\" already exists in schema \"%s\""
                            .formatted(old.name(), schema));
        }
        altered.keepReaders(now);
        return new Step(Pass.OTHER, null, family -> family.move(schema));
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT).strip();
    }
}
