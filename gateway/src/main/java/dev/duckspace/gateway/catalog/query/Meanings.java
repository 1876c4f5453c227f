package dev.duckspace.gateway.catalog.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the catalog tells about the names of a query. */
public interface Meanings {
    /**
     * @param text its name, with the schema where it needs one
     */
    record Relation(String name, String text, List<Column> columns) {}

    record Column(String name, long type) {}

    /**
     * A function or operator.
     *
     * @param kind f, a, w; o for operators
     * @param variadic whether the last argument may stand for many
     * @param defaults how many arguments may be left out
     * @param outputs the columns that it gives in FROM; empty for one that has no names for them
     */
    record Routine(
            String name,
            char kind,
            List<Long> arguments,
            boolean variadic,
            int defaults,
            long result,
            List<Column> outputs) {}

    /** null for what is no table or view. */
    @Nullable Relation relation(List<String> name);

    /** 0 for what is no type. */
    long type(String written);

    /** As in pg_type.typname. */
    String typeName(long type);

    /** As format_type prints it. */
    String typeText(long type, int modifier);

    /** Of a composite type; none for another. */
    List<Column> fields(long type);

    /** -1 for a type without one. */
    int modifier(String written);

    List<Routine> functions(List<String> name);

    /** Operators of one or two operands. */
    List<Routine> operators(String name, int operands);

    /** Of a domain; the type itself of another. */
    long base(long type);

    /** Whether PostgreSQL casts by itself. */
    boolean isImplicit(long from, long to);

    /** As in pg_type.typcategory; X for unknown. */
    char category(long type);

    boolean isPreferred(long type);

    /** 0 for what is no array. */
    long element(long array);

    long array(long element);

    String quoted(String name);
}
