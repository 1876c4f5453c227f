package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;

/**
 * What stands before and after the columns of CREATE TABLE; the columns are a rule of their own.
 */
final class CreateTableRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        boolean replace = rewrite.is(from + 1, Keyword.OR);
        int at = replace ? from + 3 : from + 1;
        boolean temporary = false;
        while (at < rewrite.to() && !rewrite.is(at, Keyword.TABLE)) {
            if (rewrite.is(at, Keyword.TEMP) || rewrite.is(at, Keyword.TEMPORARY)) {
                temporary = true;
            } else {
                // LOCAL, GLOBAL and UNLOGGED say nothing that the engine tells apart.
                rewrite.remove(at, at + 1);
            }
            at++;
        }
        boolean unlessExists = rewrite.is(at + 1, Keyword.IF);
        int name = unlessExists ? at + 4 : at + 1;
        if (!rewrite.isName(name)) {
            return;
        }
        int past = rewrite.pastName(name);
        if (rewrite.is(past, TokenKind.LEFT_PAREN)) {
            if (rewrite.leading() == Leading.CREATE_TABLE) {
                boolean fresh = !replace && !unlessExists;
                new ColumnDefinitions(rewrite, name, past, temporary, fresh).apply();
            }
            past = rewrite.pastGroup(past);
        }
        clauses(rewrite, past);
    }

    private static void clauses(Rewrite rewrite, int from) {
        for (int at = from; at < rewrite.to(); at = rewrite.past(at)) {
            if (rewrite.is(at, Keyword.AS)) {
                return;
            }
            if (rewrite.is(at, Keyword.WITH) && rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
                rewrite.remove(at, rewrite.pastGroup(at + 1));
            } else if (rewrite.is(at, Keyword.WITHOUT) && rewrite.tokens().isWord(at + 1, "oids")) {
                rewrite.remove(at, at + 2);
            } else if (rewrite.is(at, Keyword.TABLESPACE) || rewrite.is(at, Keyword.USING)) {
                rewrite.remove(at, at + 2);
            } else if (rewrite.is(at, Keyword.ON) && rewrite.is(at + 1, Keyword.COMMIT)) {
                onCommit(rewrite, at + 2);
            }
        }
    }

    private static void onCommit(Rewrite rewrite, int at) {
        if (!rewrite.is(at, Keyword.PRESERVE)) {
            throw PgException.notSupported(
                    "ON COMMIT "
                            + rewrite.source(at, Math.min(at + 2, rewrite.to()))
                            + " is not supported",
                    "Temporary tables keep their rows until the session ends; drop them yourself.");
        }
    }
}
