package dev.duckspace.gateway.sql;

import java.util.Locale;

/**
 * Calls of nextval, currval and setval by a sequence's name: the session remembers what it drew, so
 * that currval and lastval answer for it alone. A cast of the name to regclass goes away.
 */
final class SequenceCallRule {
    /** The function in the default of a column GENERATED ALWAYS AS IDENTITY. */
    static final String ALWAYS = "pg_always";

    private SequenceCallRule() {}

    static void apply(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        int length = tokens.end(at) - tokens.start(at);
        if (length < 6 || length > 7 || !rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            return;
        }
        String name = tokens.text(at).toLowerCase(Locale.ROOT);
        int argument = at + 2;
        boolean known = name.equals("nextval") || name.equals("currval") || name.equals("setval");
        if (!known || !Literals.isString(tokens.kind(argument))) {
            return;
        }
        int past = argument + 1;
        if (rewrite.is(past, TokenKind.CAST)) {
            int type = CatalogQualifierRule.qualifies(rewrite, past + 1) ? past + 3 : past + 1;
            if (tokens.isWord(type, "regclass")) {
                past = type + 1;
            }
        }
        String sequence = Literals.quote(Literals.string(tokens, argument));
        if (past > argument + 1) {
            rewrite.replace(argument, past, sequence);
        }
        if (name.equals("nextval")) {
            rewrite.insertBefore(at, "pg_drawn(" + sequence + ", ");
            rewrite.insertAfter(rewrite.pastGroup(at + 1) - 1, ")");
        } else if (name.equals("currval")) {
            rewrite.replace(at, at + 1, "pg_currval");
        }
    }

    /** Whether the cast is of a name that {@link #apply} reads. */
    static boolean strips(Rewrite rewrite, int cast) {
        Tokens tokens = rewrite.tokens();
        return rewrite.is(cast - 2, TokenKind.LEFT_PAREN)
                && Literals.isString(tokens.kind(cast - 1))
                && (tokens.isWord(cast - 3, "nextval")
                        || tokens.isWord(cast - 3, "currval")
                        || tokens.isWord(cast - 3, "setval"));
    }

    /** As {@link #draw} for a column that takes no values of the user's. */
    static String drawAlways(String quotedName) {
        return ALWAYS + draw(quotedName).substring("pg_drawn".length());
    }

    /** What a default that draws from the sequence says to the engine. */
    static String draw(String quotedName) {
        String name = Literals.quote(quotedName);
        return "pg_drawn(" + name + ", nextval(" + name + "))";
    }
}
