package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Column;
import dev.duckspace.gateway.sql.Relations.Constraint;
import dev.duckspace.gateway.sql.Relations.ConstraintKind;
import dev.duckspace.gateway.sql.Relations.Index;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a table that the engine's ALTER TABLE lacks: the table is made anew under another
 * name, filled, and takes the old one's place, with its indexes and comments. One transaction.
 *
 * @param added constraints and columns as CREATE TABLE states them
 * @param kept which of the present constraints stay
 * @param values of columns whose type changes, by name
 * @param place where the new table is, or becomes when the old one is dropped
 */
record TableRebuild(
        Table table,
        List<String> added,
        Predicate<Constraint> kept,
        Relation place,
        String what,
        Map<String, String> values) {
    private static final String PREFIX = "pg_rebuilt_";

    TableRebuild(
            Table table,
            List<String> added,
            Predicate<Constraint> kept,
            Relation place,
            String what) {
        this(table, added, kept, place, what, Map.of());
    }

    /**
     * @param using what gives the new value; null for a cast
     */
    TableRebuild withType(String column, String type, @Nullable String using) {
        List<Column> columns = new ArrayList<>();
        for (Column old : table.columns()) {
            columns.add(
                    old.name().equals(column)
                            ? new Column(
                                    column,
                                    type,
                                    old.expression(),
                                    old.notNull(),
                                    old.generated(),
                                    old.comment())
                            : old);
        }
        Map<String, String> all = new HashMap<>(values);
        all.put(
                column,
                using == null
                        ? "CAST(" + Literals.quoteIdentifier(column) + " AS " + type + ')'
                        : using);
        return new TableRebuild(
                new Table(
                        table.relation(),
                        columns,
                        table.constraints(),
                        table.indexes(),
                        table.comment(),
                        table.referenced()),
                added,
                kept,
                place,
                what,
                all);
    }

    TableRebuild withName(String constraint, String name) {
        return new TableRebuild(
                new Table(
                        table.relation(),
                        table.columns(),
                        table.constraints().stream()
                                .map(c -> c.name().equals(constraint) ? c.renamed(name) : c)
                                .toList(),
                        table.indexes(),
                        table.comment(),
                        table.referenced()),
                added,
                kept,
                place,
                what,
                values);
    }

    /** Without a column, and what stands on it. */
    TableRebuild without(String column) {
        return new TableRebuild(
                new Table(
                        table.relation(),
                        table.columns().stream().filter(c -> !c.name().equals(column)).toList(),
                        table.constraints().stream()
                                .filter(constraint -> !constraint.columns().contains(column))
                                .toList(),
                        table.indexes().stream().filter(index -> !index.uses(column)).toList(),
                        table.comment(),
                        table.referenced()),
                added,
                kept,
                place,
                what,
                values);
    }

    static TableRebuild of(Table table, List<String> added, Set<String> dropped, String what) {
        return new TableRebuild(
                table,
                added,
                constraint -> !dropped.contains(constraint.name()),
                table.relation(),
                what);
    }

    List<String> statements() {
        requirePossible();
        Relation old = table.relation();
        boolean moves = !place.equals(old);
        Relation made = moves ? place : old.named(PREFIX + old.name());
        List<String> statements = new ArrayList<>();
        statements.add(create(made));
        statements.add(
                "INSERT INTO %s(%s) SELECT %s FROM %s"
                        .formatted(made.quoted(), stored(false), stored(true), old.quoted()));
        statements.add("DROP TABLE " + old.quoted());
        if (!moves) {
            statements.add(
                    "ALTER TABLE "
                            + made.quoted()
                            + " RENAME TO "
                            + Literals.quoteIdentifier(old.name()));
        }
        for (Index index : table.indexes()) {
            statements.add(indexOn(index, place));
        }
        comments(statements);
        return statements;
    }

    /** The engine lets no table go that others refer to. */
    private void requirePossible() {
        if (table.referenced()) {
            throw PgException.notSupported(
                    what
                            + " is not supported for table \""
                            + table.relation().name()
                            + "\", which foreign keys refer to",
                    "Create the table with all its constraints, before the tables that refer to"
                            + " it.");
        }
    }

    private String create(Relation made) {
        List<String> elements = new ArrayList<>();
        table.columns().forEach(column -> elements.add(definition(column)));
        for (Constraint constraint : table.constraints()) {
            if (kept.test(constraint)) {
                elements.addAll(ConstraintNames.elements(constraint));
            }
        }
        elements.addAll(added);
        return (made.temporary() ? "CREATE TEMP TABLE " : "CREATE TABLE ")
                + made.quoted()
                + '('
                + String.join(", ", elements)
                + ')';
    }

    /** One column, with its default and NOT NULL; constraints stand beside the columns. */
    static String definition(Column column) {
        StringBuilder sql =
                new StringBuilder(Literals.quoteIdentifier(column.name()))
                        .append(' ')
                        .append(stated(column.type()));
        if (column.generated()) {
            sql.append(" GENERATED ALWAYS AS (").append(column.expression()).append(')');
        } else if (column.expression() != null) {
            sql.append(" DEFAULT (").append(column.expression()).append(')');
        }
        return sql.append(column.notNull() ? " NOT NULL" : "").toString();
    }

    /** The engine's own types begin with a capital letter; PostgreSQL's are names in quotes. */
    private static String stated(String type) {
        if (type.isEmpty() || !Character.isLowerCase(type.charAt(0))) {
            return type;
        }
        int brackets = type.length();
        while (type.startsWith("[]", brackets - 2)) {
            brackets -= 2;
        }
        return Literals.quoteIdentifier(type.substring(0, brackets)) + type.substring(brackets);
    }

    private String stored(boolean asValues) {
        List<String> names = new ArrayList<>();
        for (Column column : table.columns()) {
            if (!column.generated()) {
                String name = Literals.quoteIdentifier(column.name());
                names.add(asValues ? values.getOrDefault(column.name(), name) : name);
            }
        }
        return String.join(", ", names);
    }

    /** The keys of the engine's own CREATE INDEX behind the new table's name. */
    static String indexOn(Index index, Relation table) {
        int on = index.sql().indexOf(" ON ");
        int keys = index.sql().indexOf('(', on);
        String end = index.sql().substring(keys).replaceAll(";\\s*$", "");
        return (index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
                + Literals.quoteIdentifier(index.relation().name())
                + " ON "
                + table.quoted()
                + end;
    }

    private void comments(List<String> statements) {
        String comment = table.comment();
        if (comment != null) {
            statements.add("COMMENT ON TABLE " + place.quoted() + " IS " + Literals.quote(comment));
        }
        for (Column column : table.columns()) {
            String about = column.comment();
            if (about != null) {
                statements.add(
                        "COMMENT ON COLUMN %s.%s IS %s"
                                .formatted(
                                        place.quoted(),
                                        Literals.quoteIdentifier(column.name()),
                                        Literals.quote(about)));
            }
        }
    }

    /** PostgreSQL's answer for a constraint that is not there. */
    static PgException noConstraint(String name, String table) {
        return new PgException(
                SqlState.UNDEFINED_OBJECT,
                "constraint \"" + name + "\" of relation \"" + table + "\" does not exist");
    }

    static boolean isKey(Constraint constraint) {
        return constraint.kind() == ConstraintKind.PRIMARY_KEY
                || constraint.kind() == ConstraintKind.UNIQUE;
    }
}
