package dev.duckspace.gateway.sql;

/** The type in {@code numeric '1.5'}. */
final class TypedLiteralRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (rewrite.is(at - 1, TokenKind.DOT) && !qualified(rewrite, at)) {
            return;
        }
        int past = TypeNames.pastType(rewrite, at);
        if (past > at
                && past < rewrite.to()
                && Literals.isString(rewrite.tokens().kind(past))
                && !rewrite.is(at - 1, TokenKind.CAST)
                && !rewrite.is(at - 1, Keyword.AS)) {
            TypeNames.rewrite(rewrite, at, CharacterTypes.Use.LITERAL);
        }
    }

    private static boolean qualified(Rewrite rewrite, int at) {
        return CatalogQualifierRule.qualifies(rewrite, at - 2);
    }
}
