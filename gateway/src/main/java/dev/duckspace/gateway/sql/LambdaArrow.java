package dev.duckspace.gateway.sql;

import java.util.Locale;
import java.util.Set;

/**
 * Tells DuckDB's lambda {@code x -> x + 1} from PostgreSQL's operator: it stands in a call of a
 * function that takes one, behind a name or names in brackets that begin an argument.
 */
final class LambdaArrow {
    private static final Set<String> FUNCTIONS =
            Set.of(
                    "list_transform",
                    "list_apply",
                    "array_transform",
                    "array_apply",
                    "apply",
                    "list_filter",
                    "array_filter",
                    "filter",
                    "list_reduce",
                    "array_reduce",
                    "reduce",
                    "columns");

    private LambdaArrow() {}

    static boolean isAt(Rewrite rewrite, int arrow) {
        int first = beginning(rewrite, arrow);
        if (first < 0 || (!rewrite.is(first - 1, TokenKind.COMMA) && !opensCall(rewrite, first))) {
            return false;
        }
        int open = opening(rewrite, first - 1);
        return open > 0
                && rewrite.is(open - 1, TokenKind.IDENTIFIER)
                && FUNCTIONS.contains(rewrite.tokens().text(open - 1).toLowerCase(Locale.ROOT));
    }

    private static boolean opensCall(Rewrite rewrite, int first) {
        return rewrite.is(first - 1, TokenKind.LEFT_PAREN);
    }

    /** Of the parameters, -1 when none stand before the arrow. */
    private static int beginning(Rewrite rewrite, int arrow) {
        if (rewrite.isName(arrow - 1)) {
            return arrow - 1;
        }
        return rewrite.is(arrow - 1, TokenKind.RIGHT_PAREN) ? opening(rewrite, arrow - 2) : -1;
    }

    /** The bracket that is open at a token. */
    private static int opening(Rewrite rewrite, int from) {
        int depth = 0;
        for (int at = from; at >= rewrite.from(); at--) {
            int change = rewrite.tokens().depthChange(at);
            if (change > 0 && depth == 0) {
                return at;
            }
            depth -= change;
        }
        return -1;
    }
}
