package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much the engine plans of a statement. Views, functions and WITH queries that are not
 * MATERIALIZED are planned anew wherever they are named, so that a few which name each other twice
 * are planned for minutes, heeding neither cancel nor time limit.
 */
final class PlannedSize {
    private static final long STATEMENT_MAX = 1_000_000;

    /** Of a view or function, so that a statement that names one only need not be looked at. */
    private static final long DEFINITION_MAX = STATEMENT_MAX / 2;

    /** A join takes as long as so many other tokens: 1,000 joins are planned in two seconds. */
    private static final long JOIN_TOKENS = 500;

    private final List<GuardToken> tokens;
    private final BitSet joins;
    private final Definitions definitions;

    /** Whose tokens count alone, as the others are counted elsewhere; null when all do. */
    private final @Nullable Set<String> parameters;

    /** What each naming adds; of queries of the same name the largest. */
    private final Map<String, Long> planned = new HashMap<>();

    private PlannedSize(
            List<GuardToken> tokens, Definitions definitions, @Nullable Set<String> parameters) {
        this.tokens = tokens;
        this.joins = FromClauses.joins(tokens);
        this.definitions = definitions;
        this.parameters = parameters;
    }

    /**
     * @throws PgException 54001
     */
    static void check(List<GuardToken> statement, Definitions definitions) {
        PlannedSize planned = new PlannedSize(statement, definitions, null);
        if (planned.isSmall()) {
            return;
        }
        long size = planned.plan(0, statement.size());
        boolean defines = !statement.isEmpty() && statement.getFirst().isWord("create");
        if (size > (defines ? DEFINITION_MAX : STATEMENT_MAX)) {
            throw PgException.refused(
                    SqlState.STATEMENT_TOO_COMPLEX,
                    "stack depth limit exceeded",
                    "Views, functions and WITH queries may be planned wherever they are named: write"
                            + " AS MATERIALIZED where queries name each other more than once, and"
                            + " keep the rows of views in tables.");
        }
    }

    /** Names one definition at most and makes none, as most statements. */
    private boolean isSmall() {
        int named = joins.cardinality();
        for (int i = 0; i < tokens.size(); i++) {
            GuardToken token = tokens.get(i);
            if (token.isWord("with") || token.isWord("create")) {
                return false;
            }
            boolean names = token.isWord("from") || (isCall(i) && definitions.mayDefine(name(i)));
            named += names ? 1 : 0;
        }
        return named < 2;
    }

    /** The tokens planned for a query or an expression; as much as a long holds when it is more. */
    static long of(List<GuardToken> text, Definitions definitions) {
        return new PlannedSize(text, definitions, null).plan(0, text.size());
    }

    /**
     * How often arguments are planned.
     *
     * @param parameters in lower case
     */
    static long arguments(List<GuardToken> text, Set<String> parameters, Definitions definitions) {
        return new PlannedSize(text, definitions, parameters).plan(0, text.size());
    }

    private long plan(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            int open = bodyOf(i);
            if (open > 0 && open < to) {
                int close = closing(open, to);
                sum = sum(sum, planQuery(i, open, close));
                i = close;
                continue;
            }
            Optional<Definitions.Body> function = functionAt(i);
            if (function.isPresent()) {
                int close = closing(i + 1, to);
                sum = sum(sum, call(function.get(), plan(i + 2, close)));
                i = close;
            } else {
                sum = sum(sum, token(i));
            }
        }
        return sum;
    }

    /** A WITH query adds to where it is named; a kept one here. */
    private long planQuery(int name, int open, int close) {
        long body = plan(open + 1, close);
        boolean again =
                !tokens.get(open - 1).isWord("materialized") || tokens.get(open - 2).isWord("not");
        planned.merge(name(name), again ? body : 1, Math::max);
        return again ? 1 : body;
    }

    private Optional<Definitions.Body> functionAt(int at) {
        return isCall(at) ? definitions.function(name(at)) : Optional.empty();
    }

    private boolean isCall(int at) {
        return tokens.get(at).isIdentifier() && isSign(at + 1, '(');
    }

    private long call(Definitions.Body function, long arguments) {
        long inlined = product(function.arguments(), arguments);
        return parameters == null ? sum(function.tokens(), inlined) : inlined;
    }

    private long token(int at) {
        if (parameters != null) {
            return parameters.contains(name(at)) && tokens.get(at).isIdentifier() ? 1 : 0;
        }
        if (joins.get(at)) {
            return JOIN_TOKENS;
        }
        if (!tokens.get(at).isIdentifier() || isSign(at + 1, '.')) {
            return 1; // of a name in parts, the last alone
        }
        Long query = at > 0 && isSign(at - 1, '.') ? null : planned.get(name(at));
        return query == null ? definitions.view(name(at)) : query;
    }

    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    private static long product(long one, long other) {
        return other != 0 && one > Long.MAX_VALUE / other ? Long.MAX_VALUE : one * other;
    }

    /** Where the bracket of a query opens whose name stands at {@code at}; 0 when none does. */
    private int bodyOf(int at) {
        if (at == 0 || !tokens.get(at).isIdentifier() || !followsWith(at - 1)) {
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

    private boolean followsWith(int before) {
        return isWord(before, "with") || isWord(before, "recursive") || isSign(before, ',');
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
