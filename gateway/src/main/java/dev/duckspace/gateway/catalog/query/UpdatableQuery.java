package dev.duckspace.gateway.catalog.query;

import dev.duckspace.gateway.catalog.query.Meanings.Column;
import dev.duckspace.gateway.catalog.query.Meanings.Relation;
import dev.duckspace.gateway.catalog.query.Syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The query of a view whose rows are those of one table or view, which changes of the view can go
 * to. The rule that makes them do so is the gateway's sql.UpdatableView.
 *
 * @param table the name that FROM has
 * @param columns the table's column that each item is; empty for what is computed
 */
public record UpdatableQuery(List<String> table, List<String> columns) {
    public UpdatableQuery {
        table = List.copyOf(table);
        columns = List.copyOf(columns);
    }

    /** Empty for a query of another kind. */
    public static Optional<UpdatableQuery> of(String sql, Meanings meanings) {
        Syntax.Query query = QueryReader.read(sql);
        boolean simple =
                query.with().isEmpty()
                        && query.limit() == null
                        && query.offset() == null
                        && query.body() instanceof Syntax.Select select
                        && !select.distinct()
                        && select.groups().isEmpty()
                        && select.having() == null
                        && select.from().size() == 1
                        && select.from().getFirst() instanceof Syntax.Table;
        if (!simple
                || !(query.body() instanceof Syntax.Select select)
                || !(select.from().getFirst() instanceof Syntax.Table table)) {
            return Optional.empty();
        }
        Relation relation = meanings.relation(table.name());
        if (relation == null) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>();
        for (Syntax.Item item : select.items()) {
            if (item.value() instanceof Syntax.Star) {
                relation.columns().forEach(column -> columns.add(column.name()));
            } else if (isOfManyRows(item.value(), meanings)) {
                return Optional.empty();
            } else {
                columns.add(column(item.value(), relation));
            }
        }
        return Optional.of(new UpdatableQuery(table.name(), columns));
    }

    /** Rows of a view without any can be deleted, no more. */
    public boolean hasStored() {
        return columns.stream().anyMatch(column -> !column.isEmpty());
    }

    private static String column(Expr value, Relation relation) {
        String name = value instanceof Syntax.Name column ? column.parts().getLast() : "";
        return relation.columns().stream().map(Column::name).anyMatch(name::equals) ? name : "";
    }

    /** Aggregates and window functions, where they stand in an item by themselves or deeper. */
    private static boolean isOfManyRows(@Nullable Expr expr, Meanings meanings) {
        return switch (expr) {
            case null -> false;
            case Syntax.Call call ->
                    call.over() != null
                            || meanings.functions(call.name()).stream()
                                    .anyMatch(each -> each.kind() == 'a')
                            || anyOf(call.arguments(), meanings);
            case Syntax.Cast cast -> isOfManyRows(cast.value(), meanings);
            case Syntax.Operation operation ->
                    isOfManyRows(operation.left(), meanings)
                            || isOfManyRows(operation.right(), meanings);
            case Syntax.Worded worded -> anyOf(worded.arguments(), meanings);
            default -> false;
        };
    }

    private static boolean anyOf(List<Expr> all, Meanings meanings) {
        return all.stream().anyMatch(each -> isOfManyRows(each, meanings));
    }
}
