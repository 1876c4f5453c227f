package dev.duckspace.gateway.catalog.query;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An expression whose names and types are known, with the casts that PostgreSQL puts in. */
sealed interface Node {
    long BOOL = 16;
    long TEXT = 25;
    long INTEGER = 23;
    long BIGINT = 20;
    long NUMERIC = 1700;
    long UNKNOWN = 705;
    long RECORD = 2249;

    /** text, varchar and bpchar. */
    Set<Long> TEXTS = Set.of(25L, 1043L, 1042L);

    long type();

    /** A column; {@code of} is null for one that a join has merged. */
    record Var(@Nullable Range of, String name, long type) implements Node {}

    /** A literal, without quotes; null for NULL. */
    record Const(@Nullable String text, long type) implements Node {}

    /**
     * @param implicit PostgreSQL's own
     */
    record Cast(Node value, long type, int modifier, boolean implicit) implements Node {
        /** Whether a function does it: to and from texts it is something else to PostgreSQL. */
        boolean isCalled() {
            return modifier >= 0 || !(TEXTS.contains(type) || TEXTS.contains(value.type()));
        }
    }

    /**
     * @param form as in Syntax.Call
     */
    record Call(String name, List<Node> arguments, String form, long type) implements Node {}

    record Key(Node value, boolean descending, @Nullable Boolean nullsFirst) {}

    record Aggregate(
            String name,
            List<Node> arguments,
            boolean star,
            boolean distinct,
            List<Key> order,
            List<Key> within,
            @Nullable Node filter,
            long type)
            implements Node {}

    /**
     * @param frame words (String) and offsets (Node)
     */
    record Window(
            @Nullable String base, List<Node> partition, List<Key> order, List<Object> frame) {}

    /**
     * @param name of a window; null for one that stands here
     */
    record Over(Node call, @Nullable String name, @Nullable Window window) implements Node {
        @Override
        public long type() {
            return call.type();
        }
    }

    record Operation(String operator, List<Node> operands, long type) implements Node {}

    record Logic(String word, List<Node> operands) implements Node {
        @Override
        public long type() {
            return BOOL;
        }
    }

    record Test(Node operand, String test) implements Node {
        @Override
        public long type() {
            return BOOL;
        }
    }

    record Distinct(Node left, Node right) implements Node {
        @Override
        public long type() {
            return BOOL;
        }
    }

    record AnyOf(Node operand, String operator, boolean all, Node array) implements Node {
        @Override
        public long type() {
            return BOOL;
        }
    }

    /**
     * @param before what stands before the bracket: ARRAY, EXISTS, IN, = ANY...; empty for a scalar
     * @param operands what a row of the query is compared with
     */
    record Sub(String before, List<Node> operands, Level query, long type) implements Node {}

    record When(Node condition, Node result) {}

    record Case(@Nullable Node operand, List<When> whens, Node otherwise, long type)
            implements Node {}

    record Worded(String word, List<Node> arguments, long type) implements Node {}

    record Elements(List<Node> elements, long type) implements Node {}

    record Row(List<Node> fields) implements Node {
        @Override
        public long type() {
            return RECORD;
        }
    }

    record Subscript(Node array, Node index, long type) implements Node {}

    record Field(Node row, String name, long type) implements Node {}

    record Moment(String word, long type) implements Node {}

    record Collated(Node value, String collation) implements Node {
        @Override
        public long type() {
            return value.type();
        }
    }

    /** A column that a query gives. */
    record Output(String name, long type) {}

    /** What FROM names: a table, a query, a function. Its alias may change when it is printed. */
    final class Range {
        private final String alias;
        private final List<Output> columns;
        private @Nullable String shown;

        Range(String alias, List<Output> columns) {
            this.alias = alias;
            this.columns = List.copyOf(columns);
        }

        String alias() {
            return alias;
        }

        List<Output> columns() {
            return columns;
        }

        /** The alias that no other of the query has. */
        String shown() {
            return shown == null ? alias : shown;
        }

        void show(String unique) {
            shown = unique;
        }
    }

    sealed interface Source {}

    /**
     * @param text the name, or the query or call
     * @param columns that stand behind the alias
     */
    record Table(Range range, String name, String text, List<String> columns) implements Source {}

    record Derived(Range range, Level query, boolean lateral, List<String> columns)
            implements Source {}

    record Function(
            Range range, Node call, boolean lateral, boolean ordinality, List<String> columns)
            implements Source {}

    record Join(String kind, Source left, Source right, @Nullable Node on, List<String> using)
            implements Source {}

    record Common(String name, List<String> columns, @Nullable Boolean materialized, Level query) {}

    sealed interface Body {}

    record Item(Node value, String label) {}

    /**
     * @param word as in Syntax.Grouping
     */
    record Grouping(String word, List<Node> keys, List<Grouping> sets) {}

    record NamedWindow(String name, Window window) {}

    record Select(
            boolean distinct,
            List<Node> on,
            List<Item> items,
            List<Source> from,
            @Nullable Node where,
            List<Grouping> groups,
            @Nullable Node having,
            List<NamedWindow> windows)
            implements Body {}

    record Combined(String word, boolean all, Level left, Level right) implements Body {}

    record Values(List<List<Node>> rows) implements Body {}

    /**
     * A query of its own.
     *
     * @param ranges all that its FROM names
     * @param order of a combination of queries by the numbers of columns
     */
    record Level(
            List<Common> with,
            boolean recursive,
            Body body,
            List<Range> ranges,
            List<Key> order,
            @Nullable Node offset,
            @Nullable Node limit,
            List<Output> outputs) {}
}
