package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Column;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of VALUES with parameters or DEFAULT are looked at beside the statement, not in a query that
 * it reads: there they would not have the types of the table's columns. The condition stands in one
 * of the cells.
 */
final class RepeatedValues {
    private final Rewrite rewrite;
    private final List<String> columns;
    private final Table table;

    private RepeatedValues(Rewrite rewrite, Table table, List<String> columns) {
        this.rewrite = rewrite;
        this.table = table;
        this.columns = columns;
    }

    /**
     * @param columns that the rows are of
     * @param first the bracket of the first row
     * @param condition on the rows of what stands in FROM
     */
    static void check(
            Rewrite rewrite,
            Table table,
            List<String> columns,
            int first,
            UnaryOperator<String> condition) {
        new RepeatedValues(rewrite, table, columns).check(first, condition);
    }

    private void check(int first, UnaryOperator<String> condition) {
        List<String> rows = new ArrayList<>();
        @Nullable SqlText place = null;
        int width = 0;
        int row = first;
        while (rewrite.is(row, TokenKind.LEFT_PAREN)) {
            int past = rewrite.pastGroup(row);
            List<SqlText> cells = rewrite.text().part(row + 1, past - 1).splitAtCommas();
            width = Math.min(cells.size(), columns.size());
            String values = values(cells.subList(0, width));
            if (!values.isEmpty()) {
                rows.add(values);
            }
            place = place == null ? place(cells.subList(0, width)) : place;
            row = rewrite.is(past, TokenKind.COMMA) ? past + 1 : past;
        }
        if (place == null || rows.size() < 2) {
            return;
        }
        String names =
                columns.subList(0, width).stream()
                        .map(Literals::quoteIdentifier)
                        .collect(Collectors.joining(", "));
        String from = "(VALUES " + String.join(", ", rows) + ") AS pg_new(" + names + ")";
        rewrite.insertBefore(place.from(), "CASE WHEN " + condition.apply(from) + " THEN ");
        rewrite.label(place.to() - 1, " END");
    }

    /** A row's values as its columns have them; empty where one is drawn from a sequence. */
    private String values(List<SqlText> cells) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Column column = table.column(columns.get(i)).orElse(null);
            String value = column == null ? "" : value(cells.get(i), column);
            if (value.isEmpty()) {
                return "";
            }
            values.add(value);
        }
        return values.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    private String value(SqlText cell, Column column) {
        boolean given = !rewrite.is(cell.from(), Keyword.DEFAULT);
        String expression = given ? rewrite.edited(cell) : column.expression();
        if (expression == null) {
            expression = "NULL";
        }
        return !given && expression.toLowerCase(Locale.ROOT).contains("nextval")
                ? ""
                : "CAST(" + expression + " AS " + column.type() + ")";
    }

    /** A cell that nothing is edited in but its parameter. */
    private @Nullable SqlText place(List<SqlText> cells) {
        for (SqlText cell : cells) {
            boolean plain =
                    cell.to() == cell.from() + 1
                            && (rewrite.is(cell.from(), TokenKind.PARAMETER)
                                    || rewrite.edited(cell).equals(cell.text()));
            if (plain && !rewrite.is(cell.from(), Keyword.DEFAULT)) {
                return cell;
            }
        }
        return null;
    }
}
