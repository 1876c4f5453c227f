package dev.duckspace.gateway.sql;

/** A column under another name in the engine's text of a check, a default or an index. */
final class ColumnNames {
    private ColumnNames() {}

    /** The expression reads one table only, so that each such name is the column's. */
    static String renamed(String expression, String column, String to) {
        Tokens tokens = Tokenizer.tokenize(expression);
        StringBuilder text = new StringBuilder(expression.length());
        int copied = 0;
        for (int at = 0; at < tokens.count(); at++) {
            if (isColumn(tokens, at, column)) {
                text.append(expression, copied, tokens.start(at))
                        .append(Literals.quoteIdentifier(to));
                copied = tokens.end(at);
            }
        }
        return text.append(expression, copied, expression.length()).toString();
    }

    private static boolean isColumn(Tokens tokens, int at, String column) {
        boolean name =
                tokens.is(at, TokenKind.IDENTIFIER) || tokens.is(at, TokenKind.QUOTED_IDENTIFIER);
        return name
                && Literals.identifier(tokens, at).equalsIgnoreCase(column)
                && !tokens.is(at + 1, TokenKind.LEFT_PAREN)
                && (at == 0
                        || !(tokens.is(at - 1, Keyword.AS)
                                || tokens.is(at - 1, TokenKind.CAST)
                                || tokens.is(at - 1, TokenKind.DOT)));
    }
}
