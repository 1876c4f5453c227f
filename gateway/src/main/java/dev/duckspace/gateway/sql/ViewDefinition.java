package dev.duckspace.gateway.sql;

import java.util.Optional;

/**
 * The engine's CREATE VIEW statement in two parts.
 *
 * @param columns the list of the view's column names with its brackets; empty without one
 * @param query without the semicolon
 */
public record ViewDefinition(String columns, String query) {

    public static Optional<ViewDefinition> of(String sql) {
        Tokens tokens = Tokenizer.tokenize(sql);
        int past = tokens.count();
        while (past > 0
                && (tokens.is(past - 1, TokenKind.END)
                        || tokens.is(past - 1, TokenKind.SEMICOLON))) {
            past--;
        }
        String columns = "";
        for (int at = 0; at < past; at++) {
            if (tokens.is(at, TokenKind.LEFT_PAREN)) {
                int close = tokens.pastGroup(at, past);
                if (close < 0) {
                    return Optional.empty();
                }
                columns = sql.substring(tokens.start(at), tokens.end(close - 1));
                at = close - 1;
            } else if (tokens.is(at, Keyword.AS) && at + 1 < past) {
                return Optional.of(
                        new ViewDefinition(
                                columns,
                                sql.substring(tokens.start(at + 1), tokens.end(past - 1))));
            }
        }
        return Optional.empty();
    }

    /** Whether the query may read a column of this name, if only by a star. */
    public boolean mentions(String column) {
        Tokens tokens = Tokenizer.tokenize(query);
        for (int at = 0; at < tokens.count(); at++) {
            boolean star =
                    tokens.isOperator(at, "*")
                            && (at == 0
                                    || tokens.is(at - 1, Keyword.SELECT)
                                    || tokens.is(at - 1, Keyword.DISTINCT)
                                    || tokens.is(at - 1, TokenKind.COMMA)
                                    || tokens.is(at - 1, TokenKind.DOT));
            boolean name =
                    (tokens.is(at, TokenKind.IDENTIFIER)
                                    || tokens.is(at, TokenKind.QUOTED_IDENTIFIER))
                            && Literals.identifier(tokens, at).equalsIgnoreCase(column);
            if (star || name) {
                return true;
            }
        }
        return false;
    }
}
