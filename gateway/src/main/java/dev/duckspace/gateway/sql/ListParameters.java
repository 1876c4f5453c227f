package dev.duckspace.gateway.sql;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Parameters that are a whole list: {@code x = ANY ($1)}. PostgreSQL takes one whose type the
 * client leaves open to be an array of what it is compared with; the engine cannot tell.
 *
 * @param numbers the n of each such {@code $n}
 */
public record ListParameters(SortedSet<Integer> numbers, SqlText text) {

    /**
     * @param known parameters whose types need not be found
     */
    public static ListParameters of(SqlText text, Set<Integer> known) {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (int i = text.from(); i < text.to(); i++) {
            if (isQuantifiedParameter(text, i) && !known.contains(text.parameterNumber(i + 2))) {
                numbers.add(text.parameterNumber(i + 2));
            }
        }
        return new ListParameters(numbers, text);
    }

    /** The same text with {@code x = ($1)}, where the parameter has the type of one element. */
    public SqlText comparedOneByOne() {
        StringBuilder changed = new StringBuilder(text.source());
        for (int i = text.from(); i < text.to(); i++) {
            if (isQuantifiedParameter(text, i)) {
                int start = text.tokens().start(i);
                int end = text.tokens().end(i);
                changed.replace(start, end, " ".repeat(end - start));
            }
        }
        List<SqlText> statements = SqlSplitter.split(changed.substring(text.start(), text.end()));
        return statements.getFirst();
    }

    private static boolean isQuantifiedParameter(SqlText text, int at) {
        Tokens tokens = text.tokens();
        boolean quantifier =
                tokens.is(at, Keyword.ANY)
                        || tokens.is(at, Keyword.ALL)
                        || tokens.is(at, Keyword.SOME);
        return quantifier
                && tokens.is(at + 1, TokenKind.LEFT_PAREN)
                && tokens.is(at + 2, TokenKind.PARAMETER)
                && tokens.is(at + 3, TokenKind.RIGHT_PAREN);
    }
}
