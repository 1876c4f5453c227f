package dev.duckspace.gateway.catalog.query;

import dev.duckspace.gateway.catalog.query.Meanings.Routine;
import dev.duckspace.gateway.catalog.query.Resolution.Chosen;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds which functions are called. */
final class CallAnalysis {
    private final ExpressionAnalysis expressions;
    private final Meanings meanings;

    CallAnalysis(ExpressionAnalysis expressions, Meanings meanings) {
        this.expressions = expressions;
        this.meanings = meanings;
    }

    Node of(Syntax.Call call) {
        List<Node> arguments = expressions.all(call.arguments());
        if (call.name().equals(List.of("grouping"))) {
            return new Node.Worded("GROUPING", arguments, Node.INTEGER);
        }
        List<Node.Key> within = keys(call.within());
        List<Routine> named = meanings.functions(call.name());
        List<Long> types =
                Stream.concat(
                                arguments.stream().map(Node::type),
                                within.stream().map(key -> key.value().type()))
                        .toList();
        Chosen chosen = expressions.resolution().function(named, types);
        int direct = arguments.size();
        List<Node> cast = expressions.cast(arguments, chosen.arguments().subList(0, direct));
        Object over = call.over();
        boolean aggregate = chosen.routine().kind() == 'a';
        if (!aggregate && (call.distinct() || call.filter() != null)) {
            throw new UnreadableQuery(chosen.routine().name());
        }
        Node node =
                aggregate
                        ? new Node.Aggregate(
                                chosen.routine().name(),
                                cast,
                                call.star(),
                                call.distinct(),
                                keys(call.order()),
                                castKeys(within, chosen.arguments().subList(direct, types.size())),
                                call.filter() == null ? null : expressions.truth(call.filter()),
                                chosen.result())
                        : new Node.Call(
                                chosen.routine().name(), cast, call.form(), chosen.result());
        return over(node, over);
    }

    private Node over(Node node, @Nullable Object over) {
        if (over == null) {
            return node;
        }
        return over instanceof Syntax.Window window
                ? new Node.Over(node, null, window(window))
                : new Node.Over(node, String.valueOf(over), null);
    }

    Node.Window window(Syntax.Window window) {
        List<Object> frame = new ArrayList<>();
        for (Object part : window.frame()) {
            frame.add(part instanceof Syntax.Expr offset ? expressions.of(offset) : part);
        }
        return new Node.Window(
                window.base(), expressions.all(window.partition()), keys(window.order()), frame);
    }

    private List<Node.Key> keys(List<Syntax.Key> keys) {
        return keys.stream()
                .map(
                        key ->
                                new Node.Key(
                                        expressions.of(key.value()),
                                        key.descending(),
                                        key.nullsFirst()))
                .toList();
    }

    private List<Node.Key> castKeys(List<Node.Key> keys, List<Long> types) {
        List<Node.Key> cast = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Node.Key key = keys.get(i);
            cast.add(
                    new Node.Key(
                            expressions.cast(key.value(), types.get(i)),
                            key.descending(),
                            key.nullsFirst()));
        }
        return cast;
    }

    /** What a function in FROM gives. */
    List<Node.Output> outputs(Node call, Syntax.Call written, @Nullable String alias) {
        if (call instanceof Node.Call known && known.type() != Node.UNKNOWN) {
            Chosen chosen =
                    expressions
                            .resolution()
                            .function(
                                    meanings.functions(written.name()),
                                    known.arguments().stream().map(Node::type).toList());
            if (!chosen.routine().outputs().isEmpty()) {
                return chosen.routine().outputs().stream()
                        .map(column -> new Node.Output(column.name(), column.type()))
                        .toList();
            }
            if (known.type() == Node.RECORD) {
                throw new UnreadableQuery(known.name());
            }
            String name = alias == null ? written.name().getLast() : alias;
            return List.of(new Node.Output(name, known.type()));
        }
        throw new UnreadableQuery(written.toString());
    }
}
