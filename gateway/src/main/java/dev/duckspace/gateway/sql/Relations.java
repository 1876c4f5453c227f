package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What rules may ask of the database that a statement is for. Each call reads the engine's catalog;
 * names are given as their parts, folded, and looked for along the search path.
 */
public interface Relations {
    /**
     * Called again and again in long work.
     *
     * @throws PgException what the statement is to be stopped with
     */
    default void requireGoingOn() {}

    /** For who rewrites without a database: nothing is there. */
    Relations NONE =
            new Relations() {
                @Override
                public Optional<Relation> find(List<String> name) {
                    return Optional.empty();
                }

                @Override
                public Optional<Table> table(List<String> name) {
                    return Optional.empty();
                }

                @Override
                public Optional<Sequence> sequence(List<String> name) {
                    return Optional.empty();
                }

                @Override
                public Optional<Table> tableOf(Relation index) {
                    return Optional.empty();
                }

                @Override
                public @Nullable String comment(Relation view) {
                    return null;
                }

                @Override
                public List<Column> columns(Relation relation) {
                    return List.of();
                }

                @Override
                public List<Dependent> dependents(Relation relation) {
                    return List.of();
                }

                @Override
                public List<Table> referring(Relation table) {
                    return List.of();
                }

                @Override
                public List<String> viewReading(Relation view, MovedTable table) {
                    return List.of();
                }

                @Override
                public long number(String query) {
                    return 0;
                }

                @Override
                public Optional<Function> function(List<String> name) {
                    return Optional.empty();
                }

                @Override
                public List<String> columnsRead(String query) {
                    return List.of();
                }

                @Override
                public List<SchemaObject> objectsIn(String schema) {
                    return List.of();
                }

                @Override
                public boolean hasSchema(String name) {
                    return true;
                }

                @Override
                public boolean hasIdentity() {
                    return false;
                }

                @Override
                public String user() {
                    return "";
                }

                @Override
                public int width(String query) {
                    return 0;
                }

                @Override
                public boolean writesIsoDates() {
                    return true;
                }

                @Override
                public List<String> types(String query) {
                    return List.of();
                }

                @Override
                public List<Target> targets(List<String> table) {
                    return List.of();
                }

                @Override
                public List<List<String>> materialized() {
                    return List.of();
                }

                @Override
                public TypedNames typedNames() {
                    return TypedNames.NONE;
                }

                @Override
                public Map<String, TimeColumn> timeColumns() {
                    return Map.of();
                }

                @Override
                public Set<String> domains() {
                    return Set.of();
                }

                @Override
                public Set<String> views() {
                    return Set.of();
                }

                @Override
                public UserTypes types() {
                    return UserTypes.NONE;
                }
            };

    enum Kind {
        TABLE("table"),
        VIEW("view"),
        SEQUENCE("sequence"),
        INDEX("index");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Lower case, for messages. */
        public String word() {
            return word;
        }
    }

    /** An object of the one name space that tables, views, sequences and indexes share. */
    record Relation(Kind kind, boolean temporary, String schema, String name) {
        /** The name in a statement for the engine, under any search path. */
        public String quoted() {
            return (temporary ? "temp.main" : Literals.quoteIdentifier(schema))
                    + '.'
                    + Literals.quoteIdentifier(name);
        }

        /** The name under which it is found, whatever is searched. */
        public List<String> path() {
            return List.of(temporary ? "pg_temp" : schema, name);
        }

        /** The same place, another name. */
        public Relation named(String newName) {
            return new Relation(kind, temporary, schema, newName);
        }
    }

    /**
     * @param type in the engine's words
     * @param expression of its default, or of a generated column; null for none
     */
    record Column(
            String name,
            String type,
            @Nullable String expression,
            boolean notNull,
            boolean generated,
            @Nullable String comment) {
        Column named(String newName) {
            return new Column(newName, type, expression, notNull, generated, comment);
        }

        Column withType(String newType) {
            return new Column(name, newType, expression, notNull, generated, comment);
        }

        Column withExpression(@Nullable String newExpression) {
            return new Column(name, type, newExpression, notNull, generated, comment);
        }

        Column withNotNull(boolean newNotNull) {
            return new Column(name, type, expression, newNotNull, generated, comment);
        }
    }

    enum ConstraintKind {
        PRIMARY_KEY,
        UNIQUE,
        CHECK,
        FOREIGN_KEY
    }

    /** What a foreign key refers to: a table of the same schema, and its key. */
    record Reference(String table, List<String> columns) {}

    /**
     * @param name PostgreSQL's
     * @param text as the engine states it in CREATE TABLE
     * @param references null for what is no foreign key
     * @param named by a user, not by the rule for names
     */
    record Constraint(
            String name,
            ConstraintKind kind,
            List<String> columns,
            String text,
            @Nullable Reference references,
            boolean named) {
        Constraint renamed(String newName) {
            return new Constraint(newName, kind, columns, text, references, true);
        }

        Constraint stated(String newText) {
            return new Constraint(name, kind, columns, newText, references, named);
        }
    }

    /**
     * @param sql its CREATE INDEX statement
     * @param expressions its keys
     */
    record Index(
            Relation relation,
            boolean unique,
            List<String> expressions,
            String sql,
            @Nullable String comment) {
        Index named(String newName) {
            return new Index(relation.named(newName), unique, expressions, sql, comment);
        }

        /** Whether the column's name stands in one of its keys. */
        public boolean uses(String column) {
            String word = "(?i)(?<![\\w$])" + Pattern.quote(column) + "(?![\\w$])";
            return expressions.stream().anyMatch(key -> Pattern.compile(word).matcher(key).find());
        }
    }

    record Table(
            Relation relation,
            List<Column> columns,
            List<Constraint> constraints,
            List<Index> indexes,
            @Nullable String comment) {
        public Optional<Column> column(String name) {
            return columns.stream().filter(column -> column.name().equals(name)).findFirst();
        }

        public Optional<Constraint> constraint(String name) {
            return constraints.stream().filter(c -> c.name().equals(name)).findFirst();
        }
    }

    /**
     * @param lastValue null before the first value was drawn
     * @param uses columns whose default draws from it
     */
    record Sequence(
            Relation relation,
            long start,
            long min,
            long max,
            long increment,
            boolean cycle,
            @Nullable Long lastValue,
            @Nullable String comment,
            List<SequenceUse> uses) {}

    /**
     * @param expression the column's default
     */
    record SequenceUse(Relation table, String column, String expression) {}

    /**
     * A view whose query reads a relation.
     *
     * @param sql its CREATE VIEW statement
     * @param read the table or view that it reads
     */
    record Dependent(Relation view, String sql, Relation read) {}

    /**
     * A table under another name, or with columns that readers must not see as they are now.
     *
     * @param columns what readers see, as a select list; empty for all columns
     */
    record MovedTable(Relation old, Relation now, String columns) {}

    /**
     * What DROP SCHEMA would take along.
     *
     * @param described its kind and its name with the schema, in PostgreSQL's words
     * @param relation empty for types and functions
     */
    record SchemaObject(String described, Optional<Relation> relation) {}

    /** A macro; the comment of one that CREATE FUNCTION made holds its definition. */
    record Function(
            String schema, String name, boolean table, int parameters, @Nullable String comment) {}

    /**
     * A column that takes values.
     *
     * @param type PostgreSQL's own name of it: {@code int4}
     * @param limited whether it is a string, or bits, of a length
     */
    record Target(String column, String type, boolean limited) {}

    /**
     * Columns of one name.
     *
     * @param type the engine's plain type of them; empty where they are of several
     * @param precise whether any has a precision
     */
    record TimeColumn(String type, boolean precise) {}

    /** A table, view, sequence or index. */
    Optional<Relation> find(List<String> name);

    Optional<Table> table(List<String> name);

    Optional<Sequence> sequence(List<String> name);

    /** The table of an index. */
    Optional<Table> tableOf(Relation index);

    /** The engine's comment of a view, which may hold its query (KeptView). */
    @Nullable String comment(Relation view);

    /** The columns of a table or view. */
    List<Column> columns(Relation relation);

    /** Views that read it, those that read these among them. */
    List<Dependent> dependents(Relation relation);

    /** Other tables with foreign keys that refer to it. */
    List<Table> referring(Relation table);

    /** The statements that let a view read a table where and as it is now. */
    List<String> viewReading(Relation view, MovedTable table);

    Optional<Function> function(List<String> name);

    /** The names of all columns of the tables that a query reads. */
    List<String> columnsRead(String query);

    /** What stands in a schema of its own right: neither indexes nor sequences of columns. */
    List<SchemaObject> objectsIn(String schema);

    /** The one number that a query of the gateway's own answers. */
    long number(String query);

    boolean hasSchema(String name);

    /** Whether any table may have a column GENERATED ALWAYS AS IDENTITY; asked often. */
    boolean hasIdentity();

    /** Whose session it is. */
    String user();

    /** How many columns a query in the engine's words has; 0 when it is refused. */
    int width(String query);

    /** Whether the session's DateStyle is ISO. */
    boolean writesIsoDates();

    /**
     * PostgreSQL's own names of the types of a query's columns, the query being in the engine's
     * words; empty ones where they are not known, none when it is refused.
     */
    List<String> types(String query);

    /** The columns that rows are stored in; none for what is no table here. Asked often. */
    List<Target> targets(List<String> table);

    /** Schema and name of each materialized view. Asked often. */
    List<List<String>> materialized();

    /** Asked often. */
    TypedNames typedNames();

    /**
     * What is known of columns of times with a precision or a zone, by their names in lower case.
     * Asked often.
     */
    Map<String, TimeColumn> timeColumns();

    /** The names of all domains, whatever their schemas. Asked often. */
    Set<String> domains();

    /** The names of the user's own views, whatever their schemas. Asked often. */
    Set<String> views();

    UserTypes types();
}
