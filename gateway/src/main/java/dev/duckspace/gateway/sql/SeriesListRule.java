package dev.duckspace.gateway.sql;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code SELECT generate_series(1, 1000000), random()}: a select list's only set, of constants and
 * in a query without FROM, is as good as one in FROM, where it is no list of all its values.
 */
final class SeriesListRule {
    /** Functions of one row, as test data are made with. Any other may be an aggregate. */
    private static final Set<String> OF_ONE_ROW =
            Set.of(
                    "abs",
                    "cast",
                    "ceil",
                    "chr",
                    "clock_timestamp",
                    "coalesce",
                    "concat",
                    "concat_ws",
                    "floor",
                    "format",
                    "gen_random_uuid",
                    "left",
                    "length",
                    "lower",
                    "lpad",
                    "make_date",
                    "md5",
                    "mod",
                    "now",
                    "numeric",
                    "nullif",
                    "random",
                    "repeat",
                    "right",
                    "round",
                    "rpad",
                    "substr",
                    "substring",
                    "to_char",
                    "trunc",
                    "upper",
                    "varchar");

    private static final Set<Leading> PLANNED_AT_ONCE =
            EnumSet.of(
                    Leading.SELECT, Leading.SELECT_INTO, Leading.INSERT, Leading.CREATE_TABLE_AS);

    private static final String VALUE = "\"value of a series\"";

    private SeriesListRule() {}

    /**
     * @param at of the name generate_series, at the begin of an item
     * @param past its call
     * @return false where it stays what it is
     */
    static boolean moveToFrom(Rewrite rewrite, int at, int past) {
        List<SqlText> bounds = rewrite.text().part(at + 2, past - 1).splitAtCommas();
        String type = SeriesBounds.type(rewrite, bounds).orElse("");
        int select = select(rewrite, at);
        if (type.isEmpty()
                || select < 0
                || !Clauses.endsItem(rewrite, pastAlias(rewrite, past))
                || !PLANNED_AT_ONCE.contains(rewrite.leading())) {
            return false;
        }
        int end = listEnd(rewrite, select + 1);
        if (!endsQuery(rewrite, end)
                || !isOfRows(rewrite, select + 1, at)
                || !isOfRows(rewrite, past, end)) {
            return false;
        }
        String series = rewrite.text().part(at, past).text();
        rewrite.replace(at, past, VALUE);
        if (Clauses.endsItem(rewrite, past)) {
            rewrite.insertAfter(past - 1, " AS generate_series");
        }
        rewrite.insertAfter(
                end - 1,
                " FROM (SELECT generate_series::%s AS %s FROM %s)".formatted(type, VALUE, series));
        return true;
    }

    private static int pastAlias(Rewrite rewrite, int at) {
        if (rewrite.is(at, Keyword.AS)) {
            return at + 2;
        }
        return !Clauses.endsItem(rewrite, at) && rewrite.isAlias(at) ? at + 1 : at;
    }

    private static int select(Rewrite rewrite, int at) {
        int depth = 0;
        for (int i = at - 1; i >= rewrite.from() && depth >= 0; i--) {
            depth -= rewrite.tokens().depthChange(i);
            if (depth == 0 && rewrite.is(i, Keyword.SELECT)) {
                return i;
            }
        }
        return -1;
    }

    private static int listEnd(Rewrite rewrite, int from) {
        int depth = 0;
        for (int i = from; i < rewrite.to(); i++) {
            depth += rewrite.tokens().depthChange(i);
            if (depth < 0 || (depth == 0 && isClause(rewrite, i))) {
                return i;
            }
        }
        return rewrite.to();
    }

    private static boolean isClause(Rewrite rewrite, int at) {
        Keyword keyword = rewrite.tokens().keyword(at);
        if (keyword == null || rewrite.is(at - 1, Keyword.AS)) {
            return rewrite.is(at, TokenKind.SEMICOLON);
        }
        return switch (keyword) {
            case FROM,
                    WHERE,
                    GROUP,
                    HAVING,
                    WINDOW,
                    QUALIFY,
                    INTO,
                    UNION,
                    EXCEPT,
                    INTERSECT,
                    ORDER,
                    LIMIT,
                    OFFSET,
                    FETCH,
                    FOR,
                    RETURNING ->
                    true;
            case ON -> rewrite.is(at + 1, Keyword.CONFLICT);
            default -> false;
        };
    }

    /** Whether the query has none of the clauses that come before its sets are made. */
    private static boolean endsQuery(Rewrite rewrite, int at) {
        return at >= rewrite.to()
                || rewrite.is(at, TokenKind.RIGHT_PAREN)
                || rewrite.is(at, TokenKind.SEMICOLON)
                || rewrite.is(at, Keyword.ORDER)
                || rewrite.is(at, Keyword.LIMIT);
    }

    private static boolean isOfRows(Rewrite rewrite, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean call = rewrite.is(i + 1, TokenKind.LEFT_PAREN) && rewrite.isName(i);
            if (rewrite.is(i, Keyword.SELECT)
                    || rewrite.is(i, Keyword.DISTINCT)
                    || rewrite.is(i, TokenKind.LEFT_BRACKET)
                    || (call
                            && !OF_ONE_ROW.contains(
                                    rewrite.tokens().text(i).toLowerCase(Locale.ROOT)))) {
                return false;
            }
        }
        return true;
    }
}
