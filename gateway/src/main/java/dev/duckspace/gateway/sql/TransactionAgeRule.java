package dev.duckspace.gateway.sql;

import java.util.Locale;
import java.util.Set;

/**
 * {@code age(xmin)}: how many transactions ago one was, told by the catalog's columns that hold
 * such numbers and by {@code x::xid}; of timestamps it is another function.
 */
final class TransactionAgeRule {
    private static final Set<String> COLUMNS =
            Set.of(
                    "xmin",
                    "xmax",
                    "transactionid",
                    "backend_xid",
                    "backend_xmin",
                    "catalog_xmin",
                    "relfrozenxid",
                    "datfrozenxid");

    private TransactionAgeRule() {}

    static void apply(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        if (tokens.end(at) - tokens.start(at) != 3 || !tokens.isWord(at, "age")) {
            return;
        }
        int last = rewrite.pastGroup(at + 1) - 2;
        boolean column =
                (last == at + 2 || rewrite.is(last - 1, TokenKind.DOT))
                        && COLUMNS.contains(tokens.text(last).toLowerCase(Locale.ROOT));
        boolean cast = tokens.isWord(last, "xid") && rewrite.is(last - 1, TokenKind.CAST);
        if (column || cast) {
            rewrite.replace(at, at + 1, "pg_xid_age");
        }
    }
}
