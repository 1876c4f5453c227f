package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.SetFunctions.SetFunction;
import dev.duckspace.gateway.sql.SetFunctions.Shape;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Calls of {@link SetFunctions}: a subquery among the tables, unnest in a select list. */
final class SetCallRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (!rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            return;
        }
        SetFunction function = SetFunctions.at(rewrite.tokens(), at);
        if (function == null) {
            return;
        }
        int past = rewrite.pastGroup(at + 1);
        boolean qualified =
                rewrite.is(at - 1, TokenKind.DOT) && rewrite.is(at - 2, Keyword.PG_CATALOG);
        int first = qualified ? at - 2 : at;
        if (rewrite.is(first - 1, TokenKind.DOT)) {
            return;
        }
        switch (SetPlace.of(rewrite, first)) {
            case TABLE -> table(rewrite, function, first, at, past);
            case SELECT_LIST -> selected(rewrite, function, first, at, past);
            case OTHER -> {
                // DuckDB's own, or an error that is the engine's to tell.
            }
        }
    }

    private static void selected(
            Rewrite rewrite, SetFunction function, int first, int at, int past) {
        if (function.shape() == Shape.ROW) {
            rewrite.replace(first, at + 1, function.engineName());
            return;
        }
        rewrite.replace(first, at + 1, "unnest(" + function.engineName());
        rewrite.insertAfter(past - 1, ")");
    }

    private static void table(Rewrite rewrite, SetFunction function, int first, int at, int past) {
        SetAlias alias = SetAlias.read(rewrite, past);
        switch (function.shape()) {
            case VALUE, SCALAR -> oneColumn(rewrite, function, first, at, past, alias);
            case PAIR -> {
                open(rewrite, first, at, alias, "(SELECT unnest(" + function.engineName());
                close(rewrite, function, past, alias, ", recursive := true))");
            }
            case ROW -> {
                open(rewrite, first, at, alias, "(SELECT unnest(" + function.engineName());
                close(rewrite, function, past, alias, "))");
            }
            case ROWS -> {
                String begin = "(SELECT unnest(_e) FROM (SELECT unnest(" + function.engineName();
                open(rewrite, first, at, alias, begin);
                close(rewrite, function, past, alias, ") AS _e))");
            }
            case RECORD -> RecordColumns.rewrite(rewrite, function, first, at, past, alias);
        }
    }

    private static void oneColumn(
            Rewrite rewrite, SetFunction function, int first, int at, int past, SetAlias alias) {
        String column = column(rewrite, function, alias);
        if (needsSubquery(rewrite, first, at, past)) {
            open(rewrite, first, at, alias, "(SELECT unnest(" + function.engineName());
            close(rewrite, function, past, alias, ") AS " + column + ')');
            return;
        }
        // The engine's own keeps the order of the elements, also beside another table.
        rewrite.replace(first, at + 1, "unnest(" + function.engineName());
        String columns = '(' + column + (alias.ordinality() ? ", ordinality)" : ")");
        if (alias.name() == null) {
            int last = alias.ordinality() ? past + 1 : past - 1;
            rewrite.insertAfter(past - 1, ")");
            rewrite.insertAfter(last, " AS " + function.name() + columns);
        } else {
            rewrite.insertAfter(past - 1, ")");
            if (!alias.columns()) {
                rewrite.insertAfter(alias.at(), columns);
            }
        }
    }

    /** The engine's own takes no queries, and no outer joins beside it. */
    private static boolean needsSubquery(Rewrite rewrite, int first, int at, int past) {
        for (int i = at; i < past; i++) {
            if (rewrite.is(i, Keyword.SELECT)) {
                return true;
            }
        }
        int join = rewrite.is(first - 1, Keyword.LATERAL) ? first - 2 : first - 1;
        return rewrite.is(join, Keyword.JOIN)
                && !rewrite.is(join - 1, Keyword.CROSS)
                && !rewrite.is(join - 1, Keyword.INNER);
    }

    static void open(Rewrite rewrite, int first, int at, SetAlias alias, String begin) {
        String counted =
                alias.ordinality() ? "(SELECT *, row_number() OVER () AS ordinality FROM " : "";
        rewrite.replace(first, at + 1, counted + begin);
    }

    static void close(Rewrite rewrite, SetFunction function, int past, SetAlias alias, String end) {
        String whole = alias.ordinality() ? end + ')' : end;
        rewrite.insertAfter(
                past - 1, alias.name() == null ? whole + " AS " + function.name() : whole);
        if (alias.ordinality()) {
            rewrite.remove(past, past + 2);
        }
    }

    private static String column(Rewrite rewrite, SetFunction function, SetAlias alias) {
        String name = alias.name();
        String own = name == null ? function.name() : name;
        boolean named =
                function.shape() != Shape.VALUE
                        || (name != null && !alias.columns() && standsAlone(rewrite, alias));
        return named ? own : "value";
    }

    /**
     * Whether the query uses the alias as a value, {@code e ->> 'a'}, as PostgreSQL lets it where
     * the function has one column, and never calls the column by its name.
     */
    private static boolean standsAlone(Rewrite rewrite, SetAlias alias) {
        String name = String.valueOf(alias.name()).toLowerCase(Locale.ROOT);
        Tokens tokens = rewrite.tokens();
        boolean alone = false;
        for (int at = rewrite.from(); at < rewrite.to(); at++) {
            if (tokens.isWord(at, "value") && !rewrite.is(at - 1, Keyword.AS)) {
                return false;
            }
            alone |=
                    tokens.isWord(at, name)
                            && at != alias.at()
                            && !rewrite.is(at + 1, TokenKind.DOT)
                            && !rewrite.is(at - 1, TokenKind.DOT);
        }
        return alone;
    }

    /** What stands behind a call among the tables. */
    record SetAlias(@Nullable String name, int at, boolean columns, boolean ordinality) {
        static SetAlias read(Rewrite rewrite, int past) {
            boolean ordinality =
                    rewrite.is(past, Keyword.WITH)
                            && rewrite.tokens().isWord(past + 1, "ordinality");
            int at = ordinality ? past + 2 : past;
            boolean as = rewrite.is(at, Keyword.AS);
            at += as ? 1 : 0;
            boolean named = rewrite.isName(at) && (as || !endsTables(rewrite, at));
            if (!named) {
                return new SetAlias(null, at, as, ordinality);
            }
            return new SetAlias(
                    rewrite.tokens().text(at),
                    at,
                    rewrite.is(at + 1, TokenKind.LEFT_PAREN),
                    ordinality);
        }

        /** Words that PostgreSQL does not reserve, but takes for no alias here. */
        private static boolean endsTables(Rewrite rewrite, int at) {
            Tokens tokens = rewrite.tokens();
            for (String word : new String[] {"qualify", "sample", "asof", "positional", "set"}) {
                if (tokens.isWord(at, word)) {
                    return true;
                }
            }
            return false;
        }
    }
}
