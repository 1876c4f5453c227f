package dev.duckspace.gateway.sql;

/**
 * {@code FROM f(1) AS n}, where f is a user's function that returns a set of values: the alias
 * names the column too, as in PostgreSQL.
 */
final class FunctionAliasRule {
    private FunctionAliasRule() {}

    static void apply(Rewrite rewrite, int name) {
        Relations relations = rewrite.context().relations();
        if (relations == Relations.NONE || !Clauses.isTable(rewrite, name)) {
            return;
        }
        int past = rewrite.pastGroup(name + 1);
        int alias = rewrite.is(past, Keyword.AS) ? past + 1 : past;
        if (!rewrite.isName(alias) || rewrite.is(alias + 1, TokenKind.LEFT_PAREN)) {
            return;
        }
        int first = rewrite.is(name - 1, TokenKind.DOT) ? name - 2 : name;
        boolean values =
                relations
                        .function(Names.parts(rewrite, first))
                        .filter(f -> CreateFunctionRule.isSetOfValues(f, relations))
                        .isPresent();
        if (values) {
            rewrite.insertAfter(alias, '(' + rewrite.source(alias, alias + 1) + ')');
        }
    }
}
