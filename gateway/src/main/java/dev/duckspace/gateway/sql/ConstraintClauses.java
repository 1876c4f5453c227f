package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;

/**
 * What PostgreSQL lets stand behind a column or a constraint and the engine does not: storage and
 * deferral go away, since they change no value; what the engine would have to do is refused.
 */
final class ConstraintClauses {
    private static final String CASCADE_HINT =
            "Leave ON DELETE and ON UPDATE out, and change the referring rows yourself.";

    private final Rewrite rewrite;
    private final Tokens tokens;

    ConstraintClauses(Rewrite rewrite) {
        this.rewrite = rewrite;
        this.tokens = rewrite.tokens();
    }

    /** Edits one element of a table's list: a column with its constraints, or a constraint. */
    void apply(int from, int to) {
        for (int at = from; at < to; ) {
            int past = pastUnneeded(at, from);
            if (past > at) {
                rewrite.remove(at, past);
                at = past;
            } else {
                refuse(at);
                at = rewrite.past(at);
            }
        }
    }

    /** Past a clause that says nothing to the engine; {@code at} itself when none begins here. */
    private int pastUnneeded(int at, int from) {
        if (rewrite.is(at, Keyword.DEFERRABLE)) {
            return at + 1;
        }
        if (rewrite.is(at, Keyword.NOT) && rewrite.is(at + 1, Keyword.DEFERRABLE)) {
            return at + 2;
        }
        if (rewrite.is(at, Keyword.NOT) && rewrite.is(at + 1, Keyword.VALID)) {
            return at + 2;
        }
        if (rewrite.is(at, Keyword.INITIALLY)) {
            return at + 2;
        }
        if (word(at, "no") && tokens.isWord(at + 1, "inherit")) {
            return at + 2;
        }
        if (rewrite.is(at, Keyword.MATCH) && rewrite.is(at + 1, Keyword.SIMPLE)) {
            return at + 2;
        }
        if (rewrite.is(at, Keyword.NULLS) && rewrite.is(at + 1, Keyword.DISTINCT)) {
            return at + 2;
        }
        boolean group = rewrite.is(at + 1, TokenKind.LEFT_PAREN);
        if (at > from
                && group
                && (rewrite.is(at, Keyword.INCLUDE) || rewrite.is(at, Keyword.WITH))) {
            return rewrite.pastGroup(at + 1);
        }
        if (rewrite.is(at, Keyword.USING)
                && rewrite.is(at + 1, Keyword.INDEX)
                && rewrite.is(at + 2, Keyword.TABLESPACE)) {
            return at + 4;
        }
        return pastStorage(at, from);
    }

    private int pastStorage(int at, int from) {
        boolean column = at > from + 1;
        boolean storage = rewrite.is(at, Keyword.STORAGE) || word(at, "compression");
        return column && storage && rewrite.isName(at + 1) ? at + 2 : at;
    }

    private boolean word(int at, String word) {
        return at < rewrite.to() && tokens.isWord(at, word);
    }

    private void refuse(int at) {
        boolean action =
                rewrite.is(at, Keyword.ON)
                        && (rewrite.is(at + 1, Keyword.DELETE)
                                || rewrite.is(at + 1, Keyword.UPDATE));
        if (action && (rewrite.is(at + 2, Keyword.CASCADE) || rewrite.is(at + 2, Keyword.SET))) {
            int past = rewrite.is(at + 2, Keyword.SET) ? at + 4 : at + 3;
            throw PgException.notSupported(
                    "foreign keys with "
                            + rewrite.source(at, past).toUpperCase(java.util.Locale.ROOT)
                            + " are not supported",
                    CASCADE_HINT);
        }
        if (rewrite.is(at, Keyword.MATCH)) {
            throw PgException.notSupported(
                    "MATCH "
                            + tokens.text(at + 1).toUpperCase(java.util.Locale.ROOT)
                            + " is not supported",
                    "Leave it out: null in any column satisfies the foreign key.");
        }
        if (rewrite.is(at, Keyword.NULLS) && rewrite.is(at + 1, Keyword.NOT)) {
            throw PgException.notSupported(
                    "UNIQUE NULLS NOT DISTINCT is not supported", "Declare the columns NOT NULL.");
        }
        if (word(at, "exclude") && exclusion(at + 1)) {
            throw PgException.notSupported(
                    "exclusion constraints are not supported",
                    "Use a UNIQUE constraint where only equality counts.");
        }
    }

    private boolean exclusion(int at) {
        return rewrite.is(at, Keyword.USING) || rewrite.is(at, TokenKind.LEFT_PAREN);
    }
}
