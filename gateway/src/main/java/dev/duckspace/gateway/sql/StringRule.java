package dev.duckspace.gateway.sql;

/**
 * {@code E'..'} and {@code U&'..'} become plain literals, since the engine reads their Unicode
 * escapes wrongly or not at all.
 */
final class StringRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        TokenKind kind = tokens.kind(at);
        boolean unicode = kind == TokenKind.UNICODE_STRING || kind == TokenKind.UNICODE_IDENTIFIER;
        int past = unicode && rewrite.is(at + 1, Keyword.UESCAPE) ? at + 3 : at + 1;
        if (kind == TokenKind.UNICODE_IDENTIFIER) {
            rewrite.replace(at, past, Literals.quoteIdentifier(value(rewrite, at, past)));
        } else if (kind == TokenKind.STRING && isOfUnknownType(rewrite, at)) {
            rewrite.replace(at, past, "NULL");
        } else if (kind == TokenKind.STRING && isNumber(rewrite, at)) {
            rewrite.replace(at, past, ' ' + Literals.string(tokens, at));
        } else if (kind != TokenKind.STRING) {
            rewrite.replace(at, past, Literals.quote(value(rewrite, at, past)));
        }
    }

    private static String value(Rewrite rewrite, int at, int past) {
        Tokens tokens = rewrite.tokens();
        if (tokens.is(at, TokenKind.UNICODE_STRING)
                || tokens.is(at, TokenKind.UNICODE_IDENTIFIER)) {
            char escape =
                    past == at + 3
                            ? UnicodeEscapes.escapeCharacter(tokens, at + 2, rewrite.to())
                            : '\\';
            return Literals.unicode(tokens, at, escape);
        }
        return Literals.string(tokens, at);
    }

    /** {@code pg_typeof('x')}: a bare literal has no type yet. */
    private static boolean isOfUnknownType(Rewrite rewrite, int at) {
        return rewrite.is(at - 1, TokenKind.LEFT_PAREN)
                && rewrite.is(at + 1, TokenKind.RIGHT_PAREN)
                && at - 2 >= rewrite.from()
                && rewrite.tokens().isWord(at - 2, "pg_typeof");
    }

    /** {@code '5' + 3}: a bare literal beside a number is one of its type. */
    private static boolean isNumber(Rewrite rewrite, int at) {
        if (!beginsOperand(rewrite, at - 1) || rewrite.is(at + 1, TokenKind.CAST)) {
            return false;
        }
        boolean before = isArithmetic(rewrite, at - 1) && isInteger(rewrite, at - 2);
        boolean after = isArithmetic(rewrite, at + 1) && isInteger(rewrite, at + 2);
        if (!before && !after) {
            return false;
        }
        String text = Literals.string(rewrite.tokens(), at);
        return !text.isEmpty()
                && text.length() < 10
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Not the text of a typed literal. */
    private static boolean beginsOperand(Rewrite rewrite, int before) {
        return rewrite.is(before, TokenKind.OPERATOR)
                || rewrite.is(before, TokenKind.LEFT_PAREN)
                || rewrite.is(before, TokenKind.COMMA)
                || rewrite.is(before, Keyword.SELECT)
                || rewrite.is(before, Keyword.WHERE);
    }

    private static boolean isInteger(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.INTEGER);
    }

    private static boolean isArithmetic(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.OPERATOR)
                && switch (rewrite.tokens().text(at)) {
                    case "+", "-", "*", "/", "%" -> true;
                    default -> false;
                };
    }
}
