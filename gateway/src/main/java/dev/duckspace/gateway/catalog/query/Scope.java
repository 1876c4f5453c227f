package dev.duckspace.gateway.catalog.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that an expression may use. */
final class Scope {
    /** A column that a bare name or a star leads to. */
    record Visible(String name, Node value) {}

    private final @Nullable Scope outer;
    private final List<Visible> visible = new ArrayList<>();
    private final List<Node.Range> ranges = new ArrayList<>();
    private final Map<String, List<Node.Output>> commons = new HashMap<>();
    private int uses;

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    void addRange(Node.Range range) {
        ranges.add(range);
    }

    List<Node.Range> ranges() {
        return ranges;
    }

    void see(List<Visible> columns) {
        visible.addAll(columns);
    }

    void unsee(List<Visible> columns) {
        visible.removeAll(columns);
    }

    /** For a query that sees the WITH queries beside it, but no columns. */
    Scope withoutColumns() {
        Scope other = new Scope(outer);
        other.commons.putAll(commons);
        return other;
    }

    void addCommon(String name, List<Node.Output> columns) {
        commons.put(name, columns);
    }

    /** Of a WITH query; null for none. */
    @Nullable List<Node.Output> common(String name) {
        List<Node.Output> found = commons.get(name);
        return found != null || outer == null ? found : outer.common(name);
    }

    /** How often a column of this very query has been found. */
    int uses() {
        return uses;
    }

    static List<Visible> columns(Node.Range range) {
        List<Visible> columns = new ArrayList<>();
        for (Node.Output column : range.columns()) {
            columns.add(
                    new Visible(column.name(), new Node.Var(range, column.name(), column.type())));
        }
        return columns;
    }

    List<Visible> star(List<String> of) {
        return of.isEmpty() ? List.copyOf(visible) : columns(range(of.getLast()));
    }

    private Node.Range range(String alias) {
        for (Node.Range range : ranges) {
            if (range.alias().equals(alias)) {
                return range;
            }
        }
        if (outer == null) {
            throw new UnreadableQuery(alias);
        }
        return outer.range(alias);
    }

    /** null for no column of this query, though it may be one of an outer query. */
    @Nullable Node own(String name) {
        List<Node> found =
                visible.stream()
                        .filter(each -> each.name().equals(name))
                        .map(Visible::value)
                        .toList();
        if (found.size() > 1) {
            throw new UnreadableQuery(name);
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    Node column(List<String> parts) {
        String name = parts.getLast();
        if (parts.size() > 1) {
            return qualified(parts.get(parts.size() - 2), name);
        }
        Node own = own(name);
        if (own != null) {
            uses++;
            return own;
        }
        if (outer == null) {
            throw new UnreadableQuery(name);
        }
        return outer.column(parts);
    }

    private Node qualified(String alias, String name) {
        for (Node.Range range : ranges) {
            if (range.alias().equals(alias)) {
                uses++;
                return columns(range).stream()
                        .filter(each -> each.name().equals(name))
                        .map(Visible::value)
                        .findFirst()
                        .orElseThrow(() -> new UnreadableQuery(name));
            }
        }
        if (outer == null) {
            throw new UnreadableQuery(alias);
        }
        return outer.qualified(alias, name);
    }
}
