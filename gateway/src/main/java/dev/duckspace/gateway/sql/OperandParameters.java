package dev.duckspace.gateway.sql;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Parameters that are an operand of arithmetic, {@code x + $1}: PostgreSQL takes one without a type
 * to have that of the other operand, which the engine tells of a comparison only.
 */
public final class OperandParameters {
    private static final Set<String> OPERATORS = Set.of("+", "-", "*", "/", "%");

    private final Map<Integer, String> operators;
    private final SqlText text;

    private OperandParameters(Map<Integer, String> operators, SqlText text) {
        this.operators = Map.copyOf(operators);
        this.text = text;
    }

    /**
     * @param unknown parameters whose types are to be found
     */
    public static OperandParameters of(SqlText text, Set<Integer> unknown) {
        Map<Integer, String> operators = new TreeMap<>();
        for (int i = text.from(); i < text.to(); i++) {
            int parameter = parameter(text, i);
            if (parameter >= 0 && unknown.contains(text.parameterNumber(parameter))) {
                operators.putIfAbsent(text.parameterNumber(parameter), text.tokens().text(i));
            }
        }
        return new OperandParameters(operators, text);
    }

    /** The operator by the parameter's number. */
    public Map<Integer, String> operators() {
        return operators;
    }

    /** The same text with {@code coalesce(x, $1)}, which has the type of x. */
    public SqlText compared() {
        Tokens tokens = text.tokens();
        NavigableMap<Integer, String> inserted = new TreeMap<>();
        for (int i = text.from(); i < text.to(); i++) {
            if (parameter(text, i) >= 0) {
                inserted.merge(tokens.start(start(tokens, i - 1)), "coalesce(", String::concat);
                inserted.merge(tokens.end(end(tokens, i + 1)), ")", String::concat);
            }
        }
        StringBuilder changed = new StringBuilder(text.source());
        for (int i = text.from(); i < text.to(); i++) {
            if (parameter(text, i) >= 0) {
                changed.setCharAt(tokens.start(i), ',');
            }
        }
        changed.setLength(text.end());
        inserted.descendingMap().forEach(changed::insert);
        return SqlSplitter.split(changed.substring(text.start())).getFirst();
    }

    /** The first token of the operand that ends at a token: a name, number, call or group. */
    private int start(Tokens tokens, int last) {
        int at = last;
        if (at > text.from() && parameter(text, at - 1) == at) {
            return start(tokens, at - 2);
        }
        if (tokens.is(at, TokenKind.RIGHT_PAREN) || tokens.is(at, TokenKind.RIGHT_BRACKET)) {
            at = opening(tokens, at);
            return at > text.from() && isOperand(tokens, at - 1) ? start(tokens, at - 1) : at;
        }
        while (at > text.from() + 1 && tokens.is(at - 1, TokenKind.DOT)) {
            at -= 2;
        }
        return at > text.from() + 1 && tokens.is(at - 1, TokenKind.CAST)
                ? start(tokens, at - 2)
                : at;
    }

    private int opening(Tokens tokens, int close) {
        int depth = 0;
        for (int at = close; at > text.from(); at--) {
            depth +=
                    switch (tokens.kind(at)) {
                        case RIGHT_PAREN, RIGHT_BRACKET -> 1;
                        case LEFT_PAREN, LEFT_BRACKET -> -1;
                        default -> 0;
                    };
            if (depth == 0) {
                return at;
            }
        }
        return close;
    }

    private int closing(Tokens tokens, int open) {
        int past = tokens.pastGroup(open, text.to());
        return past < 0 ? text.to() - 1 : past - 1;
    }

    /** The last token of the operand that begins at a token. */
    private int end(Tokens tokens, int first) {
        int at = first;
        while (at + 2 < text.to() && tokens.is(at + 1, TokenKind.DOT)) {
            at += 2;
        }
        while (at + 1 < text.to()
                && (tokens.is(at + 1, TokenKind.LEFT_PAREN)
                        || tokens.is(at + 1, TokenKind.LEFT_BRACKET))) {
            at = closing(tokens, at + 1);
        }
        if (tokens.is(first, TokenKind.LEFT_PAREN)) {
            at = Math.max(at, closing(tokens, first));
        }
        return at + 2 < text.to() && tokens.is(at + 1, TokenKind.CAST) ? end(tokens, at + 2) : at;
    }

    /** The operand of the operator at a token that is a parameter; -1 for none. */
    private static int parameter(SqlText text, int at) {
        Tokens tokens = text.tokens();
        if (!tokens.is(at, TokenKind.OPERATOR)
                || at <= text.from()
                || !OPERATORS.contains(tokens.text(at))
                || !isOperand(tokens, at - 1)) {
            return -1;
        }
        if (tokens.is(at + 1, TokenKind.PARAMETER)) {
            return tokens.is(at + 2, TokenKind.CAST) ? -1 : at + 1;
        }
        return tokens.is(at - 1, TokenKind.PARAMETER) ? at - 1 : -1;
    }

    private static boolean isOperand(Tokens tokens, int at) {
        return switch (tokens.kind(at)) {
            case IDENTIFIER -> {
                Keyword keyword = tokens.keyword(at);
                yield keyword == null || !keyword.reserved();
            }
            case QUOTED_IDENTIFIER, INTEGER, NUMERIC, PARAMETER, RIGHT_PAREN, RIGHT_BRACKET -> true;
            default -> false;
        };
    }
}
