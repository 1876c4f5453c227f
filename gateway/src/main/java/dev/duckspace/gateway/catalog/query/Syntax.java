package dev.duckspace.gateway.catalog.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query as it is written, before anything is known of its names. */
final class Syntax {
    private Syntax() {}

    sealed interface Expr {}

    record Name(List<String> parts) implements Expr {}

    /**
     * @param of the table; empty for all
     */
    record Star(List<String> of) implements Expr {}

    record Text(String value) implements Expr {}

    record Numeral(String text) implements Expr {}

    /** true, false and null. */
    record Constant(String word) implements Expr {}

    /** {@code CURRENT_DATE} and its like, in upper case, with a precision if one is given. */
    record Moment(String word) implements Expr {}

    record Cast(Expr value, String type) implements Expr {}

    /** A prefix operator has no left side. */
    record Operation(String operator, @Nullable Expr left, Expr right) implements Expr {}

    /** AND and OR of two or more, NOT of one. */
    record Logic(String word, List<Expr> operands) implements Expr {}

    /** {@code IS NULL}, {@code IS NOT TRUE}... */
    record Test(Expr operand, String test) implements Expr {}

    record Distinct(Expr left, Expr right, boolean not) implements Expr {}

    record Between(Expr operand, Expr low, Expr high, boolean not) implements Expr {}

    record In(Expr operand, List<Expr> values, boolean not) implements Expr {}

    record InQuery(Expr operand, Query query, boolean not) implements Expr {}

    /** {@code = ANY (..)} of an array, or of a query's rows. */
    record Quantified(
            Expr operand, String operator, boolean all, @Nullable Expr array, @Nullable Query query)
            implements Expr {}

    record When(Expr condition, Expr result) {}

    record Case(@Nullable Expr operand, List<When> whens, @Nullable Expr otherwise)
            implements Expr {}

    record Key(Expr value, boolean descending, @Nullable Boolean nullsFirst) {}

    /**
     * @param base another window's name
     * @param frame in upper case; empty without one
     */
    record Window(
            @Nullable String base, List<Expr> partition, List<Key> order, List<Object> frame) {}

    /**
     * @param form empty, or the word that begins PostgreSQL's own syntax for it: EXTRACT, POSITION,
     *     SUBSTRING, OVERLAY, TRIM, TIMEZONE, OVERLAPS
     * @param star for count(*)
     * @param over a window's name (String) or a Window
     */
    record Call(
            List<String> name,
            List<Expr> arguments,
            String form,
            boolean star,
            boolean distinct,
            List<Key> order,
            List<Key> within,
            @Nullable Expr filter,
            @Nullable Object over)
            implements Expr {}

    /** COALESCE, GREATEST, LEAST, NULLIF. */
    record Worded(String word, List<Expr> arguments) implements Expr {}

    record Elements(List<Expr> elements) implements Expr {}

    record ArrayQuery(Query query) implements Expr {}

    record Row(List<Expr> fields) implements Expr {}

    record Scalar(Query query) implements Expr {}

    record Exists(Query query) implements Expr {}

    record Subscript(Expr array, Expr index) implements Expr {}

    record Field(Expr row, String name) implements Expr {}

    record Collated(Expr value, List<String> collation) implements Expr {}

    /**
     * @param materialized null where nothing is said
     */
    record Common(String name, List<String> columns, @Nullable Boolean materialized, Query query) {}

    record Query(
            List<Common> with,
            boolean recursive,
            Body body,
            List<Key> order,
            @Nullable Expr offset,
            @Nullable Expr limit) {}

    sealed interface Body {}

    record Item(Expr value, @Nullable String label) {}

    record NamedWindow(String name, Window window) {}

    /**
     * @param on of DISTINCT ON
     */
    record Select(
            boolean distinct,
            List<Expr> on,
            List<Item> items,
            List<Source> from,
            @Nullable Expr where,
            List<Grouping> groups,
            @Nullable Expr having,
            List<NamedWindow> windows)
            implements Body {}

    /**
     * @param word empty for a plain key, else ROLLUP, CUBE or GROUPING SETS
     */
    record Grouping(String word, List<Expr> keys, List<Grouping> sets) {}

    record Combined(String word, boolean all, Query left, Query right) implements Body {}

    record Values(List<List<Expr>> rows) implements Body {}

    sealed interface Source {}

    record Alias(String name, List<String> columns) {}

    record Table(List<String> name, @Nullable Alias alias) implements Source {}

    record Derived(Query query, boolean lateral, @Nullable Alias alias) implements Source {}

    record Function(Expr call, boolean lateral, boolean ordinality, @Nullable Alias alias)
            implements Source {}

    /**
     * @param kind INNER, LEFT, RIGHT, FULL or CROSS
     */
    record Join(
            String kind,
            boolean natural,
            Source left,
            Source right,
            @Nullable Expr on,
            List<String> using)
            implements Source {}
}
