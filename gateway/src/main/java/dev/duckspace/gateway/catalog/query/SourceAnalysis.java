package dev.duckspace.gateway.catalog.query;

import dev.duckspace.gateway.catalog.query.Meanings.Relation;
import dev.duckspace.gateway.catalog.query.Node.Output;
import dev.duckspace.gateway.catalog.query.Node.Range;
import dev.duckspace.gateway.catalog.query.Scope.Visible;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what FROM names. */
final class SourceAnalysis {
    private final QueryAnalysis queries;
    private final Meanings meanings;
    private final Scope scope;

    SourceAnalysis(QueryAnalysis queries, Meanings meanings, Scope scope) {
        this.queries = queries;
        this.meanings = meanings;
        this.scope = scope;
    }

    /** What is found, and the columns that bare names and stars lead to. */
    private record Found(Node.Source source, List<Visible> columns) {}

    List<Node.Source> all(List<Syntax.Source> sources) {
        List<Node.Source> all = new ArrayList<>();
        for (Syntax.Source source : sources) {
            Found found = of(source);
            scope.see(found.columns());
            all.add(found.source());
        }
        return all;
    }

    private Found of(Syntax.Source source) {
        return switch (source) {
            case Syntax.Table table -> table(table);
            case Syntax.Derived derived -> derived(derived);
            case Syntax.Function function -> function(function);
            case Syntax.Join join -> join(join);
        };
    }

    private Range range(String alias, List<Output> columns) {
        for (Range other : scope.ranges()) {
            if (other.alias().equals(alias)) {
                throw new UnreadableQuery(alias);
            }
        }
        Range range = new Range(alias, columns);
        scope.addRange(range);
        return range;
    }

    private static List<String> columns(Syntax.@Nullable Alias alias) {
        return alias == null ? List.of() : alias.columns();
    }

    private static List<String> names(List<Output> outputs) {
        return outputs.stream().map(Output::name).toList();
    }

    private Found table(Syntax.Table table) {
        String last = table.name().getLast();
        Syntax.Alias alias = table.alias();
        List<Output> common = table.name().size() == 1 ? scope.common(last) : null;
        Relation relation = common == null ? meanings.relation(table.name()) : null;
        if (common == null && relation == null) {
            throw new UnreadableQuery(last);
        }
        List<Output> outputs =
                relation == null
                        ? common == null ? List.of() : common
                        : relation.columns().stream()
                                .map(column -> new Output(column.name(), column.type()))
                                .toList();
        List<Output> renamed = QueryAnalysis.renamed(outputs, columns(alias));
        Range range = range(alias == null ? last : alias.name(), renamed);
        String text = relation == null ? meanings.quoted(last) : relation.text();
        List<String> shown = columns(alias).isEmpty() ? List.of() : names(renamed);
        return new Found(new Node.Table(range, last, text, shown), Scope.columns(range));
    }

    private Found derived(Syntax.Derived derived) {
        Syntax.Alias alias = derived.alias();
        if (alias == null) {
            throw new UnreadableQuery("subquery without an alias");
        }
        Scope outer = derived.lateral() ? scope : scope.withoutColumns();
        Node.Level level = queries.level(derived.query(), outer);
        List<Output> outputs = QueryAnalysis.renamed(level.outputs(), alias.columns());
        Range range = range(alias.name(), outputs);
        List<String> shown = alias.columns().isEmpty() ? List.of() : names(outputs);
        return new Found(
                new Node.Derived(range, level, derived.lateral(), shown), Scope.columns(range));
    }

    private Found function(Syntax.Function function) {
        if (!(function.call() instanceof Syntax.Call call)) {
            throw new UnreadableQuery("function");
        }
        int before = scope.uses();
        ExpressionAnalysis expressions = new ExpressionAnalysis(queries, meanings, scope);
        CallAnalysis calls = new CallAnalysis(expressions, meanings);
        Node node = calls.of(call);
        Syntax.Alias alias = function.alias();
        List<Output> outputs =
                new ArrayList<>(calls.outputs(node, call, alias == null ? null : alias.name()));
        if (function.ordinality()) {
            outputs.add(new Output("ordinality", Node.BIGINT));
        }
        List<Output> renamed = QueryAnalysis.renamed(outputs, columns(alias));
        Range range = range(alias == null ? call.name().getLast() : alias.name(), renamed);
        boolean lateral = function.lateral() || scope.uses() > before;
        return new Found(
                new Node.Function(range, node, lateral, function.ordinality(), names(renamed)),
                Scope.columns(range));
    }

    private Found join(Syntax.Join join) {
        Found left = of(join.left());
        scope.see(left.columns());
        Found right = of(join.right());
        scope.unsee(left.columns());
        List<String> using = join.natural() ? shared(left, right) : join.using();
        List<Visible> columns =
                using.isEmpty()
                        ? both(left.columns(), right.columns())
                        : merged(join.kind(), using, left.columns(), right.columns());
        Node on = null;
        if (join.on() != null) {
            List<Visible> all = both(left.columns(), right.columns());
            scope.see(all);
            on = new ExpressionAnalysis(queries, meanings, scope).truth(join.on());
            scope.unsee(all);
        }
        boolean cross = using.isEmpty() && on == null;
        return new Found(
                new Node.Join(
                        cross ? "CROSS" : join.kind(), left.source(), right.source(), on, using),
                columns);
    }

    private static List<Visible> both(List<Visible> left, List<Visible> right) {
        List<Visible> both = new ArrayList<>(left);
        both.addAll(right);
        return both;
    }

    private static List<String> shared(Found left, Found right) {
        Set<String> names = new HashSet<>();
        right.columns().forEach(column -> names.add(column.name()));
        return left.columns().stream().map(Visible::name).filter(names::contains).toList();
    }

    /** The merged columns, then those of the left and of the right. */
    private List<Visible> merged(
            String kind, List<String> using, List<Visible> left, List<Visible> right) {
        List<Visible> columns = new ArrayList<>();
        for (String name : using) {
            Node first = named(left, name);
            Node second = named(right, name);
            if (first.type() != second.type()) {
                throw new UnreadableQuery(name);
            }
            Node value =
                    switch (kind) {
                        case "RIGHT" -> second;
                        case "FULL" -> new Node.Var(null, name, first.type());
                        default -> first;
                    };
            columns.add(new Visible(name, value));
        }
        both(left, right).stream()
                .filter(column -> !using.contains(column.name()))
                .forEach(columns::add);
        return columns;
    }

    private static Node named(List<Visible> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .map(Visible::value)
                .findFirst()
                .orElseThrow(() -> new UnreadableQuery(name));
    }
}
