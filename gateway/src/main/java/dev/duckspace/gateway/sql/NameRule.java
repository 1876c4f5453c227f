package dev.duckspace.gateway.sql;

/**
 * Words that name things in PostgreSQL without quotes and that the engine takes for its own:
 * columns {@code at}, {@code by} or {@code show}, and any word that PostgreSQL takes as a label
 * without AS, at the end of an item of a select list.
 */
final class NameRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        Keyword keyword = rewrite.tokens().keyword(at);
        boolean label = isLabel(rewrite, at);
        boolean name =
                switch (keyword) {
                    case AT ->
                            label
                                    || namesTable(rewrite, at)
                                    || ((isName(rewrite, at) || isTablesAlias(rewrite, at))
                                            && !isTimeZone(rewrite, at));
                    case BY -> label || (isName(rewrite, at) && !afterClause(rewrite, at));
                    case DELETE ->
                            label
                                    || (isName(rewrite, at)
                                            && !(rewrite.leading() == Leading.MERGE
                                                    && rewrite.is(at - 1, Keyword.THEN)));
                    case SHOW, COPY, TRUNCATE -> label || isName(rewrite, at);
                    case null, default -> label;
                };
        if (name && at > rewrite.from()) {
            rewrite.replace(
                    at,
                    at + 1,
                    Literals.quoteIdentifier(Literals.identifier(rewrite.tokens(), at)));
        }
    }

    /** The last word of an item that is complete without it. */
    private static boolean isLabel(Rewrite rewrite, int at) {
        boolean operand = endsOperand(rewrite, at - 1);
        return operand
                && Clauses.endsItem(rewrite, at + 1)
                && Clauses.clause(rewrite, at) == Keyword.SELECT
                && !closesCase(rewrite, at);
    }

    private static boolean endsOperand(Rewrite rewrite, int at) {
        return switch (at >= rewrite.from() ? rewrite.tokens().kind(at) : TokenKind.END) {
            case INTEGER,
                    NUMERIC,
                    STRING,
                    RIGHT_PAREN,
                    RIGHT_BRACKET,
                    PARAMETER,
                    QUOTED_IDENTIFIER ->
                    true;
            case IDENTIFIER -> {
                Keyword keyword = rewrite.tokens().keyword(at);
                yield keyword == null
                        || keyword == Keyword.END
                        || keyword == Keyword.NULL
                        || keyword == Keyword.TRUE
                        || keyword == Keyword.FALSE;
            }
            default -> false;
        };
    }

    private static boolean closesCase(Rewrite rewrite, int at) {
        if (!rewrite.is(at, Keyword.END)) {
            return false;
        }
        int open = 0;
        for (int i = at - 1; i >= rewrite.from(); i--) {
            if (rewrite.is(i, Keyword.END)) {
                open--;
            } else if (rewrite.is(i, Keyword.CASE)) {
                open++;
            }
        }
        return open > 0;
    }

    /** Where an operand, a column or an alias must stand. */
    private static boolean isName(Rewrite rewrite, int at) {
        if (rewrite.is(at + 1, TokenKind.LEFT_PAREN) || at == rewrite.from()) {
            return false;
        }
        Keyword before = rewrite.tokens().keyword(at - 1);
        boolean expects =
                rewrite.is(at - 1, TokenKind.COMMA)
                        || rewrite.is(at - 1, TokenKind.LEFT_PAREN)
                        || rewrite.is(at - 1, TokenKind.OPERATOR)
                        || rewrite.is(at - 1, TokenKind.DOT)
                        || (before != null && expectsName(before));
        boolean afterTable =
                rewrite.is(at - 1, TokenKind.RIGHT_PAREN)
                        && Clauses.clause(rewrite, at) == Keyword.FROM;
        boolean verb =
                rewrite.is(at - 1, TokenKind.LEFT_PAREN)
                        && !rewrite.is(at + 1, TokenKind.COMMA)
                        && !rewrite.is(at + 1, TokenKind.DOT)
                        && !rewrite.is(at + 1, TokenKind.RIGHT_PAREN)
                        && !rewrite.is(at + 1, TokenKind.OPERATOR)
                        && !(rewrite.leading() == Leading.CREATE_TABLE);
        return (expects || afterTable) && !verb;
    }

    /** {@code CREATE TABLE at (..)}, {@code FROM at}, {@code CREATE INDEX i ON at (..)}. */
    private static boolean namesTable(Rewrite rewrite, int at) {
        Keyword before = at > rewrite.from() ? rewrite.tokens().keyword(at - 1) : null;
        return switch (before) {
            case TABLE, FROM, INTO, UPDATE, JOIN, EXISTS, ONLY, VIEW, REFERENCES -> true;
            case ON -> rewrite.leading() == Leading.CREATE_INDEX;
            case null, default -> false;
        };
    }

    /** {@code FROM pg_attribute at LEFT JOIN ...}, as pg_dump writes. */
    private static boolean isTablesAlias(Rewrite rewrite, int at) {
        boolean afterName =
                rewrite.is(at - 1, TokenKind.QUOTED_IDENTIFIER)
                        || (rewrite.is(at - 1, TokenKind.IDENTIFIER)
                                && rewrite.tokens().keyword(at - 1) == null);
        return afterName && Clauses.clause(rewrite, at) == Keyword.FROM;
    }

    private static boolean expectsName(Keyword before) {
        return switch (before) {
            case SELECT,
                    WHERE,
                    BY,
                    AND,
                    OR,
                    NOT,
                    ON,
                    SET,
                    AS,
                    HAVING,
                    DISTINCT,
                    COLUMN,
                    WHEN,
                    THEN,
                    ELSE ->
                    true;
            default -> false;
        };
    }

    private static boolean isTimeZone(Rewrite rewrite, int at) {
        return rewrite.is(at + 1, Keyword.TIME);
    }

    private static boolean afterClause(Rewrite rewrite, int at) {
        return rewrite.is(at - 1, Keyword.GROUP)
                || rewrite.is(at - 1, Keyword.ORDER)
                || rewrite.is(at - 1, Keyword.PARTITION);
    }
}
