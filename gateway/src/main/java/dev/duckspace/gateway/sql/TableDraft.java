package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Column;
import dev.duckspace.gateway.sql.Relations.Constraint;
import dev.duckspace.gateway.sql.Relations.ConstraintKind;
import dev.duckspace.gateway.sql.Relations.Index;
import dev.duckspace.gateway.sql.Relations.Reference;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A table as it is to become: what stands there now, with the changes of an ALTER TABLE. */
final class TableDraft {
    private final Table old;
    private final List<DraftColumn> columns = new ArrayList<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private final List<Index> indexes = new ArrayList<>();
    private final List<String> added = new ArrayList<>();
    private final List<String> addedBehind = new ArrayList<>();
    private Relation relation;

    /**
     * @param origin the column's name as it was
     * @param value what a row gets for it; null for the value that it had
     */
    private record DraftColumn(Column column, String origin, @Nullable String value) {
        DraftColumn with(Column changed) {
            return new DraftColumn(changed, origin, value);
        }
    }

    TableDraft(Table old) {
        this.old = old;
        this.relation = old.relation();
        old.columns().forEach(c -> columns.add(new DraftColumn(c, c.name(), null)));
        constraints.addAll(old.constraints());
        indexes.addAll(old.indexes());
    }

    Table old() {
        return old;
    }

    Relation relation() {
        return relation;
    }

    List<Index> indexes() {
        return List.copyOf(indexes);
    }

    List<Constraint> constraints() {
        return List.copyOf(constraints);
    }

    Optional<Column> column(String name) {
        return columns.stream()
                .map(DraftColumn::column)
                .filter(c -> c.name().equals(name))
                .findFirst();
    }

    Column requireColumn(String name) {
        return column(name).orElseThrow(() -> Names.undefinedColumn(name, old.relation().name()));
    }

    Constraint requireConstraint(String name) {
        return constraints.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Names.undefinedConstraint(name, old.relation().name()));
    }

    /** The names of the columns that were there, in the order of their new ones. */
    List<String> origins() {
        return columns.stream().map(DraftColumn::origin).toList();
    }

    /** A column as CREATE TABLE states it. */
    void add(String column) {
        added.add(column);
    }

    /** A constraint as CREATE TABLE states it. */
    void addBehind(String constraint) {
        addedBehind.add(constraint);
    }

    void move(Relation place) {
        keepNames(place.name());
        relation = place;
    }

    /** PostgreSQL names a constraint once; what it was made from may be called otherwise later. */
    private void keepNames(String table) {
        constraints.replaceAll(
                c ->
                        c.named()
                                        || c.name()
                                                .equals(
                                                        ConstraintNames.generated(
                                                                table, c.kind(), c.columns()))
                                ? c
                                : c.renamed(c.name()));
    }

    void renameColumn(String from, String to) {
        Column present = requireColumn(from);
        if (column(to).isPresent()) {
            throw Names.duplicateColumn(to, old.relation().name());
        }
        change(from, column -> column.named(to));
        columns.replaceAll(
                c ->
                        c.column().generated()
                                ? c.with(c.column().withExpression(renamed(c.column(), from, to)))
                                : c);
        UnaryOperator<String> name = n -> n.equals(present.name()) ? to : n;
        constraints.replaceAll(
                c ->
                        c.columns().contains(from)
                                ? new Constraint(
                                        c.name(),
                                        c.kind(),
                                        c.columns().stream().map(name).toList(),
                                        c.kind() == ConstraintKind.CHECK
                                                ? ColumnNames.renamed(c.text(), from, to)
                                                : c.text(),
                                        c.references(),
                                        c.named())
                                : c);
        referred(relation.name(), relation.name(), name);
        keepNames(relation.name());
        indexes.replaceAll(
                i -> {
                    int keys = TableFamily.keys(i.sql());
                    return new Index(
                            i.relation(),
                            i.unique(),
                            i.expressions().stream()
                                    .map(e -> ColumnNames.renamed(e, from, to))
                                    .toList(),
                            i.sql().substring(0, keys)
                                    + ColumnNames.renamed(i.sql().substring(keys), from, to),
                            i.comment());
                });
    }

    private static String renamed(Column column, String from, String to) {
        String expression = column.expression();
        return expression == null ? "" : ColumnNames.renamed(expression, from, to);
    }

    /** The foreign keys that refer to a table whose name or columns have changed. */
    void referred(String from, String to, UnaryOperator<String> column) {
        constraints.replaceAll(
                c -> {
                    Reference reference = c.references();
                    return reference == null || !reference.table().equals(from)
                            ? c
                            : new Constraint(
                                    c.name(),
                                    c.kind(),
                                    c.columns(),
                                    c.text(),
                                    new Reference(
                                            to, reference.columns().stream().map(column).toList()),
                                    c.named());
                });
    }

    /** With the constraints and indexes that stand on it. */
    void dropColumn(String name) {
        requireColumn(name);
        columns.removeIf(c -> c.column().name().equals(name));
        constraints.removeIf(c -> c.columns().contains(name));
        indexes.removeIf(i -> i.uses(name));
    }

    void dropConstraint(String name) {
        constraints.remove(requireConstraint(name));
    }

    void dropIndex(String name) {
        indexes.removeIf(i -> i.relation().name().equals(name));
    }

    void renameConstraint(String from, String to) {
        Constraint renamed = requireConstraint(from);
        constraints.replaceAll(c -> c.equals(renamed) ? c.renamed(to) : c);
    }

    /**
     * @param using what gives the new value; null for a cast
     */
    void retype(String name, String type, @Nullable String using) {
        requireColumn(name);
        columns.replaceAll(
                c ->
                        c.column().name().equals(name)
                                ? new DraftColumn(
                                        c.column().withType(type),
                                        c.origin(),
                                        using == null
                                                ? "CAST(%s AS %s)"
                                                        .formatted(
                                                                Literals.quoteIdentifier(
                                                                        c.origin()),
                                                                type)
                                                : using)
                                : c);
    }

    void change(String name, UnaryOperator<Column> change) {
        requireColumn(name);
        columns.replaceAll(
                c -> c.column().name().equals(name) ? c.with(change.apply(c.column())) : c);
    }

    boolean refersToItself() {
        return constraints.stream().anyMatch(c -> refersTo(c, relation.name()));
    }

    static boolean refersTo(Constraint constraint, String table) {
        Reference reference = constraint.references();
        return reference != null && reference.table().equals(table);
    }

    String create() {
        List<String> elements = new ArrayList<>();
        columns.forEach(c -> elements.add(definition(c.column())));
        elements.addAll(added);
        constraints.forEach(c -> elements.addAll(elements(c)));
        elements.addAll(addedBehind);
        return (relation.temporary() ? "CREATE TEMP TABLE " : "CREATE TABLE ")
                + relation.quoted()
                + '('
                + String.join(", ", elements)
                + ')';
    }

    private List<String> elements(Constraint constraint) {
        Reference reference = constraint.references();
        if (reference != null) {
            String text =
                    "FOREIGN KEY (%s) REFERENCES %s(%s)"
                            .formatted(
                                    Literals.quoteIdentifiers(constraint.columns()),
                                    relation.named(reference.table()).quoted(),
                                    Literals.quoteIdentifiers(reference.columns()));
            return ConstraintNames.elements(constraint.stated(text));
        }
        return switch (constraint.kind()) {
            case PRIMARY_KEY -> ConstraintNames.elements(key(constraint, "PRIMARY KEY"));
            case UNIQUE -> ConstraintNames.elements(key(constraint, "UNIQUE"));
            case CHECK, FOREIGN_KEY -> ConstraintNames.elements(constraint);
        };
    }

    private static Constraint key(Constraint constraint, String words) {
        return constraint.stated(
                words + " (" + Literals.quoteIdentifiers(constraint.columns()) + ')');
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

    /** The columns that rows are stored in. */
    String stored() {
        return String.join(
                ", ",
                columns.stream()
                        .filter(c -> !c.column().generated())
                        .map(c -> Literals.quoteIdentifier(c.column().name()))
                        .toList());
    }

    /** What they get, from the columns that were there. */
    String values() {
        return String.join(
                ", ",
                columns.stream()
                        .filter(c -> !c.column().generated())
                        .map(
                                c ->
                                        c.value() == null
                                                ? Literals.quoteIdentifier(c.origin())
                                                : c.value())
                        .toList());
    }

    /** Indexes and comments, which come behind the rows. */
    List<String> behind() {
        List<String> statements = new ArrayList<>();
        for (Index index : indexes) {
            statements.add(TableFamily.indexOn(index, relation));
            comment(
                    statements,
                    "INDEX",
                    new Relation(
                                    Relations.Kind.INDEX,
                                    relation.temporary(),
                                    relation.schema(),
                                    index.relation().name())
                            .quoted(),
                    index.comment());
        }
        comment(statements, "TABLE", relation.quoted(), old.comment());
        for (DraftColumn draft : columns) {
            comment(
                    statements,
                    "COLUMN",
                    relation.quoted() + '.' + Literals.quoteIdentifier(draft.column().name()),
                    draft.column().comment());
        }
        return statements;
    }

    private static void comment(
            List<String> statements, String kind, String object, @Nullable String comment) {
        if (comment != null) {
            statements.add(
                    "COMMENT ON %s %s IS %s".formatted(kind, object, Literals.quote(comment)));
        }
    }
}
