package dev.duckspace.gateway.sql;

import java.util.Locale;

/**
 * {@code EXTRACT(field FROM x)}, which in the engine gives whole numbers, or doubles: a call of the
 * function that gives numeric.
 */
final class ExtractRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        if (!tokens.isWord(at, "extract")
                || !rewrite.is(at + 1, TokenKind.LEFT_PAREN)
                || !rewrite.is(at + 3, Keyword.FROM)) {
            return;
        }
        boolean word = rewrite.is(at + 2, TokenKind.IDENTIFIER);
        if (!word && !Literals.isString(tokens.kind(at + 2))) {
            return;
        }
        String field = tokens.text(at + 2);
        rewrite.replace(
                at,
                at + 4,
                "pg_extract("
                        + (word ? '\'' + field.toLowerCase(Locale.ROOT) + '\'' : field)
                        + ',');
    }
}
