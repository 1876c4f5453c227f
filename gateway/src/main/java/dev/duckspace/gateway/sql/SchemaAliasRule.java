package dev.duckspace.gateway.sql;

import java.util.Optional;

/**
 * {@code "in.c-sales".orders}: a quoted name before a dot that stands for another schema; and the
 * database's own name before a schema, {@code shop.public.orders}, which is left out: an alias
 * without a letter.
 */
final class SchemaAliasRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (!rewrite.is(at + 1, TokenKind.DOT)) {
            return;
        }
        boolean beforeSchema =
                rewrite.is(at + 3, TokenKind.DOT) && !rewrite.is(at - 1, TokenKind.DOT);
        if (!beforeSchema && !rewrite.is(at, TokenKind.QUOTED_IDENTIFIER)) {
            return;
        }
        Optional<String> schema =
                rewrite.context().schemaAliases().apply(Literals.identifier(rewrite.tokens(), at));
        if (schema.isEmpty()) {
            return;
        }
        if (!schema.get().isEmpty()) {
            rewrite.replace(at, at + 1, Literals.quoteIdentifier(schema.get()));
        } else if (beforeSchema) {
            rewrite.remove(at, at + 2);
        }
    }
}
