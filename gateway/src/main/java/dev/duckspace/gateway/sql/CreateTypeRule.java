package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;

/**
 * {@code CREATE TYPE t AS (a int, b text)} becomes a STRUCT; types that the engine lacks are
 * refused.
 */
final class CreateTypeRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        int name = from + 2;
        if (!rewrite.is(from + 1, Keyword.TYPE) || !rewrite.isName(name)) {
            return;
        }
        int as = rewrite.pastName(name);
        if (!rewrite.is(as, Keyword.AS)) {
            throw refused("CREATE TYPE without AS");
        }
        if (rewrite.tokens().isWord(as + 1, "range")) {
            throw refused("CREATE TYPE AS RANGE");
        }
        if (!rewrite.is(as + 1, TokenKind.LEFT_PAREN)) {
            return;
        }
        rewrite.insertBefore(as + 1, "STRUCT");
        SqlText fields = rewrite.text().part(as + 2, rewrite.pastGroup(as + 1) - 1);
        if (fields.isEmpty()) {
            throw refused("a composite type without attributes");
        }
        for (SqlText field : fields.splitAtCommas()) {
            TypeNames.rewrite(rewrite, field.from() + 1);
        }
    }

    private static PgException refused(String what) {
        return PgException.notSupported(
                what + " is not supported", "Enumerations and composite types are.");
    }
}
