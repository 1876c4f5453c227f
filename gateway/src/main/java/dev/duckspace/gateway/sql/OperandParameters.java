package dev.duckspace.gateway.sql;

import java.util.Map;
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

    /** The same text with {@code x = $1}. */
    public SqlText compared() {
        StringBuilder changed = new StringBuilder(text.source());
        for (int i = text.from(); i < text.to(); i++) {
            if (parameter(text, i) >= 0) {
                changed.setCharAt(text.tokens().start(i), '=');
            }
        }
        return SqlSplitter.split(changed.substring(text.start(), text.end())).getFirst();
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
