package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.TimeColumn;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Columns of times with a precision have types of their own, which the engine would prefer to any
 * other where values of two types meet. What is done with such a column is done with a value of the
 * plain type, as in PostgreSQL. A column is known by its name.
 */
final class TimeColumnRule {
    private static final Set<String> OPERATORS =
            Set.of("=", "<>", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/");

    /** Functions whose results have the type of their arguments. */
    private static final Set<String> FUNCTIONS =
            Set.of(
                    "coalesce",
                    "greatest",
                    "least",
                    "nullif",
                    "ifnull",
                    "max",
                    "min",
                    "lag",
                    "lead",
                    "first_value",
                    "last_value",
                    "nth_value",
                    "array_agg",
                    "mode");

    private TimeColumnRule() {}

    /** At the last part of a name. */
    static void apply(Rewrite rewrite, int at) {
        if (rewrite.is(at + 1, TokenKind.DOT) || rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            return;
        }
        int first = at;
        while (rewrite.is(first - 1, TokenKind.DOT)) {
            first -= 2;
        }
        if (isConcatenation(rewrite, first - 1) || isConcatenation(rewrite, at + 1)) {
            style(rewrite, first, at);
            return;
        }
        boolean operand = isOperand(rewrite, first - 1, at + 1);
        boolean item = !operand && isItem(rewrite, first - 1, at + 1);
        if ((!operand && !item) || isDefinition(rewrite) || !rewrite.isName(at)) {
            return;
        }
        TimeColumn column = column(rewrite, at);
        if (column != null && column.precise() && !isTarget(rewrite, first - 1, at + 1)) {
            boolean bare = item && !isRenamed(rewrite, at + 1);
            String label = bare ? " AS " + Literals.quoteIdentifier(name(rewrite, at)) : "";
            // Not a cast: what has the column's name may be of any type.
            rewrite.insertBefore(first, "pg_plain(");
            rewrite.insertAfter(at, ")" + label);
        }
    }

    private static boolean isConcatenation(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.OPERATOR) && rewrite.tokens().isOperator(at, "||");
    }

    /** The engine's own text of such a time knows no DateStyle. */
    private static void style(Rewrite rewrite, int first, int at) {
        if (!rewrite.isName(at) || rewrite.context().relations().writesIsoDates()) {
            return;
        }
        TimeColumn column = column(rewrite, at);
        if (column != null && column.type().equals("TIMESTAMPTZ")) {
            rewrite.insertBefore(first, "pg_text(");
            rewrite.insertAfter(at, ")");
        }
    }

    private static @Nullable TimeColumn column(Rewrite rewrite, int at) {
        Map<String, TimeColumn> columns = rewrite.context().relations().timeColumns();
        return columns.isEmpty() ? null : columns.get(name(rewrite, at).toLowerCase(Locale.ROOT));
    }

    private static String name(Rewrite rewrite, int at) {
        return Literals.identifier(rewrite.tokens(), at);
    }

    /** The statement is about columns, not about values. */
    private static boolean isDefinition(Rewrite rewrite) {
        return switch (rewrite.leading()) {
            case CREATE_TABLE, ALTER_TABLE, CREATE_INDEX -> true;
            default -> false;
        };
    }

    private static boolean isOperand(Rewrite rewrite, int before, int next) {
        return isOperator(rewrite, before)
                || isOperator(rewrite, next)
                || rewrite.is(before, Keyword.THEN)
                || rewrite.is(before, Keyword.ELSE)
                || rewrite.is(before, Keyword.AND)
                || isWord(rewrite, before, "between")
                || isWord(rewrite, next, "between")
                || rewrite.is(next, Keyword.IN)
                || isWord(rewrite, next, "range")
                || (rewrite.is(next, Keyword.NOT) && !rewrite.is(next + 1, Keyword.NULL))
                || (rewrite.is(next, Keyword.IS) && isDistinct(rewrite, next + 1))
                || isListed(rewrite, before);
    }

    private static boolean isOperator(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.OPERATOR) && OPERATORS.contains(rewrite.tokens().text(at));
    }

    private static boolean isWord(Rewrite rewrite, int at, String word) {
        return rewrite.is(at, TokenKind.IDENTIFIER) && rewrite.tokens().isWord(at, word);
    }

    private static boolean isDistinct(Rewrite rewrite, int at) {
        return rewrite.is(at, Keyword.DISTINCT)
                || (rewrite.is(at, Keyword.NOT) && rewrite.is(at + 1, Keyword.DISTINCT));
    }

    /** Among the arguments of such a function, in an array or behind IN. */
    private static boolean isListed(Rewrite rewrite, int before) {
        if (!rewrite.is(before, TokenKind.COMMA)
                && !rewrite.is(before, TokenKind.LEFT_PAREN)
                && !rewrite.is(before, TokenKind.LEFT_BRACKET)) {
            return false;
        }
        int open = opening(rewrite, before);
        if (rewrite.is(open, TokenKind.LEFT_BRACKET)) {
            return rewrite.is(open - 1, Keyword.ARRAY);
        }
        return rewrite.is(open, TokenKind.LEFT_PAREN)
                && (rewrite.is(open - 1, Keyword.IN)
                        || (rewrite.is(open - 1, TokenKind.IDENTIFIER)
                                && FUNCTIONS.contains(
                                        rewrite.tokens().text(open - 1).toLowerCase(Locale.ROOT))));
    }

    /** The bracket that is open at a token, which may be itself; before the statement for none. */
    private static int opening(Rewrite rewrite, int from) {
        int depth = 1;
        for (int at = from; at >= rewrite.from(); at--) {
            depth -= rewrite.tokens().depthChange(at);
            if (depth == 0) {
                return at;
            }
        }
        return rewrite.from() - 1;
    }

    /** An item of a select list that has another name, or meets the items of another query. */
    private static boolean isItem(Rewrite rewrite, int before, int next) {
        boolean begins =
                rewrite.is(before, TokenKind.COMMA)
                        || rewrite.is(before, Keyword.SELECT)
                        || rewrite.is(before, Keyword.DISTINCT);
        if (!begins) {
            return false;
        }
        if (isRenamed(rewrite, next)) {
            return clause(rewrite, before) == Keyword.SELECT;
        }
        boolean ends =
                rewrite.is(next, TokenKind.COMMA)
                        || rewrite.is(next, Keyword.FROM)
                        || isCombination(rewrite, next);
        return ends && isCombined(rewrite) && clause(rewrite, before) == Keyword.SELECT;
    }

    private static boolean isRenamed(Rewrite rewrite, int next) {
        return rewrite.is(next, Keyword.AS) || rewrite.isAlias(next);
    }

    private static boolean isCombination(Rewrite rewrite, int at) {
        return rewrite.is(at, Keyword.UNION)
                || rewrite.is(at, Keyword.INTERSECT)
                || rewrite.is(at, Keyword.EXCEPT);
    }

    private static boolean isCombined(Rewrite rewrite) {
        for (int at = rewrite.from(); at < rewrite.to(); at++) {
            if (isCombination(rewrite, at)) {
                return true;
            }
        }
        return false;
    }

    /** The word that the clause begins with, as far as it matters here. */
    private static @Nullable Keyword clause(Rewrite rewrite, int from) {
        int depth = 0;
        for (int at = from; at >= rewrite.from(); at--) {
            depth -= rewrite.tokens().depthChange(at);
            if (depth < 0) {
                return null;
            }
            Keyword keyword = depth == 0 ? rewrite.tokens().keyword(at) : null;
            if (keyword == Keyword.SELECT
                    || (keyword == Keyword.FROM && !rewrite.is(at - 1, Keyword.DISTINCT))
                    || keyword == Keyword.SET
                    || keyword == Keyword.WITH
                    || keyword == Keyword.GROUP
                    || keyword == Keyword.ORDER
                    || keyword == Keyword.WHERE
                    || keyword == Keyword.RETURNING) {
                return keyword;
            }
        }
        return null;
    }

    /** What SET assigns to. */
    static boolean isTarget(Rewrite rewrite, int before, int next) {
        return rewrite.tokens().isOperator(next, "=")
                && (rewrite.is(before, Keyword.SET)
                        || (rewrite.is(before, TokenKind.COMMA)
                                && clause(rewrite, before) == Keyword.SET));
    }
}
