package dev.duckspace.gateway.catalog.query;

import dev.duckspace.gateway.catalog.query.Node.Level;
import dev.duckspace.gateway.catalog.query.Node.Output;
import dev.duckspace.gateway.catalog.query.Syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what one SELECT means. */
final class SelectAnalysis {
    private final Meanings meanings;
    private final Scope scope;
    private final SourceAnalysis sources;
    private final ExpressionAnalysis expressions;

    SelectAnalysis(QueryAnalysis queries, Meanings meanings, Scope scope) {
        this.meanings = meanings;
        this.scope = scope;
        this.sources = new SourceAnalysis(queries, meanings, scope);
        this.expressions = new ExpressionAnalysis(queries, meanings, scope);
    }

    Level of(Syntax.Select select, Syntax.Query query) {
        List<Node.Source> from = sources.all(select.from());
        Node where = truth(select.where());
        List<Node.Item> items = items(select.items());
        List<Node.Grouping> groups =
                select.groups().stream().map(group -> grouping(group, items)).toList();
        Node having = truth(select.having());
        List<Node.NamedWindow> windows = new ArrayList<>();
        for (Syntax.NamedWindow window : select.windows()) {
            windows.add(
                    new Node.NamedWindow(
                            window.name(),
                            new CallAnalysis(expressions, meanings).window(window.window())));
        }
        List<Node.Key> order = new ArrayList<>();
        for (Syntax.Key key : query.order()) {
            order.add(
                    new Node.Key(labelled(key.value(), items), key.descending(), key.nullsFirst()));
        }
        List<Node> on = select.on().stream().map(key -> labelled(key, items)).toList();
        return new Level(
                List.of(),
                false,
                new Node.Select(select.distinct(), on, items, from, where, groups, having, windows),
                scope.ranges(),
                order,
                null,
                null,
                items.stream().map(item -> new Output(item.label(), item.value().type())).toList());
    }

    private @Nullable Node truth(@Nullable Expr expr) {
        return expr == null ? null : expressions.truth(expr);
    }

    private List<Node.Item> items(List<Syntax.Item> written) {
        List<Node.Item> items = new ArrayList<>();
        for (Syntax.Item item : written) {
            if (item.value() instanceof Syntax.Star star) {
                scope.star(star.of())
                        .forEach(column -> items.add(new Node.Item(column.value(), column.name())));
                continue;
            }
            String label = item.label();
            items.add(
                    new Node.Item(
                            expressions.of(item.value()),
                            label == null ? expressions.label(item.value()) : label));
        }
        return items;
    }

    /** What is ordered by: an item's number or label, else an expression. */
    private Node labelled(Expr key, List<Node.Item> items) {
        Node numbered = numbered(key, items);
        Node found = numbered == null ? byLabel(key, items) : numbered;
        return found == null ? expressions.typed(expressions.of(key)) : found;
    }

    private static @Nullable Node numbered(Expr key, List<Node.Item> items) {
        if (!(key instanceof Syntax.Numeral number)) {
            return null;
        }
        int place = number.text().matches("\\d{1,4}") ? Integer.parseInt(number.text()) : 0;
        if (place < 1 || place > items.size()) {
            throw new UnreadableQuery(number.text());
        }
        return items.get(place - 1).value();
    }

    private static @Nullable Node byLabel(Expr key, List<Node.Item> items) {
        if (!(key instanceof Syntax.Name name) || name.parts().size() > 1) {
            return null;
        }
        return items.stream()
                .filter(item -> item.label().equals(name.parts().getFirst()))
                .map(Node.Item::value)
                .findFirst()
                .orElse(null);
    }

    private Node.Grouping grouping(Syntax.Grouping group, List<Node.Item> items) {
        return new Node.Grouping(
                group.word(),
                group.keys().stream().map(key -> grouped(key, items)).toList(),
                group.sets().stream().map(set -> grouping(set, items)).toList());
    }

    /** A column of the tables goes before a label. */
    private Node grouped(Expr key, List<Node.Item> items) {
        Node numbered = numbered(key, items);
        if (numbered != null) {
            return numbered;
        }
        boolean bare = key instanceof Syntax.Name name && name.parts().size() == 1;
        boolean column = bare && scope.own(((Syntax.Name) key).parts().getFirst()) != null;
        Node label = column ? null : byLabel(key, items);
        return label == null ? expressions.of(key) : label;
    }
}
