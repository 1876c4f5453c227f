package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Dependent;
import dev.duckspace.gateway.sql.Relations.MovedTable;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table of an ALTER TABLE, and what its actions share.
 *
 * @param written the table's name as the client wrote it, behind ALTER TABLE
 * @param behind asks for what must happen when all actions are done
 */
record AlteredTable(
        Rewrite rewrite, String written, Table table, List<String> name, List<Runnable> behind) {

    /** PostgreSQL's order of what one statement does, whatever the order in which it says so. */
    enum Pass {
        DROP,
        TYPE,
        ADD_COLUMN,
        ATTRIBUTE,
        ADD_CONSTRAINT,
        OTHER
    }

    /**
     * One action.
     *
     * @param engine does it as the engine itself does; null where the engine cannot
     * @param change does it where the table is made anew
     */
    record Step(Pass pass, @Nullable Runnable engine, Consumer<TableFamily> change) {}

    /** What changes nothing here. */
    static Step nothing() {
        return new Step(Pass.OTHER, () -> {}, _ -> {});
    }

    Relation relation() {
        return table.relation();
    }

    Tokens tokens() {
        return rewrite.tokens();
    }

    String identifier(int at) {
        return Literals.identifier(rewrite.tokens(), at);
    }

    /** Whether the engine alters it: no index and no other table's foreign key stands on it. */
    boolean isPlain() {
        return table.indexes().isEmpty()
                && SelfReference.of(table).isEmpty()
                && rewrite.context().relations().referring(relation()).isEmpty();
    }

    boolean isConstrained(String column) {
        return table.constraints().stream().anyMatch(c -> c.columns().contains(column));
    }

    /** As the engine does it itself, with the action as the client wrote it. */
    Runnable engine(SqlText action) {
        return () -> rewrite.prelude("ALTER TABLE " + written + ' ', action, "");
    }

    Runnable engine(String action) {
        return () -> rewrite.prelude("ALTER TABLE " + written + ' ' + action);
    }

    /** Views whose own query reads the table. */
    List<Dependent> readers() {
        return rewrite.context().relations().dependents(relation()).stream()
                .filter(view -> view.read().equals(relation()))
                .toList();
    }

    /** Has views read the table as they did before, under its new name. */
    void keepReaders(Relation now) {
        readers().forEach(view -> keepReader(view, new MovedTable(relation(), now, "")));
    }

    /**
     * Has a view read the columns as it did before.
     *
     * @param now the name of each column now
     */
    void keepReader(Dependent view, UnaryOperator<String> now) {
        String columns =
                table.columns().stream()
                        .map(Relations.Column::name)
                        .filter(name -> DropAction.mentions(view, name))
                        .map(
                                name -> {
                                    String old = Literals.quoteIdentifier(name);
                                    String present = Literals.quoteIdentifier(now.apply(name));
                                    return old.equals(present) ? old : present + " AS " + old;
                                })
                        .collect(Collectors.joining(", "));
        keepReader(view, new MovedTable(relation(), relation(), columns));
    }

    private void keepReader(Dependent view, MovedTable moved) {
        later(relations -> relations.viewReading(view.view(), moved));
    }

    /** A step behind all actions. */
    void later(Function<Relations, List<String>> step) {
        behind.add(() -> rewrite.later(step));
    }

    ColumnDefinitions definitions() {
        int at = rewrite.from() + 2;
        if (rewrite.is(at, Keyword.IF)) {
            at += 2;
        }
        int name = rewrite.is(at, Keyword.ONLY) ? at + 1 : at;
        return new ColumnDefinitions(rewrite, name, -1, relation().temporary(), false);
    }
}
