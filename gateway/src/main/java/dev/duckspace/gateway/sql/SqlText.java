package dev.duckspace.gateway.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement, or a part of one, as a span of tokens of the client's whole text.
 *
 * @param from first token
 * @param to past the last token
 */
public record SqlText(Tokens tokens, int from, int to) {
    public String source() {
        return tokens.source();
    }

    public boolean isEmpty() {
        return from >= to;
    }

    /** UTF-16 offset of the first token in the source. */
    public int start() {
        return tokens.start(from);
    }

    /** UTF-16 offset past the last token in the source. */
    public int end() {
        return isEmpty() ? start() : tokens.end(to - 1);
    }

    /** From the first token to the last, comments between them included. */
    public String text() {
        return source().substring(start(), end());
    }

    /**
     * How many parameters the text asks for: the highest n of its {@code $n}; 0 when it has none.
     */
    public int parameterCount() {
        int highest = 0;
        for (int i = from; i < to; i++) {
            if (tokens.is(i, TokenKind.PARAMETER)) {
                highest = Math.max(highest, parameterNumber(i));
            }
        }
        return highest;
    }

    /** The n of the parameter token; {@link Integer#MAX_VALUE} for one that no int holds. */
    int parameterNumber(int index) {
        int start = tokens.start(index) + 1;
        int end = tokens.end(index);
        return end - start > 9 ? Integer.MAX_VALUE : Integer.parseInt(source(), start, end, 10);
    }

    SqlText part(int partFrom, int partTo) {
        return new SqlText(tokens, partFrom, partTo);
    }

    /** The parts between the commas that stand outside all brackets. */
    List<SqlText> splitAtCommas() {
        List<SqlText> parts = new ArrayList<>();
        int depth = 0;
        int partFrom = from;
        for (int i = from; i < to; i++) {
            depth += tokens.depthChange(i);
            if (depth == 0 && tokens.is(i, TokenKind.COMMA)) {
                parts.add(part(partFrom, i));
                partFrom = i + 1;
            }
        }
        parts.add(part(partFrom, to));
        return parts;
    }
}
