package dev.duckspace.gateway.sql;

import org.jspecify.annotations.Nullable;

/** Operators by the names that the engine knows them under: {@link OperatorNames}. */
final class OperatorTokenRule implements RewriteRule {
    private static final String NOTHING = "::pg_null";

    @Override
    public void apply(Rewrite rewrite, int at) {
        if (rewrite.tokens().isOperator(at, "||")) {
            concatenated(rewrite, at);
        } else if (comparesDocument(rewrite, at)) {
            boolean equal = rewrite.tokens().isOperator(at, "=");
            rewrite.replace(at, at + 1, equal ? " @= " : " @!= ");
            return;
        }
        String name = OperatorNames.engineName(rewrite.tokens(), at);
        if (name != null && followsOperand(rewrite, at) && !isOfEngine(rewrite, at)) {
            // Blanks, so that it does not run into a sign after it.
            boolean matches = name.startsWith("@~") || name.startsWith("@!~");
            if (!matches || !replaceOverArray(rewrite, at, name)) {
                rewrite.replace(at, at + 1, ' ' + name + ' ');
            }
        }
    }

    /** A bare NULL beside an array is nothing to add to it. */
    private static void concatenated(Rewrite rewrite, int at) {
        if (rewrite.is(at + 1, Keyword.NULL)) {
            int past =
                    rewrite.is(at + 2, TokenKind.CAST)
                            ? TypeNames.pastType(rewrite, at + 3)
                            : at + 2;
            if (past == at + 2 || rewrite.is(past - 1, TokenKind.RIGHT_BRACKET)) {
                rewrite.replace(at + 1, past, "NULL" + NOTHING);
            }
        } else if (rewrite.is(at - 1, Keyword.NULL) && !isIn(rewrite, at - 2)) {
            rewrite.insertAfter(at - 1, NOTHING);
        }
    }

    /**
     * {@code x = '1.0'::jsonb}, which is true of 1 too: the engine compares bytes, and these keep
     * the scale.
     */
    private static boolean comparesDocument(Rewrite rewrite, int at) {
        boolean before = rewrite.is(at - 2, TokenKind.CAST);
        boolean behind = rewrite.is(at + 2, TokenKind.CAST);
        if (!before && !behind) {
            return false;
        }
        Tokens tokens = rewrite.tokens();
        boolean equality =
                tokens.isOperator(at, "=")
                        || tokens.isOperator(at, "<>")
                        || tokens.isOperator(at, "!=");
        boolean left = before && rewrite.is(at - 1, Keyword.JSONB) && rewrite.isString(at - 3);
        boolean right =
                behind
                        && rewrite.isString(at + 1)
                        && rewrite.is(at + 3, Keyword.JSONB)
                        && !rewrite.is(at + 4, TokenKind.OPERATOR)
                        && !rewrite.is(at + 4, TokenKind.LEFT_BRACKET);
        return equality && (right || (left && endsOperand(rewrite, at + 1)));
    }

    /** Whether the operand that begins here ends before any other operator. */
    private static boolean endsOperand(Rewrite rewrite, int from) {
        int at = from;
        while (at < rewrite.to()
                && !rewrite.is(at, TokenKind.OPERATOR)
                && !rewrite.is(at, TokenKind.COMMA)
                && !rewrite.is(at, TokenKind.RIGHT_PAREN)
                && !rewrite.is(at, Keyword.AND)
                && !rewrite.is(at, Keyword.OR)) {
            at = rewrite.past(at);
        }
        return !rewrite.is(at, TokenKind.OPERATOR);
    }

    /** Whether NULL ends {@code a || NULL} or {@code IS NULL}. */
    private static boolean isIn(Rewrite rewrite, int before) {
        return rewrite.is(before, TokenKind.OPERATOR)
                || rewrite.is(before, Keyword.IS)
                || rewrite.is(before, Keyword.NOT);
    }

    /**
     * {@code x ~ ANY (array)}, which the engine knows of comparisons only; ALL by a name of its
     * own.
     */
    private static boolean replaceOverArray(Rewrite rewrite, int at, String name) {
        return replaceOverArray(rewrite, at, at, name);
    }

    /** Of an operator of one token or two. */
    static boolean replaceOverArray(Rewrite rewrite, int from, int at, String name) {
        boolean all = rewrite.is(at + 1, Keyword.ALL);
        if (!all && !rewrite.is(at + 1, Keyword.ANY) && !rewrite.is(at + 1, Keyword.SOME)) {
            return false;
        }
        if (!rewrite.is(at + 2, TokenKind.LEFT_PAREN)) {
            return false;
        }
        boolean query =
                rewrite.is(at + 3, Keyword.SELECT)
                        || rewrite.is(at + 3, Keyword.VALUES)
                        || rewrite.is(at + 3, Keyword.WITH);
        rewrite.replace(from, at + 2, ' ' + name + (all ? "& " : " ") + (query ? "array" : ""));
        return true;
    }

    /** DuckDB's lambda, and its access by a path: {@code j -> '$.a'}. */
    private static boolean isOfEngine(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        boolean arrow = tokens.isOperator(at, "->");
        if (!arrow && !tokens.isOperator(at, "->>")) {
            return false;
        }
        boolean path =
                rewrite.is(at + 1, TokenKind.STRING)
                        && (tokens.source().startsWith("'$", tokens.start(at + 1))
                                || tokens.source().startsWith("'/", tokens.start(at + 1)));
        return path || (arrow && LambdaArrow.isAt(rewrite, at));
    }

    /** DuckDB's {@code #1} and {@code ?} stand where an operand begins. */
    static boolean followsOperand(Rewrite rewrite, int at) {
        if (at == rewrite.from()) {
            return false;
        }
        return switch (rewrite.tokens().kind(at - 1)) {
            case IDENTIFIER -> {
                @Nullable Keyword keyword = rewrite.tokens().keyword(at - 1);
                yield keyword == null || !keyword.reserved() || endsOperand(keyword);
            }
            case QUOTED_IDENTIFIER,
                    UNICODE_IDENTIFIER,
                    STRING,
                    ESCAPE_STRING,
                    UNICODE_STRING,
                    DOLLAR_STRING,
                    BIT_STRING,
                    HEX_STRING,
                    INTEGER,
                    NUMERIC,
                    PARAMETER,
                    RIGHT_PAREN,
                    RIGHT_BRACKET,
                    RIGHT_BRACE ->
                    true;
            case OPERATOR,
                    CAST,
                    COLON_EQUALS,
                    EQUALS_GREATER,
                    DOT_DOT,
                    DOT,
                    COMMA,
                    COLON,
                    SEMICOLON,
                    LEFT_PAREN,
                    LEFT_BRACKET,
                    LEFT_BRACE,
                    OTHER,
                    END ->
                    false;
        };
    }

    private static boolean endsOperand(Keyword keyword) {
        return keyword == Keyword.NULL
                || keyword == Keyword.TRUE
                || keyword == Keyword.FALSE
                || keyword == Keyword.END;
    }
}
