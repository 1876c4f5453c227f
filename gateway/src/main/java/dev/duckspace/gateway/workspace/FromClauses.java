package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Where a statement joins relations. The engine looks for the best order of those of one FROM, for
 * minutes when they are many, and heeds neither cancel nor time limit meanwhile.
 */
final class FromClauses {
    /** A hundred that all have a column in common are planned in a second, 150 in seven. */
    private static final int REORDERED_MAX = 100;

    private static final int JOINED_MAX = 300;

    private static final Set<String> OUTER = Set.of("left", "right", "full");
    private static final Set<String> ENDS =
            Set.of(
                    "select",
                    "where",
                    "group",
                    "having",
                    "order",
                    "limit",
                    "offset",
                    "fetch",
                    "window",
                    "qualify",
                    "union",
                    "intersect",
                    "except",
                    "returning",
                    "set",
                    "values");

    private final List<GuardToken> tokens;
    private final BitSet joins = new BitSet();
    private final Deque<Level> levels = new ArrayDeque<>();
    private Level level = new Level(false);

    /** What stands between two brackets. */
    private static final class Level {
        /** Joins in brackets: of the FROM around them. */
        private final boolean part;

        private boolean from;
        private int reordered;
        private int joined;

        Level(boolean part) {
            this.part = part;
            this.from = part;
        }

        void begin() {
            from = true;
            reordered = 0;
            joined = 0;
        }
    }

    private FromClauses(List<GuardToken> tokens) {
        this.tokens = tokens;
    }

    /**
     * The tokens that join one more relation.
     *
     * @throws PgException 54001
     */
    static BitSet joins(List<GuardToken> statement) {
        FromClauses clauses = new FromClauses(statement);
        for (int i = 0; i < statement.size(); i++) {
            clauses.read(i);
        }
        return clauses.joins;
    }

    private void read(int at) {
        GuardToken token = tokens.get(at);
        switch (token.kind()) {
            case SIGN -> sign(at, token.text().charAt(0));
            case WORD -> word(at, token.text());
            case QUOTED, STRING, NUMBER -> {}
        }
    }

    private void sign(int at, char sign) {
        switch (sign) {
            case '(', '[', '{' -> {
                levels.push(level);
                level = new Level(sign == '(' && level.from && isAtRelation(at));
            }
            case ')', ']', '}' -> {
                if (!levels.isEmpty()) {
                    Level inner = level;
                    level = levels.pop();
                    if (inner.part) {
                        add(inner.joined, inner.reordered);
                    }
                }
            }
            case ',' -> {
                if (level.from) {
                    join(at, true);
                }
            }
            default -> {}
        }
    }

    private boolean isAtRelation(int at) {
        GuardToken before = tokens.get(at - 1);
        return before.isWord("from")
                || before.isWord("join")
                || before.isWord("using")
                || before.isSign(',')
                || before.isSign('(');
    }

    private void word(int at, String word) {
        if (word.equals("from") || (word.equals("using") && !isSign(at + 1))) {
            level.begin();
        } else if (word.equals("join") && level.from) {
            join(at, !isOuter(at));
        } else if (ENDS.contains(word) && !isName(at, word)) {
            level.from = false;
        }
    }

    /** A table's name or alias may be such a word. */
    private boolean isName(int at, String word) {
        GuardToken before = at == 0 ? null : tokens.get(at - 1);
        return before != null
                && (before.isSign('.')
                        || before.isWord("as")
                        || (word.equals("set") && !before.isWord("update") && level.from)
                        || (word.equals("values") && !before.isSign('(') && level.from));
    }

    private boolean isSign(int at) {
        return at < tokens.size() && tokens.get(at).isSign('(');
    }

    private boolean isOuter(int at) {
        int kind = at > 0 && tokens.get(at - 1).isWord("outer") ? at - 2 : at - 1;
        return kind >= 0 && OUTER.contains(tokens.get(kind).text());
    }

    private void join(int at, boolean reordered) {
        joins.set(at);
        add(1, reordered ? 1 : 0);
    }

    private void add(int joined, int reordered) {
        level.joined += joined;
        level.reordered += reordered;
        if (level.reordered >= REORDERED_MAX || level.joined >= JOINED_MAX) {
            throw PgException.refused(
                    SqlState.STATEMENT_TOO_COMPLEX,
                    "stack depth limit exceeded",
                    "A FROM joins at most %d relations, %d with outer joins: join some of them in a"
                                    .formatted(REORDERED_MAX, JOINED_MAX)
                            + " WITH query AS MATERIALIZED before.");
        }
    }
}
