package dev.duckspace.gateway.sql;

import java.util.HashSet;
import java.util.Set;

/**
 * The names of what a statement reads rows of, on any level: tables, subqueries, VALUES, functions.
 * A name may be that of a column too.
 */
final class FromNames {
    private final Rewrite rewrite;
    private final Set<String> names = new HashSet<>();

    private FromNames(Rewrite rewrite) {
        this.rewrite = rewrite;
    }

    static Set<String> of(Rewrite rewrite) {
        FromNames read = new FromNames(rewrite);
        for (int at = rewrite.from(); at < rewrite.to(); at++) {
            if (rewrite.is(at, Keyword.FROM)
                    || rewrite.is(at, Keyword.JOIN)
                    || rewrite.is(at, Keyword.USING)
                    || rewrite.is(at, Keyword.UPDATE)
                    || rewrite.is(at, Keyword.INTO)) {
                read.items(at + 1);
            }
        }
        return Set.copyOf(read.names);
    }

    private void items(int first) {
        int at = item(first);
        while (rewrite.is(at, TokenKind.COMMA)) {
            at = item(at + 1);
        }
    }

    /** Past the item, and the names of its columns. */
    private int item(int first) {
        int at = first;
        while (rewrite.is(at, Keyword.LATERAL) || rewrite.is(at, Keyword.ONLY)) {
            at++;
        }
        int last = -1;
        if (rewrite.is(at, TokenKind.LEFT_PAREN)) {
            at = rewrite.pastGroup(at);
        } else if (rewrite.isName(at)) {
            at = rewrite.pastName(at);
            last = at - 1;
            if (rewrite.is(at, TokenKind.LEFT_PAREN)) {
                at = rewrite.pastGroup(at);
            }
        } else {
            return at;
        }
        if (rewrite.is(at, Keyword.WITH) && rewrite.tokens().isWord(at + 1, "ordinality")) {
            at += 2;
        }
        int alias = rewrite.is(at, Keyword.AS) ? at + 1 : at;
        if (rewrite.isAlias(alias)) {
            last = alias;
            at = alias + 1;
            if (rewrite.is(at, TokenKind.LEFT_PAREN)) {
                at = rewrite.pastGroup(at);
            }
        }
        if (last >= 0) {
            names.add(Literals.identifier(rewrite.tokens(), last));
        }
        return at;
    }
}
