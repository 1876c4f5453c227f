package dev.duckspace.gateway.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code t IS NULL} and {@code (t.*) IS NULL} of a table's rows, true when all fields are NULL, and
 * {@code IS NOT NULL}, true when none is. To the engine a row is no NULL.
 */
final class RowNullRule {
    private RowNullRule() {}

    /**
     * @param at IS
     */
    static void apply(Rewrite rewrite, int at) {
        boolean not = rewrite.is(at + 1, Keyword.NOT);
        int word = not ? at + 2 : at + 1;
        if (!rewrite.is(word, Keyword.NULL) || at == rewrite.from()) {
            return;
        }
        int last = at - 1;
        if (rewrite.is(last, TokenKind.RIGHT_PAREN)) {
            ofBrackets(rewrite, last, word, not);
        } else if (rewrite.isName(last)
                && !rewrite.is(last - 1, TokenKind.DOT)
                && isTable(rewrite, last)) {
            ofRow(rewrite, last, word, not, rewrite.source(last, last + 1));
        }
    }

    private static void ofBrackets(Rewrite rewrite, int close, int word, boolean not) {
        int open = opening(rewrite, close);
        boolean row = rewrite.is(open - 1, Keyword.ROW);
        boolean star =
                close - open == 4
                        && rewrite.isName(open + 1)
                        && rewrite.is(open + 2, TokenKind.DOT)
                        && rewrite.tokens().isOperator(open + 3, "*");
        if (row && close == open + 1) {
            rewrite.replace(open - 1, word + 1, "true");
        } else if (star && (row || !isCall(rewrite, open))) {
            int from = row ? open - 1 : open;
            ofRow(rewrite, from, word, not, rewrite.source(open + 1, open + 2));
        }
    }

    private static boolean isCall(Rewrite rewrite, int open) {
        return open > rewrite.from() && rewrite.isName(open - 1);
    }

    private static void ofRow(Rewrite rewrite, int from, int word, boolean not, String row) {
        rewrite.replace(
                from, word + 1, (not ? "pg_row_is_not_null(" : "pg_row_is_null(") + row + ')');
    }

    /** Whether the name is a table's, or its alias, and no column's that one can see. */
    private static boolean isTable(Rewrite rewrite, int name) {
        String wanted = Literals.identifier(rewrite.tokens(), name);
        return rewrite.tableNames().getOrDefault(wanted, List.of()).stream()
                .anyMatch(at -> at != name);
    }

    /** The tokens that name a table of some FROM, by the name: its alias, else its own. */
    static Map<String, List<Integer>> tableNames(Rewrite rewrite) {
        Map<String, List<Integer>> names = new HashMap<>();
        Keyword clause = null;
        Deque<Optional<Keyword>> around = new ArrayDeque<>();
        for (int at = rewrite.from(); at < rewrite.to(); at++) {
            int depth = rewrite.tokens().depthChange(at);
            if (depth > 0) {
                around.push(Optional.ofNullable(clause));
                clause = null;
            } else if (depth < 0) {
                clause = around.isEmpty() ? null : around.pop().orElse(null);
            }
            Keyword begins = Clauses.begins(rewrite, at);
            clause = begins == null ? clause : begins;
            boolean opens =
                    rewrite.is(at, Keyword.FROM)
                            || rewrite.is(at, Keyword.JOIN)
                            || (rewrite.is(at, TokenKind.COMMA) && clause == Keyword.FROM);
            int name = opens ? nameAt(rewrite, at) : -1;
            if (name >= 0) {
                names.computeIfAbsent(
                                Literals.identifier(rewrite.tokens(), name),
                                _ -> new ArrayList<>(1))
                        .add(name);
            }
        }
        return names;
    }

    /** Of what stands behind FROM, JOIN or a comma; -1 for none. */
    private static int nameAt(Rewrite rewrite, int at) {
        int from = rewrite.is(at + 1, Keyword.LATERAL) ? at + 2 : at + 1;
        boolean query = rewrite.is(from, TokenKind.LEFT_PAREN);
        if (!query && !rewrite.isName(from)) {
            return -1;
        }
        int past = query ? rewrite.pastGroup(from) : rewrite.pastName(from);
        if (rewrite.is(past, TokenKind.LEFT_PAREN)) {
            return -1; // a function, whose alias is its value
        }
        int alias = rewrite.is(past, Keyword.AS) ? past + 1 : past;
        if (rewrite.isAlias(alias)) {
            return alias;
        }
        return query ? -1 : past - 1;
    }

    private static int opening(Rewrite rewrite, int close) {
        int depth = 0;
        for (int i = close; i > rewrite.from(); i--) {
            depth -= rewrite.tokens().depthChange(i);
            if (depth == 0) {
                return i;
            }
        }
        return rewrite.from();
    }
}
