package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much the engine plans of a statement's WITH queries: one that is not MATERIALIZED may be
 * planned anew wherever it is named, so that a few which name each other twice are planned for
 * minutes, heeding no cancel.
 */
final class NamedQueries {
    private static final long PLANNED_TOKENS_MAX = 1_000_000;

    private final List<GuardToken> tokens;

    /** What each naming adds; of queries of the same name the largest. */
    private final Map<String, Long> planned = new HashMap<>();

    private NamedQueries(List<GuardToken> tokens) {
        this.tokens = tokens;
    }

    /**
     * @throws PgException 54001
     */
    static void check(List<GuardToken> statement) {
        if (statement.stream().anyMatch(token -> token.isWord("with"))) {
            new NamedQueries(statement).plan(0, statement.size());
        }
    }

    /** The tokens planned for those of the text from {@code from} to {@code to}. */
    private long plan(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            int open = bodyOf(i);
            if (open > 0) {
                int close = closing(open, to);
                long body = plan(open + 1, close);
                boolean again =
                        !tokens.get(open - 1).isWord("materialized")
                                || tokens.get(open - 2).isWord("not");
                planned.merge(name(i), again ? body : 1, Math::max);
                sum += again ? 1 : body;
                i = close;
            } else {
                sum += names(i) ? planned.getOrDefault(name(i), 1L) : 1;
            }
            if (sum > PLANNED_TOKENS_MAX) {
                throw PgException.refused(
                        SqlState.STATEMENT_TOO_COMPLEX,
                        "stack depth limit exceeded",
                        "WITH queries may be planned wherever they are named: write AS MATERIALIZED"
                                + " where queries name each other more than once.");
            }
        }
        return sum;
    }

    /** Not the table of a column. */
    private boolean names(int at) {
        return tokens.get(at).isIdentifier()
                && !isSign(at + 1, '.')
                && (at == 0 || !isSign(at - 1, '.'));
    }

    /** Where the bracket of a query opens whose name stands at {@code at}; 0 when none does. */
    private int bodyOf(int at) {
        if (!tokens.get(at).isIdentifier()) {
            return 0;
        }
        int i = at + 1;
        if (isSign(i, '(')) {
            i = closing(i, tokens.size()) + 1;
        }
        if (!isWord(i, "as")) {
            return 0;
        }
        i++;
        if (isWord(i, "not")) {
            i++;
        }
        if (isWord(i, "materialized")) {
            i++;
        }
        return isSign(i, '(') ? i : 0;
    }

    private int closing(int open, int to) {
        int depth = 0;
        for (int i = open; i < to; i++) {
            if (isSign(i, '(')) {
                depth++;
            } else if (isSign(i, ')') && --depth == 0) {
                return i;
            }
        }
        return to;
    }

    private boolean isSign(int at, char sign) {
        return at < tokens.size() && tokens.get(at).isSign(sign);
    }

    private boolean isWord(int at, String word) {
        return at < tokens.size() && tokens.get(at).isWord(word);
    }

    private String name(int at) {
        return tokens.get(at).text().toLowerCase(Locale.ROOT);
    }
}
