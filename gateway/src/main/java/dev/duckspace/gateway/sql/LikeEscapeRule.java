package dev.duckspace.gateway.sql;

/**
 * PostgreSQL's LIKE takes the backslash as its escape, the engine's takes none unless told: {@code
 * ESCAPE '\'} is added where the pattern may hold one.
 */
final class LikeEscapeRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        int first = at + 1;
        boolean not = rewrite.is(at - 1, Keyword.NOT);
        String name = (not ? "@!~~" : "@~~") + (rewrite.is(at, Keyword.ILIKE) ? "*" : "");
        if (OperatorTokenRule.replaceOverArray(rewrite, not ? at - 1 : at, at, name)) {
            return;
        }
        if (rewrite.is(at - 1, TokenKind.LEFT_PAREN)
                || rewrite.is(first, Keyword.ANY)
                || rewrite.is(first, Keyword.SOME)
                || rewrite.is(first, Keyword.ALL)) {
            return;
        }
        int past = pastPattern(rewrite, first);
        if (past > first
                && !rewrite.is(past, Keyword.ESCAPE)
                && mayHoldBackslash(rewrite, first, past)) {
            rewrite.insertAfter(past - 1, " ESCAPE '\\'");
        }
    }

    /** Past operands joined by operators that bind tighter than LIKE. */
    static int pastPattern(Rewrite rewrite, int first) {
        int at = first;
        while (true) {
            int past = pastOperand(rewrite, at);
            if (past == at) {
                return at == first ? first : at - 1;
            }
            at = past;
            if (!bindsTighter(rewrite, at)) {
                return at;
            }
            at++;
        }
    }

    private static boolean bindsTighter(Rewrite rewrite, int at) {
        if (!rewrite.is(at, TokenKind.OPERATOR)) {
            return false;
        }
        return switch (rewrite.tokens().text(at)) {
            case "=", "<", ">", "<=", ">=", "<>", "!=" -> false;
            default -> true;
        };
    }

    private static int pastOperand(Rewrite rewrite, int from) {
        int at = from;
        while (at < rewrite.to()) {
            if (rewrite.is(at, TokenKind.CAST)) {
                at = TypeNames.pastType(rewrite, at + 1);
            } else if (rewrite.is(at, TokenKind.DOT)) {
                at++;
            } else if (at > from
                    && !rewrite.is(at - 1, TokenKind.DOT)
                    && rewrite.tokens().depthChange(at) <= 0) {
                return at;
            } else if (startsOperand(rewrite, at)) {
                at = rewrite.past(at);
            } else {
                return at;
            }
        }
        return at;
    }

    private static boolean startsOperand(Rewrite rewrite, int at) {
        TokenKind kind = rewrite.tokens().kind(at);
        return Literals.isString(kind)
                || kind == TokenKind.PARAMETER
                || kind == TokenKind.INTEGER
                || kind == TokenKind.NUMERIC
                || kind == TokenKind.LEFT_PAREN
                || kind == TokenKind.LEFT_BRACKET
                || rewrite.isName(at)
                || rewrite.is(at, Keyword.CAST);
    }

    private static boolean mayHoldBackslash(Rewrite rewrite, int from, int to) {
        for (int at = from; at < to; at++) {
            TokenKind kind = rewrite.tokens().kind(at);
            boolean plain = kind == TokenKind.STRING || kind == TokenKind.DOLLAR_STRING;
            if (plain && rewrite.tokens().text(at).indexOf('\\') < 0) {
                continue;
            }
            if (kind != TokenKind.OPERATOR) {
                return true;
            }
        }
        return false;
    }
}
