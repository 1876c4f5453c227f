package dev.duckspace.gateway.sql;

/** Calls of functions under the names that the engine knows them by: {@link FunctionNames}. */
final class FunctionNameRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (!rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            return;
        }
        String name = FunctionNames.engineName(rewrite.tokens(), at);
        if (name != null && isCall(rewrite, at) && !rewrite.pivots()) {
            rewrite.replace(at, at + 1, EngineAggregates.nameOf(rewrite, at, name));
        } else if (name == null) {
            result(rewrite, at);
        }
    }

    /** Narrows the result where the engine's type is wider than PostgreSQL's. */
    private static void result(Rewrite rewrite, int at) {
        String type = ResultTypes.of(rewrite.tokens(), at);
        if (type != null && !rewrite.is(at - 1, TokenKind.DOT) && isCall(rewrite, at)) {
            rewrite.insertBefore(at, "(");
            rewrite.insertAfter(ResultTypes.pastCall(rewrite, at) - 1, "::" + type + ')');
        }
    }

    /** Whether it is no table, alias, common table expression or function being defined. */
    static boolean isCall(Rewrite rewrite, int at) {
        if (rewrite.is(at - 1, TokenKind.DOT)) {
            return CatalogQualifierRule.named(rewrite, at - 2, Keyword.PG_CATALOG)
                    && !rewrite.is(at - 3, TokenKind.DOT);
        }
        Tokens tokens = rewrite.tokens();
        if (at == rewrite.from()) {
            return true;
        }
        boolean afterName =
                rewrite.is(at - 1, TokenKind.QUOTED_IDENTIFIER)
                        || (rewrite.is(at - 1, TokenKind.IDENTIFIER)
                                && tokens.keyword(at - 1) == null
                                && !tokens.isWord(at - 1, "by"));
        return !afterName && !names(rewrite, at - 1) && !isCommonTable(rewrite, at);
    }

    /** Whether what follows the token is a name that is defined or written to. */
    private static boolean names(Rewrite rewrite, int at) {
        return rewrite.is(at, Keyword.TABLE)
                || rewrite.is(at, Keyword.INTO)
                || rewrite.is(at, Keyword.AS)
                || rewrite.is(at, Keyword.REFERENCES)
                || rewrite.is(at, Keyword.WITH)
                || rewrite.is(at, Keyword.RECURSIVE)
                || rewrite.is(at, Keyword.VIEW)
                || rewrite.is(at, Keyword.TYPE)
                || rewrite.is(at, Keyword.FUNCTION)
                || rewrite.tokens().isWord(at, "macro")
                || (rewrite.is(at, Keyword.EXISTS)
                        && rewrite.is(at - 1, Keyword.NOT)
                        && rewrite.is(at - 2, Keyword.IF))
                || (rewrite.is(at, Keyword.ON) && rewrite.leading() == Leading.CREATE_INDEX);
    }

    private static boolean isCommonTable(Rewrite rewrite, int at) {
        int past = rewrite.pastGroup(at + 1);
        return rewrite.is(past, Keyword.AS)
                && (rewrite.is(past + 1, TokenKind.LEFT_PAREN)
                        || rewrite.is(past + 1, Keyword.MATERIALIZED)
                        || (rewrite.is(past + 1, Keyword.NOT)
                                && rewrite.is(past + 2, Keyword.MATERIALIZED)));
    }
}
