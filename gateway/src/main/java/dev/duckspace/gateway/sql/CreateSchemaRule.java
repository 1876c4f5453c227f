package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** CREATE SCHEMA without AUTHORIZATION, which can name the session's own user only. */
final class CreateSchemaRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        int name = from + 2;
        boolean unlessExists = rewrite.is(name, Keyword.IF);
        name = unlessExists ? name + 3 : name;
        int authorization = rewrite.is(name, Keyword.AUTHORIZATION) ? name : name + 1;
        int past = name + 1;
        String schema = "";
        if (rewrite.is(authorization, Keyword.AUTHORIZATION)) {
            Names.requireSelf(rewrite, authorization + 1);
            past = authorization + 2;
            if (authorization == name) {
                schema = role(rewrite, authorization + 1);
                rewrite.replace(name, past, Literals.quoteIdentifier(schema));
            } else {
                rewrite.remove(authorization, past);
            }
        }
        if (schema.isEmpty() && rewrite.isName(name)) {
            schema = Literals.identifier(rewrite.tokens(), name);
        }
        if (past < rewrite.to()
                && (rewrite.is(past, Keyword.CREATE) || rewrite.is(past, Keyword.GRANT))) {
            if (unlessExists) {
                throw PgException.notSupported(
                        "CREATE SCHEMA IF NOT EXISTS cannot include schema elements",
                        "Run the statements one by one.");
            }
            new SchemaElements(rewrite, schema).apply(past);
            return;
        }
        Relations relations = rewrite.context().relations();
        if (unlessExists && relations != Relations.NONE && relations.hasSchema(schema)) {
            rewrite.notice(
                    SqlState.DUPLICATE_SCHEMA,
                    "schema \"" + schema + "\" already exists, skipping");
        }
    }

    private static String role(Rewrite rewrite, int at) {
        Relations relations = rewrite.context().relations();
        boolean self = !rewrite.isName(at);
        return self ? relations.user() : Literals.identifier(rewrite.tokens(), at);
    }
}
