package dev.duckspace.gateway.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The column names of a query as PostgreSQL gives them: {@code ?column?} for an operation, the
 * function's name for a call, the type's for the cast of a constant, aliases folded to lower case.
 * Names that come out of tables, subqueries and stars stay the engine's.
 */
public final class OutputNames {
    private final SqlText text;
    private final Tokens tokens;
    private final boolean nested;

    private OutputNames(SqlText text, boolean nested) {
        this.text = text;
        this.nested = nested;
        this.tokens = text.tokens();
    }

    /**
     * @param text the client's statement
     * @param engineNames the names of the result's columns as the engine describes them
     * @return as many names, in order
     */
    public static List<String> of(SqlText text, List<String> engineNames) {
        return merge(new OutputNames(text, false).targets(), engineNames);
    }

    /** A star stands for as many columns as the rest leaves over; of several stars, for unknown. */
    private static List<String> merge(List<TargetName> targets, List<String> engineNames) {
        int first = firstStar(targets);
        boolean fits =
                first < 0
                        ? targets.size() == engineNames.size()
                        : targets.size() - 1 <= engineNames.size();
        if (targets.isEmpty() || !fits) {
            return List.copyOf(engineNames);
        }
        List<String> names = new ArrayList<>(engineNames);
        int head = first < 0 ? targets.size() : first;
        for (int i = 0; i < head; i++) {
            names.set(i, targets.get(i).orElse(engineNames.get(i)));
        }
        int i = targets.size() - 1;
        int at = engineNames.size() - 1;
        while (i > first && i >= head && !targets.get(i).star()) {
            names.set(at, targets.get(i).orElse(engineNames.get(at)));
            i--;
            at--;
        }
        return List.copyOf(names);
    }

    private static int firstStar(List<TargetName> targets) {
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i).star()) {
                return i;
            }
        }
        return -1;
    }

    private List<TargetName> targets() {
        int verb = new EngineClassifier(text).verb(text.from());
        if (tokens.is(verb, Keyword.SELECT)) {
            return list(pastDistinct(verb + 1));
        }
        if (tokens.is(verb, Keyword.VALUES)) {
            return values(verb + 1);
        }
        for (int at = verb; at < text.to(); at = past(at)) {
            if (tokens.is(at, Keyword.RETURNING)) {
                return list(at + 1);
            }
        }
        return List.of();
    }

    /** The name of the one column of a subquery in brackets. */
    static TargetName ofSubquery(SqlText query) {
        List<TargetName> targets = new OutputNames(query, true).targets();
        return targets.size() == 1 ? targets.getFirst() : TargetName.UNKNOWN;
    }

    private int pastDistinct(int at) {
        if (tokens.is(at, Keyword.ALL)) {
            return at + 1;
        }
        if (!tokens.is(at, Keyword.DISTINCT)) {
            return at;
        }
        boolean on = tokens.is(at + 1, Keyword.ON) && tokens.is(at + 2, TokenKind.LEFT_PAREN);
        return on ? past(at + 2) : at + 1;
    }

    private int past(int at) {
        if (tokens.depthChange(at) <= 0) {
            return at + 1;
        }
        int past = tokens.pastGroup(at, text.to());
        return past < 0 ? text.to() : past;
    }

    private List<TargetName> values(int open) {
        if (!tokens.is(open, TokenKind.LEFT_PAREN)) {
            return List.of();
        }
        int columns = text.part(open + 1, past(open) - 1).splitAtCommas().size();
        List<TargetName> names = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
            names.add(TargetName.of("column" + i));
        }
        return names;
    }

    private List<TargetName> list(int from) {
        int to = from;
        while (to < text.to() && !endsList(to) && tokens.depthChange(to) >= 0) {
            to = past(to);
        }
        if (from == to) {
            return List.of();
        }
        List<TargetName> names = new ArrayList<>();
        for (SqlText target : text.part(from, to).splitAtCommas()) {
            names.add(new TargetScanner(target, nested).target());
        }
        return names;
    }

    private boolean endsList(int at) {
        Keyword keyword = tokens.keyword(at);
        if (keyword == null || tokens.is(at - 1, Keyword.AS) || tokens.is(at - 1, TokenKind.DOT)) {
            return false;
        }
        return switch (keyword) {
            case FROM -> !tokens.is(at - 1, Keyword.DISTINCT);
            case INTO,
                    WHERE,
                    GROUP,
                    HAVING,
                    WINDOW,
                    QUALIFY,
                    UNION,
                    INTERSECT,
                    EXCEPT,
                    ORDER,
                    LIMIT,
                    OFFSET,
                    FETCH,
                    FOR ->
                    true;
            default -> false;
        };
    }
}
