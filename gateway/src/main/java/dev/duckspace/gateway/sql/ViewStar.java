package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Column;
import dev.duckspace.gateway.sql.Relations.Relation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The star in {@code CREATE VIEW v AS SELECT * FROM t}. PostgreSQL takes it for the columns that
 * the table has then; the engine for those that it has whenever the view is read. So the columns
 * take its place, as soon as the engine has told them.
 *
 * @param query the view's query
 * @param star the token
 * @param before how many items stand before the star
 * @param behind how many stand behind it
 */
record ViewStar(Rewrite rewrite, SqlText query, int star, int before, int behind) {

    /** A star on its own, of a query that reads one table. */
    static Optional<ViewStar> of(Rewrite rewrite, int from) {
        if (!rewrite.is(from, Keyword.SELECT)) {
            return Optional.empty();
        }
        int source = from + 1;
        while (source < rewrite.to() && !rewrite.is(source, Keyword.FROM)) {
            source = rewrite.past(source);
        }
        if (!readsOneTable(rewrite, source + 1)) {
            return Optional.empty();
        }
        List<SqlText> items = rewrite.text().part(from + 1, source).splitAtCommas();
        SqlText query = rewrite.text().part(from, rewrite.to());
        ViewStar found = null;
        for (int i = 0; i < items.size(); i++) {
            SqlText item = items.get(i);
            boolean lone =
                    item.to() - item.from() == 1 && rewrite.tokens().isOperator(item.from(), "*");
            if (lone && found != null) {
                return Optional.empty();
            }
            if (lone) {
                found = new ViewStar(rewrite, query, item.from(), i, items.size() - 1 - i);
            }
        }
        return Optional.ofNullable(found);
    }

    private static boolean readsOneTable(Rewrite rewrite, int table) {
        if (!rewrite.isName(table)) {
            return false;
        }
        for (int at = rewrite.pastName(table); at < rewrite.to(); at = rewrite.past(at)) {
            boolean more =
                    rewrite.is(at, TokenKind.COMMA)
                            || rewrite.is(at, TokenKind.LEFT_PAREN)
                            || rewrite.is(at, Keyword.JOIN)
                            || rewrite.is(at, Keyword.UNION)
                            || rewrite.is(at, Keyword.INTERSECT)
                            || rewrite.is(at, Keyword.EXCEPT);
            if (rewrite.is(at, Keyword.WHERE)
                    || rewrite.is(at, Keyword.ORDER)
                    || rewrite.is(at, Keyword.LIMIT)) {
                return !combined(rewrite, at);
            }
            if (more) {
                return false;
            }
        }
        return true;
    }

    private static boolean combined(Rewrite rewrite, int from) {
        for (int at = from; at < rewrite.to(); at = rewrite.past(at)) {
            if (rewrite.is(at, Keyword.UNION)
                    || rewrite.is(at, Keyword.INTERSECT)
                    || rewrite.is(at, Keyword.EXCEPT)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The view once more, with the columns that it has got.
     *
     * @param create the statement up to the query
     * @param name the view's
     */
    Function<Relations, List<String>> expanded(String create, List<String> name) {
        return relations -> {
            Optional<Relation> view = relations.find(name);
            if (view.isEmpty()) {
                return List.of();
            }
            List<Column> columns = relations.columns(view.get());
            String list =
                    columns.subList(before, columns.size() - behind).stream()
                            .map(column -> Literals.quoteIdentifier(column.name()))
                            .collect(Collectors.joining(", "));
            SqlText rest = rewrite.text().part(star + 1, query.to());
            return List.of(
                    create
                            + rewrite.edited(rewrite.text().part(query.from(), star))
                            + ' '
                            + list
                            + ' '
                            + rewrite.edited(rest));
        };
    }
}
