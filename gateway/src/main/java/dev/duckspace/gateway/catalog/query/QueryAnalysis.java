package dev.duckspace.gateway.catalog.query;

import dev.duckspace.gateway.catalog.query.Node.Level;
import dev.duckspace.gateway.catalog.query.Node.Output;
import dev.duckspace.gateway.catalog.query.Syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what queries mean. */
final class QueryAnalysis {
    private final Meanings meanings;
    private final Resolution resolution;

    QueryAnalysis(Meanings meanings) {
        this.meanings = meanings;
        this.resolution = new Resolution(meanings);
    }

    /** A query whose columns all have types. */
    Level level(Syntax.Query query, @Nullable Scope outer) {
        Level level = open(query, outer);
        return typed(
                level,
                level.outputs().stream()
                        .map(output -> output.type() == Node.UNKNOWN ? Node.TEXT : output.type())
                        .toList());
    }

    /** A query whose literals may have none yet: what it stands beside gives it to them. */
    private Level open(Syntax.Query query, @Nullable Scope outer) {
        Scope scope = new Scope(outer);
        List<Node.Common> commons = new ArrayList<>();
        for (Syntax.Common common : query.with()) {
            commons.add(common(common, query.recursive(), scope));
        }
        Level bare =
                switch (query.body()) {
                    case Syntax.Select select ->
                            new SelectAnalysis(this, meanings, scope).of(select, query);
                    case Syntax.Combined combined -> combined(combined, query, scope);
                    case Syntax.Values values -> values(values, query, scope);
                };
        ExpressionAnalysis expressions = new ExpressionAnalysis(this, meanings, new Scope(null));
        return new Level(
                commons,
                query.recursive(),
                bare.body(),
                bare.ranges(),
                bare.order(),
                count(query.offset(), expressions),
                count(query.limit(), expressions),
                bare.outputs());
    }

    /** PostgreSQL counts rows in bigint, and does so at once for literals. */
    private static @Nullable Node count(@Nullable Expr count, ExpressionAnalysis expressions) {
        if (count == null) {
            return null;
        }
        Node node = expressions.of(count);
        boolean literal = node instanceof Node.Const;
        return literal ? node : expressions.cast(node, Node.BIGINT);
    }

    private Node.Common common(Syntax.Common common, boolean recursive, Scope scope) {
        Syntax.Query query = common.query();
        if (recursive && query.body() instanceof Syntax.Combined combined) {
            try {
                Level first = level(combined.left(), scope);
                scope.addCommon(common.name(), renamed(first.outputs(), common.columns()));
            } catch (UnreadableQuery e) {
                throw new UnreadableQuery(common.name());
            }
        }
        Level level = level(query, scope);
        scope.addCommon(common.name(), renamed(level.outputs(), common.columns()));
        return new Node.Common(common.name(), common.columns(), common.materialized(), level);
    }

    static List<Output> renamed(List<Output> outputs, List<String> names) {
        List<Output> renamed = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            String name = i < names.size() ? names.get(i) : outputs.get(i).name();
            renamed.add(new Output(name, outputs.get(i).type()));
        }
        return renamed;
    }

    private Level combined(Syntax.Combined combined, Syntax.Query query, Scope scope) {
        Level left = open(combined.left(), scope);
        Level right = open(combined.right(), scope);
        if (left.outputs().size() != right.outputs().size()) {
            throw new UnreadableQuery(combined.word());
        }
        List<Long> types = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < left.outputs().size(); i++) {
            Output output = left.outputs().get(i);
            long other = right.outputs().get(i).type();
            boolean open = output.type() == Node.UNKNOWN && other == Node.UNKNOWN;
            types.add(open ? Node.UNKNOWN : resolution.common(List.of(output.type(), other)));
            outputs.add(new Output(output.name(), types.get(i)));
        }
        return new Level(
                List.of(),
                false,
                new Node.Combined(
                        combined.word(), combined.all(), typed(left, types), typed(right, types)),
                List.of(),
                numbers(query.order(), outputs),
                null,
                null,
                outputs);
    }

    /** Columns of combined queries are ordered by their numbers. */
    private static List<Node.Key> numbers(List<Syntax.Key> order, List<Output> outputs) {
        List<Node.Key> keys = new ArrayList<>();
        for (Syntax.Key key : order) {
            int number = number(key.value(), outputs);
            keys.add(
                    new Node.Key(
                            new Node.Const(Integer.toString(number), Node.INTEGER),
                            key.descending(),
                            key.nullsFirst()));
        }
        return keys;
    }

    private static int number(Expr key, List<Output> outputs) {
        if (key instanceof Syntax.Numeral number) {
            return Integer.parseInt(number.text());
        }
        for (int i = 0; i < outputs.size(); i++) {
            if (key instanceof Syntax.Name name
                    && name.parts().size() == 1
                    && name.parts().getFirst().equals(outputs.get(i).name())) {
                return i + 1;
            }
        }
        throw new UnreadableQuery(key.toString());
    }

    private Level values(Syntax.Values values, Syntax.Query query, Scope scope) {
        ExpressionAnalysis expressions = new ExpressionAnalysis(this, meanings, scope);
        List<List<Node>> rows = new ArrayList<>();
        for (List<Expr> row : values.rows()) {
            rows.add(expressions.all(row));
        }
        List<Output> outputs = new ArrayList<>();
        List<Long> types = new ArrayList<>();
        for (int i = 0; i < rows.getFirst().size(); i++) {
            int at = i;
            List<Long> column = rows.stream().map(row -> row.get(at).type()).toList();
            boolean open = column.stream().allMatch(type -> type == Node.UNKNOWN);
            types.add(open ? Node.UNKNOWN : resolution.common(column));
            outputs.add(new Output("column" + (i + 1), types.get(i)));
        }
        List<List<Node>> cast = rows.stream().map(row -> expressions.cast(row, types)).toList();
        return new Level(
                List.of(),
                false,
                new Node.Values(cast),
                List.of(),
                numbers(query.order(), outputs),
                null,
                null,
                outputs);
    }

    /** With types for the literals that have none. */
    private Level typed(Level level, List<Long> types) {
        ExpressionAnalysis expressions = new ExpressionAnalysis(this, meanings, new Scope(null));
        List<Output> outputs = new ArrayList<>();
        boolean open = false;
        for (int i = 0; i < level.outputs().size(); i++) {
            Output output = level.outputs().get(i);
            open |= output.type() == Node.UNKNOWN;
            long type = output.type() == Node.UNKNOWN ? types.get(i) : output.type();
            outputs.add(new Output(output.name(), type));
        }
        if (!open) {
            return level;
        }
        Node.Body body =
                switch (level.body()) {
                    case Node.Select select -> typed(select, types, expressions);
                    case Node.Combined combined ->
                            new Node.Combined(
                                    combined.word(),
                                    combined.all(),
                                    typed(combined.left(), types),
                                    typed(combined.right(), types));
                    case Node.Values values ->
                            new Node.Values(
                                    values.rows().stream()
                                            .map(row -> literals(row, types, expressions))
                                            .toList());
                };
        return new Level(
                level.with(),
                level.recursive(),
                body,
                level.ranges(),
                level.order(),
                level.offset(),
                level.limit(),
                outputs);
    }

    private static Node.Select typed(
            Node.Select select, List<Long> types, ExpressionAnalysis expressions) {
        List<Node> values =
                literals(
                        select.items().stream().map(Node.Item::value).toList(), types, expressions);
        List<Node.Item> items = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            items.add(new Node.Item(values.get(i), select.items().get(i).label()));
        }
        return new Node.Select(
                select.distinct(),
                select.on(),
                items,
                select.from(),
                select.where(),
                select.groups(),
                select.having(),
                select.windows());
    }

    private static List<Node> literals(
            List<Node> values, List<Long> types, ExpressionAnalysis expressions) {
        List<Node> typed = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Node value = values.get(i);
            typed.add(value.type() == Node.UNKNOWN ? expressions.cast(value, types.get(i)) : value);
        }
        return typed;
    }
}
