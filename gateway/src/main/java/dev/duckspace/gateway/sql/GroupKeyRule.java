package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Column;
import dev.duckspace.gateway.sql.Relations.ConstraintKind;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * GROUP BY of a table's primary key: the key decides the other columns, so that those which the
 * query names are grouped by as well.
 */
final class GroupKeyRule {
    private GroupKeyRule() {}

    /** A table of the FROM clause under the name that columns are qualified with. */
    private record Source(Table table, String qualifier, String name) {}

    /**
     * @param group GROUP of GROUP BY
     */
    static void apply(Rewrite rewrite, int group) {
        if (!rewrite.context().thorough() || !rewrite.is(group + 1, Keyword.BY)) {
            return;
        }
        int select = back(rewrite, group, Keyword.SELECT);
        int from = back(rewrite, group, Keyword.FROM);
        int end = end(rewrite, group + 2);
        if (select < 0 || from < select || hasSets(rewrite, group + 2, end)) {
            return;
        }
        List<SqlText> keys = keys(rewrite, select, from, group, end);
        StringBuilder others = new StringBuilder();
        for (Source source : sources(rewrite, from, group)) {
            others(rewrite, select, source, keys, others);
        }
        if (!others.isEmpty()) {
            rewrite.insertAfter(end - 1, others.toString());
        }
    }

    /** The items; a number stands for one of the select list. */
    private static List<SqlText> keys(Rewrite rewrite, int select, int from, int group, int end) {
        List<SqlText> list = rewrite.text().part(select + 1, from).splitAtCommas();
        List<SqlText> keys = new ArrayList<>();
        for (SqlText item : rewrite.text().part(group + 2, end).splitAtCommas()) {
            if (item.to() - item.from() == 1 && rewrite.is(item.from(), TokenKind.INTEGER)) {
                String digits = rewrite.tokens().text(item.from());
                int n = digits.length() > 4 ? 0 : Integer.parseInt(digits);
                keys.add(n > 0 && n <= list.size() ? expression(rewrite, list.get(n - 1)) : item);
            } else {
                keys.add(item);
            }
        }
        return keys;
    }

    private static SqlText expression(Rewrite rewrite, SqlText item) {
        for (int at = item.from(); at < item.to(); at++) {
            if (rewrite.is(at, Keyword.AS)) {
                return rewrite.text().part(item.from(), at);
            }
        }
        return item;
    }

    private static List<Source> sources(Rewrite rewrite, int from, int group) {
        List<Source> sources = new ArrayList<>();
        int at = from;
        while (at < group && !rewrite.is(at, Keyword.WHERE)) {
            boolean opens =
                    rewrite.is(at, Keyword.FROM)
                            || rewrite.is(at, Keyword.JOIN)
                            || rewrite.is(at, TokenKind.COMMA);
            int name = rewrite.is(at + 1, Keyword.ONLY) ? at + 2 : at + 1;
            if (opens && rewrite.isName(name)) {
                int past = rewrite.pastName(name);
                if (!rewrite.is(past, TokenKind.LEFT_PAREN)) {
                    Source source = source(rewrite, name, past);
                    if (source != null) {
                        sources.add(source);
                    }
                }
            }
            at = rewrite.past(at);
        }
        return sources;
    }

    private static @Nullable Source source(Rewrite rewrite, int name, int past) {
        List<String> parts = Names.parts(rewrite, name);
        Table table = rewrite.context().relations().table(parts).orElse(null);
        if (table == null) {
            return null;
        }
        int alias = rewrite.is(past, Keyword.AS) ? past + 1 : past;
        boolean named = rewrite.isAlias(alias) && !rewrite.is(alias + 1, TokenKind.LEFT_PAREN);
        return named
                ? new Source(
                        table,
                        rewrite.source(alias, alias + 1),
                        Literals.identifier(rewrite.tokens(), alias))
                : new Source(table, rewrite.source(name, past), parts.getLast());
    }

    private static void others(
            Rewrite rewrite, int select, Source source, List<SqlText> keys, StringBuilder others) {
        Set<String> grouped = new HashSet<>();
        for (SqlText key : keys) {
            String column = column(rewrite, key, source);
            if (column != null) {
                grouped.add(column);
            }
        }
        boolean whole =
                source.table().constraints().stream()
                        .filter(c -> c.kind() == ConstraintKind.PRIMARY_KEY)
                        .anyMatch(c -> grouped.containsAll(c.columns()));
        if (!whole) {
            return;
        }
        Set<String> words = words(rewrite, select);
        for (Column column : source.table().columns()) {
            boolean named = words.contains("*") || words.contains(fold(column.name()));
            if (named && !grouped.contains(column.name())) {
                others.append(", ")
                        .append(source.qualifier())
                        .append('.')
                        .append(Literals.quoteIdentifier(column.name()));
            }
        }
    }

    /** The column that an item is, of this table as far as one can tell; null for none. */
    private static @Nullable String column(Rewrite rewrite, SqlText key, Source source) {
        int last = key.to() - 1;
        if (key.isEmpty() || !rewrite.isName(last)) {
            return null;
        }
        boolean plain = last == key.from();
        boolean qualified =
                last - key.from() >= 2
                        && rewrite.pastName(key.from()) == key.to()
                        && rewrite.isName(last - 2)
                        && Literals.identifier(rewrite.tokens(), last - 2).equals(source.name());
        if (!plain && !qualified) {
            return null;
        }
        String name = Literals.identifier(rewrite.tokens(), last);
        return source.table().column(name).map(Column::name).orElse(null);
    }

    private static Set<String> words(Rewrite rewrite, int select) {
        Set<String> words = new HashSet<>();
        int depth = 0;
        for (int at = select; at < rewrite.to() && depth >= 0; at++) {
            depth += rewrite.tokens().depthChange(at);
            if (rewrite.isName(at)) {
                words.add(fold(Literals.identifier(rewrite.tokens(), at)));
            } else if (rewrite.tokens().isOperator(at, "*")
                    && (at == select + 1
                            || rewrite.is(at - 1, TokenKind.DOT)
                            || rewrite.is(at - 1, TokenKind.COMMA))) {
                words.add("*");
            }
        }
        return words;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean hasSets(Rewrite rewrite, int from, int to) {
        Tokens tokens = rewrite.tokens();
        for (int at = from; at < to; at++) {
            if (tokens.isWord(at, "rollup")
                    || tokens.isWord(at, "cube")
                    || tokens.isWord(at, "grouping")
                    || rewrite.is(at, Keyword.ALL)) {
                return true;
            }
        }
        return false;
    }

    private static int end(Rewrite rewrite, int from) {
        int at = from;
        while (at < rewrite.to()
                && !rewrite.is(at, TokenKind.RIGHT_PAREN)
                && !(rewrite.tokens().keyword(at) != null && ends(rewrite, at))) {
            at = rewrite.past(at);
        }
        return at;
    }

    private static boolean ends(Rewrite rewrite, int at) {
        return rewrite.is(at, Keyword.HAVING)
                || rewrite.is(at, Keyword.ORDER)
                || rewrite.is(at, Keyword.LIMIT)
                || rewrite.is(at, Keyword.OFFSET)
                || rewrite.is(at, Keyword.FETCH)
                || rewrite.is(at, Keyword.WINDOW)
                || rewrite.is(at, Keyword.QUALIFY)
                || rewrite.is(at, Keyword.UNION)
                || rewrite.is(at, Keyword.INTERSECT)
                || rewrite.is(at, Keyword.EXCEPT)
                || rewrite.is(at, Keyword.FOR)
                || rewrite.is(at, Keyword.RETURNING)
                || rewrite.is(at, Keyword.ON);
    }

    /** The nearest such word before, at the same depth; -1 for none. */
    private static int back(Rewrite rewrite, int at, Keyword wanted) {
        int depth = 0;
        for (int i = at - 1; i >= rewrite.from() && depth >= 0; i--) {
            depth -= rewrite.tokens().depthChange(i);
            if (depth == 0
                    && rewrite.is(i, wanted)
                    && !rewrite.is(i - 1, TokenKind.DOT)
                    && !rewrite.is(i - 1, Keyword.DISTINCT)) {
                return i;
            }
        }
        return -1;
    }
}
