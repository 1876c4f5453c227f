package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * System columns of the user's tables. {@code ctid} is made of the engine's number of the row,
 * {@code tableoid} of the table's name. The engine knows no transaction of a row.
 */
final class RowPlaceRule {
    private RowPlaceRule() {}

    static void apply(Rewrite rewrite, int at) {
        if (!rewrite.context().thorough()
                || rewrite.is(at + 1, TokenKind.LEFT_PAREN)
                || rewrite.is(at + 1, TokenKind.DOT)
                || rewrite.is(at - 1, Keyword.AS)) {
            return;
        }
        Tokens tokens = rewrite.tokens();
        int from = rewrite.is(at - 1, TokenKind.DOT) ? at - 2 : at;
        if (tokens.isWord(at, "ctid")) {
            rewrite.replace(at, at + 1, "rowid");
            rewrite.insertBefore(from, "pg_ctid(");
            rewrite.insertAfter(at, label(rewrite, from, at, "ctid"));
        } else if (tokens.isWord(at, "tableoid")) {
            String table = table(rewrite, from, at);
            if (!table.isEmpty()) {
                rewrite.replace(
                        from,
                        at + 1,
                        "CAST(pg_regclass_in("
                                + Literals.quote(table)
                                + ") AS pg_oid"
                                + label(rewrite, from, at, "tableoid"));
            }
        } else if (isTransaction(tokens, at) && !table(rewrite, from, at).isEmpty()) {
            throw PgException.notSupported(
                    "system column \"" + tokens.text(at) + "\" is not supported",
                    "Tables keep no transactions of their rows; give them a version column.");
        }
    }

    private static boolean isTransaction(Tokens tokens, int at) {
        return tokens.isWord(at, "xmin")
                || tokens.isWord(at, "xmax")
                || tokens.isWord(at, "cmin")
                || tokens.isWord(at, "cmax");
    }

    /** The end of the call, and the name where the column is an item of a list. */
    private static String label(Rewrite rewrite, int from, int at, String name) {
        boolean item =
                (rewrite.is(from - 1, Keyword.SELECT)
                                || rewrite.is(from - 1, Keyword.RETURNING)
                                || rewrite.is(from - 1, TokenKind.COMMA))
                        && Clauses.endsItem(rewrite, at + 1)
                        && isList(Clauses.clause(rewrite, from));
        return item ? ") AS " + name : ")";
    }

    private static boolean isList(@Nullable Keyword clause) {
        return clause == Keyword.SELECT || clause == Keyword.RETURNING;
    }

    /** The table of a qualifier, or the only one, as its name is written; empty for none. */
    private static String table(Rewrite rewrite, int from, int at) {
        String qualifier = from == at ? "" : Literals.identifier(rewrite.tokens(), from);
        for (int i = rewrite.from(); i < rewrite.to(); i++) {
            boolean opens =
                    rewrite.is(i, Keyword.FROM)
                            || rewrite.is(i, Keyword.JOIN)
                            || rewrite.is(i, Keyword.UPDATE)
                            || rewrite.is(i, Keyword.INTO)
                            || (rewrite.is(i, TokenKind.COMMA)
                                    && Clauses.clause(rewrite, i) == Keyword.FROM);
            int name = rewrite.is(i + 1, Keyword.ONLY) ? i + 2 : i + 1;
            if (!opens || !rewrite.isName(name)) {
                continue;
            }
            int past = rewrite.pastName(name);
            int alias = rewrite.is(past, Keyword.AS) ? past + 1 : past;
            List<String> parts = Names.parts(rewrite, name);
            boolean matches =
                    qualifier.isEmpty()
                            || (rewrite.isAlias(alias)
                                    && Literals.identifier(rewrite.tokens(), alias)
                                            .equals(qualifier))
                            || parts.getLast().equals(qualifier);
            if (matches && rewrite.context().relations().table(parts).isPresent()) {
                return rewrite.source(name, past);
            }
        }
        return "";
    }
}
