package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.List;
import java.util.Locale;

/**
 * What stands before and after the columns of CREATE TABLE; the columns are a rule of their own.
 */
final class CreateTableRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        boolean replace = rewrite.is(from + 1, Keyword.OR);
        int at = replace ? from + 3 : from + 1;
        boolean temporary = false;
        boolean view = rewrite.is(at, Keyword.MATERIALIZED);
        Keyword noun = view ? Keyword.VIEW : Keyword.TABLE;
        while (at < rewrite.to() && !rewrite.is(at, noun)) {
            if (rewrite.is(at, Keyword.TEMP) || rewrite.is(at, Keyword.TEMPORARY)) {
                temporary = true;
            } else {
                // LOCAL, GLOBAL and UNLOGGED say nothing that the engine tells apart.
                rewrite.remove(at, at + 1);
            }
            at++;
        }
        boolean unlessExists = rewrite.is(at + 1, Keyword.IF);
        int table = at;
        int name = unlessExists ? at + 4 : at + 1;
        if (!rewrite.isName(name)) {
            return;
        }
        name = Names.withoutDatabase(rewrite, name);
        int past = rewrite.pastName(name);
        List<String> parts = Names.parts(rewrite, name);
        if (parts.size() > 1 && parts.getFirst().equals("pg_temp") && !temporary) {
            rewrite.insertBefore(table, "TEMP ");
            temporary = true;
        }
        boolean present = unlessExists && rewrite.context().relations().find(parts).isPresent();
        if (view) {
            rewrite.replace(table, table + 1, "TABLE");
        }
        if (view && !present) {
            MaterializedViewRules.created(rewrite, name);
        }
        if (present) {
            rewrite.notice(
                    SqlState.DUPLICATE_TABLE,
                    "relation \"" + parts.getLast() + "\" already exists, skipping");
            if (rewrite.leading() == Leading.CREATE_TABLE) {
                rewrite.nothingElse();
                return;
            }
        }
        if (rewrite.is(past, Keyword.OF)
                || (rewrite.is(past, Keyword.PARTITION) && rewrite.is(past + 1, Keyword.OF))) {
            throw PgException.notSupported(
                    "CREATE TABLE ... "
                            + rewrite.source(past, past + 1).toUpperCase(Locale.ROOT)
                            + " is not supported",
                    "State the columns, or use CREATE TABLE (LIKE ...).");
        }
        if (rewrite.is(past, TokenKind.LEFT_PAREN)) {
            if (rewrite.leading() == Leading.CREATE_TABLE) {
                boolean fresh = !replace && !unlessExists;
                new ColumnDefinitions(rewrite, name, past, temporary, fresh).apply();
            }
            past = rewrite.pastGroup(past);
        }
        clauses(rewrite, past, temporary, parts.getLast());
    }

    private static void clauses(Rewrite rewrite, int from, boolean temporary, String table) {
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
                onCommit(rewrite, at, temporary, table);
            } else if (rewrite.is(at, Keyword.INHERITS) || rewrite.is(at, Keyword.PARTITION)) {
                throw PgException.notSupported(
                        (rewrite.is(at, Keyword.INHERITS) ? "INHERITS" : "PARTITION BY")
                                + " is not supported",
                        "Use one table, or a view over several.");
            }
        }
    }

    private static void onCommit(Rewrite rewrite, int on, boolean temporary, String table) {
        if (!temporary) {
            throw new PgException(
                    SqlState.INVALID_TABLE_DEFINITION,
                    "ON COMMIT can only be used on temporary tables");
        }
        int what = on + 2;
        boolean drop = rewrite.is(what, Keyword.DROP);
        rewrite.remove(on, drop ? what + 1 : what + 2);
        if (!rewrite.is(what, Keyword.PRESERVE)) {
            rewrite.onCommit(table, drop);
        }
    }
}
