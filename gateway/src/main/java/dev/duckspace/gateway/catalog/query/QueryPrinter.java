package dev.duckspace.gateway.catalog.query;

import dev.duckspace.gateway.catalog.query.Node.Level;
import dev.duckspace.gateway.catalog.query.Node.Range;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays out a query as PostgreSQL does. */
public final class QueryPrinter {
    private static final int STEP = 8;
    private static final int JOIN = 4;
    private static final int COLUMN = 4;
    private static final int LIMIT = 40;

    private final Meanings meanings;
    private final boolean pretty;
    private final NodePrinter nodes;
    private StringBuilder out = new StringBuilder();
    private int level;

    /** The aliases that stand outside of what is printed. */
    private Set<String> taken = Set.of();

    private QueryPrinter(Meanings meanings, boolean pretty) {
        this.meanings = meanings;
        this.pretty = pretty;
        this.nodes = new NodePrinter(this, meanings, pretty);
    }

    /**
     * The text that pg_get_viewdef gives.
     *
     * @param names the view's columns
     * @throws UnreadableQuery for what is not read or understood
     */
    public static String print(
            String query, List<String> names, Meanings meanings, boolean pretty) {
        Level level = new QueryAnalysis(meanings).level(QueryReader.read(query), null);
        if (level.outputs().size() != names.size()) {
            throw new UnreadableQuery(query);
        }
        QueryPrinter printer = new QueryPrinter(meanings, pretty);
        printer.query(level, names, true, Set.of(), 0);
        return printer.out.append(';').toString();
    }

    StringBuilder out() {
        return out;
    }

    void query(Level query, @Nullable List<String> names, boolean visible) {
        query(query, names, visible, taken, level);
    }

    private void query(
            Level query,
            @Nullable List<String> names,
            boolean visible,
            Set<String> outside,
            int start) {
        Set<String> before = taken;
        int levelBefore = level;
        taken = unique(query.ranges(), outside);
        level = start;
        with(query);
        switch (query.body()) {
            case Node.Select select -> select(select, names, visible);
            case Node.Combined combined -> combined(combined, names, visible);
            case Node.Values values -> values(values);
        }
        if (!query.order().isEmpty()) {
            keyword(" ORDER BY ", -STEP, STEP, 1);
            boolean numbers = query.body() instanceof Node.Combined;
            nodes.keys(query.order(), numbers);
        }
        if (query.offset() != null) {
            keyword(" OFFSET ", -STEP, STEP, 0);
            nodes.print(query.offset());
        }
        if (query.limit() != null) {
            keyword(" LIMIT ", -STEP, STEP, 0);
            nodes.print(query.limit());
        }
        level = levelBefore;
        taken = before;
    }

    /** Gives each range an alias that no other has, here or outside. */
    private static Set<String> unique(List<Range> ranges, Set<String> outside) {
        Set<String> taken = new HashSet<>(outside);
        for (Range range : ranges) {
            String name = range.alias();
            for (int i = 1; !taken.add(name); i++) {
                name = range.alias() + '_' + i;
            }
            range.show(name);
        }
        return taken;
    }

    /** A word on a line of its own. */
    void keyword(String word, int before, int after, int plus) {
        level += before;
        trim();
        int indent =
                level < LIMIT
                        ? Math.max(level, 0) + plus
                        : (LIMIT + (level - LIMIT) / (STEP / 2)) % LIMIT + plus;
        out.append('\n').append(" ".repeat(indent)).append(word);
        level = Math.max(level + after, 0);
    }

    private void trim() {
        while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
    }

    private void with(Level query) {
        if (query.with().isEmpty()) {
            return;
        }
        level += STEP;
        out.append(' ');
        String separator = query.recursive() ? "WITH RECURSIVE " : "WITH ";
        for (Node.Common common : query.with()) {
            out.append(separator).append(meanings.quoted(common.name()));
            names(common.columns());
            out.append(" AS ");
            if (common.materialized() != null) {
                out.append(common.materialized() ? "MATERIALIZED " : "NOT MATERIALIZED ");
            }
            out.append('(');
            keyword("", 0, 0, 0);
            query(common.query(), null, true);
            keyword("", 0, 0, 0);
            out.append(')');
            separator = ", ";
        }
        level -= STEP;
        keyword("", 0, 0, 0);
    }

    private void names(List<String> names) {
        if (!names.isEmpty()) {
            out.append('(')
                    .append(String.join(", ", names.stream().map(meanings::quoted).toList()))
                    .append(')');
        }
    }

    private void values(Node.Values values) {
        level += STEP;
        out.append(" VALUES ");
        String separator = "";
        for (List<Node> row : values.rows()) {
            out.append(separator).append('(');
            String comma = "";
            for (Node value : row) {
                out.append(comma);
                nodes.print(value);
                comma = ",";
            }
            out.append(')');
            separator = ", ";
        }
    }

    private void select(Node.Select select, @Nullable List<String> names, boolean visible) {
        level += STEP;
        out.append(" SELECT");
        if (!select.on().isEmpty()) {
            out.append(" DISTINCT ON (");
            separated(select.on());
            out.append(')');
        } else if (select.distinct()) {
            out.append(" DISTINCT");
        }
        items(select.items(), names, visible);
        from(select.from());
        if (select.where() != null) {
            keyword(" WHERE ", -STEP, STEP, 1);
            nodes.print(select.where());
        }
        if (!select.groups().isEmpty()) {
            keyword(" GROUP BY ", -STEP, STEP, 1);
            groups(select.groups());
        }
        if (select.having() != null) {
            keyword(" HAVING ", -STEP, STEP, 0);
            nodes.print(select.having());
        }
        String begin = " WINDOW ";
        for (Node.NamedWindow window : select.windows()) {
            if (begin.startsWith(" ")) {
                keyword(begin, -STEP, STEP, 1);
            } else {
                out.append(begin);
            }
            out.append(meanings.quoted(window.name())).append(" AS ");
            nodes.window(window.window());
            begin = ", ";
        }
    }

    private void separated(List<Node> keys) {
        String separator = "";
        for (Node key : keys) {
            out.append(separator);
            nodes.key(key);
            separator = ", ";
        }
    }

    private void groups(List<Node.Grouping> groups) {
        String separator = "";
        for (Node.Grouping group : groups) {
            out.append(separator);
            switch (group.word()) {
                case "GROUPING SETS" -> {
                    out.append("GROUPING SETS (");
                    groups(group.sets());
                    out.append(')');
                }
                case "" -> separated(group.keys());
                case "()" -> {
                    out.append('(');
                    separated(group.keys());
                    out.append(')');
                }
                default -> {
                    out.append(group.word()).append('(');
                    separated(group.keys());
                    out.append(')');
                }
            }
            separator = ", ";
        }
    }

    /** What is printed by itself, to see whether it has a line of its own. */
    private String apart(Runnable print) {
        StringBuilder before = out;
        out = new StringBuilder();
        print.run();
        String text = out.toString();
        out = before;
        return text;
    }

    private void items(List<Node.Item> items, @Nullable List<String> names, boolean visible) {
        String separator = " ";
        for (int i = 0; i < items.size(); i++) {
            out.append(separator);
            separator = ", ";
            Node.Item item = items.get(i);
            String name = names == null ? item.label() : names.get(i);
            String text = apart(() -> item(item.value(), name, visible));
            if (text.startsWith("\n")) {
                trim();
            } else if (i > 0) {
                keyword("", -STEP, STEP, COLUMN);
            }
            out.append(text);
        }
    }

    private void item(Node value, String name, boolean visible) {
        nodes.print(value);
        boolean same =
                value instanceof Node.Var column
                        ? column.name().equals(name)
                        : !visible && name.equals("?column?");
        if (!same) {
            out.append(" AS ").append(meanings.quoted(name));
        }
    }

    private void from(List<Node.Source> sources) {
        boolean first = true;
        for (Node.Source source : sources) {
            if (first) {
                keyword(" FROM ", -STEP, STEP, 2);
                source(source);
            } else {
                out.append(", ");
                String text = apart(() -> source(source));
                if (text.startsWith("\n")) {
                    trim();
                } else {
                    keyword("", -STEP, STEP, COLUMN);
                }
                out.append(text);
            }
            first = false;
        }
    }

    private void source(Node.Source source) {
        switch (source) {
            case Node.Table table -> {
                out.append(table.text());
                if (!table.range().shown().equals(table.name())) {
                    out.append(' ').append(meanings.quoted(table.range().shown()));
                } else if (!table.columns().isEmpty()) {
                    out.append(' ').append(meanings.quoted(table.range().shown()));
                }
                names(table.columns());
            }
            case Node.Derived derived -> {
                out.append(derived.lateral() ? "LATERAL (" : "(");
                query(derived.query(), null, true);
                out.append(") ").append(meanings.quoted(derived.range().shown()));
                names(derived.columns());
            }
            case Node.Function function -> {
                out.append(function.lateral() ? "LATERAL " : "");
                nodes.print(function.call());
                out.append(function.ordinality() ? " WITH ORDINALITY" : "")
                        .append(' ')
                        .append(meanings.quoted(function.range().shown()));
                names(function.columns());
            }
            case Node.Join join -> join(join);
        }
    }

    private void join(Node.Join join) {
        out.append(pretty ? "" : "(");
        source(join.left());
        keyword(
                switch (join.kind()) {
                    case "INNER" -> " JOIN ";
                    case "CROSS" -> " CROSS JOIN ";
                    default -> ' ' + join.kind() + " JOIN ";
                },
                -STEP,
                STEP,
                JOIN);
        boolean brackets = pretty && join.right() instanceof Node.Join;
        out.append(brackets ? "(" : "");
        source(join.right());
        out.append(brackets ? ")" : "");
        if (!join.using().isEmpty()) {
            out.append(" USING ");
            names(join.using());
        } else if (join.on() != null) {
            out.append(pretty ? " ON " : " ON (");
            nodes.print(join.on());
            out.append(pretty ? "" : ")");
        }
        out.append(pretty ? "" : ")");
    }

    private void combined(Node.Combined combined, @Nullable List<String> names, boolean visible) {
        boolean brackets =
                isCombined(combined.left())
                        && !(combined.left().body() instanceof Node.Combined left
                                && left.word().equals(combined.word())
                                && left.all() == combined.all());
        int step = brackets ? STEP : 0;
        if (brackets) {
            out.append('(');
            keyword("", step, 0, 0);
        }
        side(combined.left(), names, visible);
        if (brackets) {
            keyword(") ", -step, 0, 0);
        } else {
            keyword("", 0, 0, 0);
        }
        out.append(combined.word()).append(combined.all() ? " ALL " : " ");
        boolean right = isCombined(combined.right());
        out.append(right ? "(" : "");
        keyword("", right ? STEP : 0, 0, 0);
        side(combined.right(), names, false);
        level -= right ? STEP : 0;
        if (right) {
            keyword(")", 0, 0, 0);
        }
    }

    private static boolean isCombined(Level level) {
        return level.body() instanceof Node.Combined && isBare(level);
    }

    private static boolean isBare(Level level) {
        return level.with().isEmpty()
                && level.order().isEmpty()
                && level.offset() == null
                && level.limit() == null;
    }

    private void side(Level side, @Nullable List<String> names, boolean visible) {
        if (isCombined(side) && side.body() instanceof Node.Combined inner) {
            combined(inner, names, visible);
            return;
        }
        out.append(isBare(side) ? "" : "(");
        query(side, names, visible);
        out.append(isBare(side) ? "" : ")");
    }
}
