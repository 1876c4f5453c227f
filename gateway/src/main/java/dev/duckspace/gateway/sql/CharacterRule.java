package dev.duckspace.gateway.sql;

import java.util.Locale;
import java.util.Set;

/**
 * Columns of {@code char(n)}, which are kept without the blanks at their end, and are known by
 * their names. Patterns see the blanks. Beside another text they are texts without blanks, where
 * the engine would make the other one a {@code char(n)} too; literals and parameters are.
 */
final class CharacterRule {
    private static final String TEXT = "::VARCHAR";
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");
    private static final Set<String> PATTERNS =
            Set.of("~", "!~", "~*", "!~*", "~~", "!~~", "~~*", "!~~*");

    private CharacterRule() {}

    /** At an operator. */
    static void apply(Rewrite rewrite, int at) {
        String operator = rewrite.tokens().text(at);
        if (COMPARISONS.contains(operator)) {
            compared(rewrite, at);
        } else if (PATTERNS.contains(operator)) {
            padded(rewrite, at - 1);
        }
    }

    /** At LIKE, ILIKE or SIMILAR. */
    static void matched(Rewrite rewrite, int at) {
        padded(rewrite, rewrite.is(at - 1, Keyword.NOT) ? at - 2 : at - 1);
    }

    /** At the {@code ::} of {@code c::bytea}. */
    static void cast(Rewrite rewrite, int at) {
        if (rewrite.is(at + 1, Keyword.BYTEA)) {
            padded(rewrite, at - 1);
        }
    }

    private static void compared(Rewrite rewrite, int at) {
        int left = at - 1;
        int right = at + 1;
        int past = rewrite.isName(right) ? rewrite.pastName(right) : right;
        boolean column =
                past > right
                        && !rewrite.is(past, TokenKind.LEFT_PAREN)
                        && !rewrite.is(past, TokenKind.LEFT_BRACKET)
                        && !rewrite.is(past, TokenKind.CAST)
                        && isCharacter(rewrite, past - 1);
        boolean before = isColumn(rewrite, left) && !isAssignment(rewrite, left);
        if (before && rewrite.is(right, TokenKind.PARAMETER)) {
            rewrite.insertAfter(right, TEXT);
        } else if (column && rewrite.is(left, TokenKind.PARAMETER)) {
            rewrite.insertAfter(left, TEXT);
        } else if (before && !column && isText(rewrite, right)) {
            rewrite.insertAfter(left, TEXT);
        } else if (column && !isColumn(rewrite, left) && isTextBefore(rewrite, left)) {
            rewrite.insertAfter(past - 1, TEXT);
        }
    }

    /** {@code SET a = 1, c = 2}. */
    private static boolean isAssignment(Rewrite rewrite, int name) {
        int at = name - 1;
        int depth = 0;
        if (!rewrite.is(at, TokenKind.COMMA)) {
            return rewrite.is(at, Keyword.SET);
        }
        for (; at > rewrite.from() && depth <= 0; at--) {
            depth += rewrite.tokens().depthChange(at);
            if (depth == 0
                    && (rewrite.is(at, Keyword.SELECT)
                            || rewrite.is(at, Keyword.BY)
                            || rewrite.is(at, Keyword.VALUES)
                            || rewrite.is(at, Keyword.RETURNING))) {
                return false;
            }
            if (depth == 0 && rewrite.is(at, Keyword.SET)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isText(Rewrite rewrite, int from) {
        int first = from;
        while (rewrite.is(first, TokenKind.LEFT_PAREN)) {
            first++;
        }
        if (rewrite.isString(first)) {
            return (rewrite.is(first + 1, TokenKind.CAST)
                            && rewrite.tokens().isWord(first + 2, "text"))
                    || (rewrite.is(first + 1, TokenKind.OPERATOR)
                            && rewrite.tokens().isOperator(first + 1, "||"));
        }
        return !isUntyped(rewrite, first)
                && !rewrite.is(first, Keyword.ANY)
                && !rewrite.is(first, Keyword.SOME)
                && !rewrite.is(first, Keyword.ALL)
                && !rewrite.is(first, Keyword.CHAR)
                && !rewrite.is(first, Keyword.BPCHAR);
    }

    private static boolean isTextBefore(Rewrite rewrite, int last) {
        int at = last;
        while (rewrite.is(at, TokenKind.RIGHT_PAREN) && rewrite.isString(at - 1)) {
            at--;
        }
        return !rewrite.isString(at) && !isUntyped(rewrite, at);
    }

    private static boolean isUntyped(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.PARAMETER) || rewrite.is(at, Keyword.NULL);
    }

    private static void padded(Rewrite rewrite, int last) {
        if (!isColumn(rewrite, last)) {
            return;
        }
        int first = last;
        while (rewrite.is(first - 1, TokenKind.DOT)) {
            first -= 2;
        }
        rewrite.wrap(first, "pg_text(");
        rewrite.insertAfter(last, ")");
    }

    /** Whether the name that ends here is that of such a column, and no type. */
    private static boolean isColumn(Rewrite rewrite, int last) {
        return rewrite.isName(last)
                && !rewrite.is(last - 1, TokenKind.CAST)
                && isCharacter(rewrite, last);
    }

    private static boolean isCharacter(Rewrite rewrite, int name) {
        Set<String> names = rewrite.context().relations().typedNames().characters();
        return !names.isEmpty()
                && names.contains(
                        Literals.identifier(rewrite.tokens(), name).toLowerCase(Locale.ROOT));
    }
}
