package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

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

    /**
     * For a text that comes without values.
     *
     * @throws PgException 42P02 at its first parameter
     */
    public void requireNoParameters() {
        for (int i = from; i < to; i++) {
            if (tokens.is(i, TokenKind.PARAMETER)) {
                throw SqlErrors.at(
                        SqlState.UNDEFINED_PARAMETER,
                        "there is no parameter " + tokens.text(i),
                        tokens.source(),
                        tokens.start(i));
            }
        }
    }

    /** PostgreSQL's syntax error at the first token that is this word, in whatever case. */
    public Optional<PgException> syntaxErrorNear(String word) {
        for (int i = from; i < to; i++) {
            if (tokens.text(i).equalsIgnoreCase(word)) {
                return Optional.of(SqlErrors.syntaxError(tokens, i));
            }
        }
        return Optional.empty();
    }

    /** PostgreSQL's position of the first string literal of this value; 0 when there is none. */
    public int positionOfString(String value) {
        for (int i = from; i < to; i++) {
            if (Literals.isString(tokens.kind(i)) && Literals.string(tokens, i).equals(value)) {
                return SqlErrors.position(tokens.source(), tokens.start(i));
            }
        }
        return 0;
    }

    /** PostgreSQL's syntax error at the first token. */
    public PgException syntaxErrorAtStart() {
        return SqlErrors.syntaxError(tokens, from);
    }

    /** Whether one of these lower-case words stands in the text as an unquoted name of a call. */
    public boolean mentionsAny(Set<String> words) {
        for (int i = from; i < to; i++) {
            if (tokens.is(i, TokenKind.IDENTIFIER)
                    && tokens.keyword(i) == null
                    && tokens.is(i + 1, TokenKind.LEFT_PAREN)
                    && words.contains(tokens.text(i).toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    /** Whether this lower-case word stands in the text as an unquoted name. */
    public boolean mentions(String word) {
        for (int i = from; i < to; i++) {
            if (tokens.isWord(i, word)) {
                return true;
            }
        }
        return false;
    }

    /** 1-based, of this lower-case word as an unquoted name; of a query its bracket's. */
    public OptionalInt positionOf(String word) {
        for (int i = from; i < to; i++) {
            if (tokens.isWord(i, word)) {
                boolean bracket = i > from && tokens.is(i - 1, TokenKind.LEFT_PAREN);
                int at = bracket && word.equals("select") ? i - 1 : i;
                return OptionalInt.of(SqlErrors.position(tokens.source(), tokens.start(at)));
            }
        }
        return OptionalInt.empty();
    }

    /**
     * The types that parameters are cast to on the spot, {@code $1::int} or {@code CAST($1 AS
     * int)}, by number and as written; PostgreSQL takes such a parameter to be of that type.
     */
    public Map<Integer, String> parameterCasts() {
        Map<Integer, String> casts = new HashMap<>();
        for (int i = from; i < to; i++) {
            if (tokens.is(i, TokenKind.PARAMETER)) {
                String type = castBehind(i);
                if (!type.isEmpty()) {
                    casts.putIfAbsent(parameterNumber(i), type);
                }
            }
        }
        return casts;
    }

    private String castBehind(int parameter) {
        if (tokens.is(parameter + 1, TokenKind.CAST)) {
            return typeName(parameter + 2);
        }
        boolean operand =
                tokens.is(parameter + 1, Keyword.AS)
                        && tokens.is(parameter - 1, TokenKind.LEFT_PAREN)
                        && tokens.is(parameter - 2, Keyword.CAST);
        return operand ? typeName(parameter + 2) : "";
    }

    /** A type's name of one word or more, with the brackets of an array. */
    private String typeName(int start) {
        int at = start;
        while (tokens.is(at, TokenKind.IDENTIFIER) && at < to && !endsTypeName(at, start)) {
            at++;
        }
        String name =
                at == start ? "" : source().substring(tokens.start(start), tokens.end(at - 1));
        boolean array =
                tokens.is(at, TokenKind.LEFT_BRACKET) && tokens.is(at + 1, TokenKind.RIGHT_BRACKET);
        return array ? name + "[]" : name;
    }

    /** Types of several words: double precision, timestamp with time zone, character varying... */
    private boolean endsTypeName(int at, int start) {
        return at > start
                && !(tokens.isWord(at, "precision")
                        || tokens.isWord(at, "varying")
                        || tokens.isWord(at, "with")
                        || tokens.isWord(at, "without")
                        || tokens.isWord(at, "time")
                        || tokens.isWord(at, "zone"));
    }

    /** Whether a RETURNING stands outside all brackets. */
    public boolean hasReturning() {
        int depth = 0;
        for (int i = from; i < to; i++) {
            depth += tokens.depthChange(i);
            if (depth == 0 && tokens.is(i, Keyword.RETURNING)) {
                return true;
            }
        }
        return false;
    }

    /** The n of each {@code $n} that stands in the text, in ascending order. */
    public SortedSet<Integer> parameters() {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (int i = from; i < to; i++) {
            if (tokens.is(i, TokenKind.PARAMETER)) {
                numbers.add(parameterNumber(i));
            }
        }
        return numbers;
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
