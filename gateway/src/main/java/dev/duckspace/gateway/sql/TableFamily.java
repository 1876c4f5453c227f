package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.sql.Relations.Constraint;
import dev.duckspace.gateway.sql.Relations.ConstraintKind;
import dev.duckspace.gateway.sql.Relations.Index;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table that is made anew, and those whose foreign keys refer to it, directly or not: the engine
 * lets none of them change or go while another refers to it, and loses track of a foreign key whose
 * table is renamed. So their rows are put aside, the tables dropped and made again under their own
 * names, and the rows put back. One transaction.
 */
final class TableFamily {
    private static final String ASIDE = "pg_rebuilt_";

    private final TableDraft changed;
    private final List<String> afterwards = new ArrayList<>();
    private final Map<Relation, TableDraft> members = new LinkedHashMap<>();

    TableFamily(Relations relations, Table table) {
        this.changed = new TableDraft(table);
        members.put(table.relation(), changed);
        join(relations, table.relation());
    }

    private void join(Relations relations, Relation referred) {
        for (Table table : relations.referring(referred)) {
            if (members.putIfAbsent(table.relation(), new TableDraft(table)) == null) {
                join(relations, table.relation());
            }
        }
    }

    TableDraft changed() {
        return changed;
    }

    /** A foreign key that stands on the table's columns. */
    record Referring(TableDraft table, Constraint key) {}

    /** The foreign keys of other tables that refer to one with these columns; all without any. */
    List<Referring> referring(List<String> columns) {
        List<Referring> found = new ArrayList<>();
        for (TableDraft member : members.values()) {
            for (Constraint key : member.constraints()) {
                boolean there = TableDraft.refersTo(key, changed.old().relation().name());
                if (member != changed && there && isOn(key, columns)) {
                    found.add(new Referring(member, key));
                }
            }
        }
        return found;
    }

    private static boolean isOn(Constraint key, List<String> columns) {
        Relations.Reference reference = key.references();
        return columns.isEmpty()
                || (reference != null && reference.columns().stream().anyMatch(columns::contains));
    }

    /** A statement for when the changed table has its rows again. */
    void afterwards(String statement) {
        afterwards.add(statement);
    }

    void dropReferring(List<String> columns) {
        referring(columns).forEach(r -> r.table().dropConstraint(r.key().name()));
    }

    /** Whether the table's foreign keys lead to the one that changes. */
    boolean isReferring(Relation table) {
        return members.containsKey(table) && !table.equals(changed.old().relation());
    }

    void rename(String name) {
        Relation old = changed.relation();
        changed.move(old.named(name));
        members.values().forEach(m -> m.referred(old.name(), name, column -> column));
    }

    void renameColumn(String from, String to) {
        changed.renameColumn(from, to);
        for (TableDraft member : members.values()) {
            if (member != changed) {
                member.referred(
                        changed.relation().name(),
                        changed.relation().name(),
                        column -> column.equals(from) ? to : column);
            }
        }
    }

    void move(String schema) {
        boolean linked =
                members.size() > 1
                        || changed.constraints().stream()
                                .anyMatch(
                                        c ->
                                                c.references() != null
                                                        && !TableDraft.refersTo(
                                                                c, changed.relation().name()));
        if (linked) {
            throw PgException.notSupported(
                    "foreign keys between schemas are not supported",
                    "Drop the foreign key before the table moves to another schema.");
        }
        Relation old = changed.relation();
        changed.move(new Relation(old.kind(), false, schema, old.name()));
    }

    /** Puts the rows aside and makes the tables. */
    List<String> prepare() {
        List<TableDraft> order = parentsFirst();
        List<String> statements = new ArrayList<>();
        if (onlyRows(order)) {
            // Nothing refers to it: it can step aside itself.
            statements.add(
                    "ALTER TABLE %s RENAME TO %s"
                            .formatted(
                                    changed.old().relation().quoted(),
                                    Literals.quoteIdentifier(aside(changed).name())));
        } else {
            order.forEach(table -> statements.add(putAside(table)));
            order.reversed()
                    .forEach(t -> statements.add("DROP TABLE " + t.old().relation().quoted()));
        }
        order.forEach(table -> statements.add(table.create()));
        return statements;
    }

    /** A table with indexes keeps its name: others see a new one at once, before the commit. */
    private static boolean onlyRows(List<TableDraft> order) {
        return order.size() == 1
                && order.getFirst().old().indexes().isEmpty()
                && order.getFirst().old().constraints().stream()
                        .noneMatch(c -> c.kind() == ConstraintKind.FOREIGN_KEY);
    }

    Set<Relation> relations() {
        return Set.copyOf(members.keySet());
    }

    /** Makes all of them anew without rows. */
    List<String> emptied() {
        List<TableDraft> order = parentsFirst();
        List<String> statements = new ArrayList<>();
        order.reversed().forEach(t -> statements.add("DROP TABLE " + t.old().relation().quoted()));
        for (TableDraft table : order) {
            statements.add(table.create());
            statements.addAll(table.behind());
        }
        return statements;
    }

    /** Puts the rows back, and what belongs behind them. */
    List<String> fill(Relations relations) {
        List<String> statements = new ArrayList<>();
        for (TableDraft table : parentsFirst()) {
            Relation aside = aside(table);
            if (SelfReference.of(table.old()).isPresent()) {
                long levels = SelfReference.levels(relations, aside, table.old().relation().name());
                for (long level = 0; level <= levels; level++) {
                    statements.add(insert(table, aside, SelfReference.at(level)));
                }
            } else {
                statements.add(insert(table, aside, ""));
            }
            statements.add("DROP TABLE " + aside.quoted());
            if (table == changed) {
                statements.addAll(afterwards);
            }
            statements.addAll(table.behind());
        }
        return statements;
    }

    private static String insert(TableDraft table, Relation from, String where) {
        return "INSERT INTO %s(%s) SELECT %s FROM %s%s"
                .formatted(
                        table.relation().quoted(),
                        table.stored(),
                        table.values(),
                        from.quoted(),
                        where);
    }

    private static Relation aside(TableDraft table) {
        Relation old = table.old().relation();
        return old.named(ASIDE + old.name());
    }

    private static String putAside(TableDraft table) {
        Relation old = table.old().relation();
        Optional<SelfReference> itself = SelfReference.of(table.old());
        return (old.temporary() ? "CREATE TEMP TABLE " : "CREATE TABLE ")
                + aside(table).quoted()
                + " AS "
                + itself.map(SelfReference::query).orElse("SELECT * FROM " + old.quoted());
    }

    private List<TableDraft> parentsFirst() {
        List<TableDraft> order = new ArrayList<>();
        List<TableDraft> open = new ArrayList<>(members.values());
        while (!open.isEmpty()) {
            TableDraft next =
                    open.stream()
                            .filter(t -> open.stream().noneMatch(o -> o != t && refers(t, o)))
                            .findFirst()
                            .orElseThrow();
            order.add(next);
            open.remove(next);
        }
        return order;
    }

    private static boolean refers(TableDraft table, TableDraft to) {
        return table.constraints().stream()
                .anyMatch(c -> TableDraft.refersTo(c, to.relation().name()));
    }

    /** Where the keys begin in the engine's own CREATE INDEX. */
    static int keys(String createIndex) {
        return createIndex.indexOf('(', createIndex.indexOf(" ON "));
    }

    /** The keys of the engine's own CREATE INDEX behind the new table's name. */
    static String indexOn(Index index, Relation table) {
        String end = index.sql().substring(keys(index.sql())).replaceAll(";\\s*$", "");
        return (index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
                + Literals.quoteIdentifier(index.relation().name())
                + " ON "
                + table.quoted()
                + end;
    }

    static boolean isKey(Constraint constraint) {
        return constraint.kind() == ConstraintKind.PRIMARY_KEY
                || constraint.kind() == ConstraintKind.UNIQUE;
    }
}
