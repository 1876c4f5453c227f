package dev.duckspace.gateway.sql;

import java.util.Optional;

/** {@code "in.c-sales".orders}: a quoted name before a dot that stands for another schema. */
final class SchemaAliasRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (!rewrite.is(at + 1, TokenKind.DOT)) {
            return;
        }
        Optional<String> schema =
                rewrite.context().schemaAliases().apply(Literals.identifier(rewrite.tokens(), at));
        schema.ifPresent(name -> rewrite.replace(at, at + 1, Literals.quoteIdentifier(name)));
    }
}
