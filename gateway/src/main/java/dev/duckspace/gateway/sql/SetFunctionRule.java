package dev.duckspace.gateway.sql;

import java.util.List;
import java.util.Optional;

/**
 * Functions that return sets. In a select list the engine has {@code unnest} alone, which goes over
 * several lists in lock-step as PostgreSQL goes over several sets: {@code generate_series} becomes
 * one of a list. In FROM its numbers get the type of its bounds, and {@code unnest} takes several
 * lists.
 */
final class SetFunctionRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (!rewrite.is(at + 1, TokenKind.LEFT_PAREN)
                || rewrite.is(at - 1, Keyword.AS)
                || (rewrite.is(at - 1, TokenKind.DOT)
                        && !CatalogQualifierRule.named(rewrite, at - 2, Keyword.PG_CATALOG))) {
            return;
        }
        boolean series = rewrite.is(at, Keyword.GENERATE_SERIES);
        if (Clauses.isTable(rewrite, at)) {
            if (series) {
                seriesTable(rewrite, at);
            } else {
                unnestTable(rewrite, at);
            }
        } else if (series && !inListFunction(rewrite, at)) {
            inSelectList(rewrite, at);
        }
    }

    /** DuckDB's own use, as a list: {@code list_sum(generate_series(1, 3))}. */
    private static boolean inListFunction(Rewrite rewrite, int at) {
        int depth = 0;
        for (int i = at - 1; i > rewrite.from(); i--) {
            depth -= rewrite.tokens().depthChange(i);
            if (depth < 0) {
                String name =
                        rewrite.is(i - 1, TokenKind.IDENTIFIER)
                                ? Literals.identifier(rewrite.tokens(), i - 1)
                                : "";
                return name.equals("unnest")
                        || name.equals("len")
                        || name.startsWith("list_")
                        || name.startsWith("array_");
            }
        }
        return false;
    }

    private static void inSelectList(Rewrite rewrite, int at) {
        int past = rewrite.pastGroup(at + 1);
        boolean first =
                rewrite.is(at - 1, Keyword.SELECT)
                        || rewrite.is(at - 1, Keyword.ALL)
                        || (rewrite.is(at - 1, TokenKind.COMMA)
                                && Clauses.clause(rewrite, at) == Keyword.SELECT);
        if (first && SeriesListRule.moveToFrom(rewrite, at, past)) {
            return;
        }
        boolean whole = first && Clauses.endsItem(rewrite, past);
        rewrite.replace(at, at + 1, "unnest(pg_generate_series");
        rewrite.insertAfter(past - 1, whole ? ") AS generate_series" : ")");
    }

    private static void seriesTable(Rewrite rewrite, int at) {
        int past = rewrite.pastGroup(at + 1);
        List<SqlText> bounds = rewrite.text().part(at + 2, past - 1).splitAtCommas();
        boolean ordinality = isOrdinality(rewrite, past);
        Optional<String> type = SeriesBounds.type(rewrite, bounds);
        if (type.isPresent()) {
            rewrite.insertBefore(
                    at,
                    "(SELECT generate_series::%s AS generate_series%s FROM "
                            .formatted(type.get(), ordinality ? ", ordinality" : ""));
            int last = ordinality ? past + 1 : past - 1;
            rewrite.insertAfter(
                    last, ")" + alias(rewrite, last + 1, "generate_series", ordinality));
            return;
        }
        if (bounds.stream().allMatch(bound -> isParameter(rewrite, bound))) {
            return; // only the engine knows their types
        }
        if (bounds.stream().anyMatch(bound -> SeriesBounds.nameColumns(rewrite, bound))) {
            rewrite.replace(at, at + 1, open(ordinality) + "unnest(pg_generate_series");
            close(rewrite, past, ordinality, ") AS generate_series", "generate_series");
            return;
        }
        rewrite.replace(
                at,
                at + 1,
                open(ordinality)
                        + "unnest(pg_series_part(\"part of a series\")) AS generate_series"
                        + " FROM (SELECT unnest(pg_series_parts");
        close(rewrite, past, ordinality, ") AS \"part of a series\")", "generate_series");
    }

    private static boolean isParameter(Rewrite rewrite, SqlText bound) {
        return bound.to() - bound.from() == 1
                && rewrite.is(bound.from(), TokenKind.PARAMETER)
                && rewrite.context().parameterTypes().isEmpty();
    }

    private static String open(boolean ordinality) {
        return ordinality
                ? "(SELECT *, row_number() OVER () AS ordinality FROM (SELECT "
                : "(SELECT ";
    }

    private static void close(
            Rewrite rewrite, int past, boolean ordinality, String end, String name) {
        if (ordinality) {
            rewrite.replace(past, past + 2, "");
        }
        int next = ordinality ? past + 2 : past;
        rewrite.insertAfter(
                past - 1, end + (ordinality ? "))" : ")") + alias(rewrite, next, name, ordinality));
    }

    /** What follows a table that was a function: its alias names its column as well. */
    private static String alias(Rewrite rewrite, int at, String name, boolean ordinality) {
        int alias = rewrite.is(at, Keyword.AS) ? at + 1 : at;
        boolean named = isAlias(rewrite, alias);
        if (!named) {
            return name.isEmpty() ? "" : " AS " + name + columns(name, ordinality);
        }
        if (rewrite.is(alias + 1, TokenKind.LEFT_PAREN) || name.isEmpty()) {
            return "";
        }
        String column = Literals.quoteIdentifier(Literals.identifier(rewrite.tokens(), alias));
        rewrite.insertAfter(alias, columns(column, ordinality));
        return "";
    }

    private static String columns(String column, boolean ordinality) {
        return '(' + column + (ordinality ? ", ordinality)" : ")");
    }

    private static boolean isAlias(Rewrite rewrite, int at) {
        if (!rewrite.isName(at)) {
            return false;
        }
        Keyword keyword = rewrite.tokens().keyword(at);
        return keyword == null
                || (keyword.canNameColumn()
                        && keyword != Keyword.ASOF
                        && keyword != Keyword.ANTI
                        && keyword != Keyword.SEMI
                        && keyword != Keyword.QUALIFY
                        && keyword != Keyword.POSITIONAL);
    }

    private static boolean isOrdinality(Rewrite rewrite, int at) {
        return rewrite.is(at, Keyword.WITH) && rewrite.tokens().isWord(at + 1, "ordinality");
    }

    /** {@code unnest(a, b)} as a table goes over both in lock-step. */
    private static void unnestTable(Rewrite rewrite, int at) {
        int past = rewrite.pastGroup(at + 1);
        List<SqlText> lists = rewrite.text().part(at + 2, past - 1).splitAtCommas();
        boolean named =
                lists.stream()
                        .anyMatch(list -> rewrite.is(list.from() + 1, TokenKind.COLON_EQUALS));
        if (lists.size() < 2
                || named
                || rewrite.is(lists.get(1).from() + 1, TokenKind.EQUALS_GREATER)) {
            return;
        }
        boolean ordinality = isOrdinality(rewrite, past);
        rewrite.replace(at, at + 1, open(ordinality) + "unnest");
        for (SqlText list : lists.subList(1, lists.size())) {
            rewrite.replace(list.from() - 1, list.from(), ") AS unnest, unnest(");
        }
        close(rewrite, past, ordinality, " AS unnest", "");
    }

    /** {@code ROWS FROM (f(..), g(..))}: all functions in lock-step. */
    static void rowsFrom(Rewrite rewrite, int at) {
        boolean table =
                rewrite.is(at - 1, Keyword.FROM)
                        || rewrite.is(at - 1, Keyword.JOIN)
                        || rewrite.is(at - 1, Keyword.LATERAL)
                        || rewrite.is(at - 1, TokenKind.COMMA);
        if (!table
                || !rewrite.is(at + 1, Keyword.FROM)
                || !rewrite.is(at + 2, TokenKind.LEFT_PAREN)) {
            return;
        }
        int past = rewrite.pastGroup(at + 2);
        List<SqlText> functions = rewrite.text().part(at + 3, past - 1).splitAtCommas();
        boolean ordinality = isOrdinality(rewrite, past);
        rewrite.replace(at, at + 3, open(ordinality));
        String only =
                functions.size() == 1
                        ? Literals.identifier(rewrite.tokens(), functions.getFirst().from())
                        : "";
        if (ordinality) {
            rewrite.remove(past, past + 2);
        }
        for (SqlText function : functions.subList(0, functions.size() - 1)) {
            rewrite.replace(function.to(), function.to() + 1, named(rewrite, function) + ',');
        }
        int next = ordinality ? past + 2 : past;
        rewrite.replace(
                past - 1,
                past,
                named(rewrite, functions.getLast())
                        + (ordinality ? "))" : ")")
                        + alias(rewrite, next, only, ordinality));
    }

    private static String named(Rewrite rewrite, SqlText function) {
        return " AS "
                + Literals.quoteIdentifier(Literals.identifier(rewrite.tokens(), function.from()));
    }
}
