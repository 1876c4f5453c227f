package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;

/** Names in a statement, and PostgreSQL's words about those that are not there. */
final class Names {
    private Names() {}

    /** Where the name begins whose first token this is, without the database's own name. */
    static int withoutDatabase(Rewrite rewrite, int from) {
        boolean named =
                rewrite.is(from + 1, TokenKind.DOT)
                        && rewrite.is(from + 3, TokenKind.DOT)
                        && rewrite.context()
                                .schemaAliases()
                                .apply(Literals.identifier(rewrite.tokens(), from))
                                .filter(String::isEmpty)
                                .isPresent();
        return named ? from + 2 : from;
    }

    /** {@code a.b.c} as its parts, folded, without the database's own name. */
    static List<String> parts(Rewrite rewrite, int from) {
        List<String> parts = new ArrayList<>(2);
        int at = withoutDatabase(rewrite, from);
        while (true) {
            parts.add(Literals.identifier(rewrite.tokens(), at));
            if (!rewrite.is(at + 1, TokenKind.DOT)) {
                return List.copyOf(parts);
            }
            at += 2;
        }
    }

    static PgException undefined(SqlState state, String message) {
        return new PgException(ErrorInfo.error(state, message));
    }

    static PgException undefinedRelation(List<String> name) {
        return undefined(
                SqlState.UNDEFINED_TABLE,
                "relation \"" + String.join(".", name) + "\" does not exist");
    }

    static PgException undefinedColumn(String column, String table) {
        return undefined(
                SqlState.UNDEFINED_COLUMN,
                "column \"" + column + "\" of relation \"" + table + "\" does not exist");
    }

    static PgException duplicateColumn(String column, String table) {
        return undefined(
                SqlState.DUPLICATE_COLUMN,
                "column \"" + column + "\" of relation \"" + table + "\" already exists");
    }

    static PgException undefinedConstraint(String constraint, String table) {
        return undefined(
                SqlState.UNDEFINED_OBJECT,
                "constraint \"" + constraint + "\" of relation \"" + table + "\" does not exist");
    }

    /** The user of the session under one of its names: the only role that owns anything. */
    static void requireSelf(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        boolean self =
                rewrite.is(at, Keyword.CURRENT_USER)
                        || rewrite.is(at, Keyword.SESSION_USER)
                        || rewrite.is(at, Keyword.CURRENT_ROLE);
        if (self || rewrite.context().relations() == Relations.NONE) {
            return;
        }
        String role = Literals.identifier(tokens, at);
        String user = rewrite.context().relations().user();
        if (!role.equals(user) && !role.equals("postgres")) {
            throw undefined(SqlState.UNDEFINED_OBJECT, "role \"" + role + "\" does not exist");
        }
    }
}
