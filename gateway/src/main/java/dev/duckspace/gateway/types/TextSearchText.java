package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The texts of tsvector and tsquery, as PostgreSQL prints them. */
final class TextSearchText {
    private static final int MAX_POSITION = 16_383;
    private static final String WEIGHTS = "DCBA";

    private final String text;
    private final String type;
    private int at;

    private TextSearchText(String type, String text) {
        this.type = type;
        this.text = text;
    }

    /** Lexemes in the order of their bytes, each once, with their positions. */
    static String vector(String text) {
        return new TextSearchText("tsvector", text).readVector();
    }

    static String query(String text) {
        TextSearchText reader = new TextSearchText("tsquery", text);
        reader.skipSpace();
        if (reader.atEnd()) {
            return "";
        }
        Node node = reader.or();
        reader.skipSpace();
        if (!reader.atEnd()) {
            throw reader.syntaxError();
        }
        return node.text;
    }

    private String readVector() {
        Map<String, TreeMap<Integer, Integer>> lexemes =
                new TreeMap<>((a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b)));
        for (skipSpace(); !atEnd(); skipSpace()) {
            String lexeme = lexeme(" \t\n\r:");
            TreeMap<Integer, Integer> positions =
                    lexemes.computeIfAbsent(lexeme, key -> new TreeMap<>());
            if (accept(':')) {
                do {
                    positions(positions);
                } while (accept(','));
            }
        }
        StringBuilder result = new StringBuilder();
        lexemes.forEach(
                (lexeme, positions) -> {
                    result.append(result.isEmpty() ? "" : " ").append(quoted(lexeme));
                    char separator = ':';
                    for (Map.Entry<Integer, Integer> each : positions.entrySet()) {
                        result.append(separator).append(each.getKey());
                        result.append(each.getValue() == 0 ? "" : WEIGHTS.charAt(each.getValue()));
                        separator = ',';
                    }
                });
        return result.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void positions(Map<Integer, Integer> positions) {
        int from = at;
        while (!atEnd() && Character.digit(text.charAt(at), 10) >= 0) {
            at++;
        }
        if (at == from || at - from > 9) {
            throw syntaxError();
        }
        int position = Math.min(Integer.parseInt(text.substring(from, at)), MAX_POSITION);
        if (position == 0) {
            throw new PgException(
                    SqlState.SYNTAX_ERROR,
                    "wrong position info in tsvector: \"%s\"".formatted(text));
        }
        int weight = atEnd() ? -1 : WEIGHTS.indexOf(Character.toUpperCase(text.charAt(at)));
        at += weight >= 0 ? 1 : 0;
        positions.merge(position, Math.max(0, weight), Math::max);
    }

    /** Quoted or up to one of the characters. */
    private String lexeme(String ends) {
        StringBuilder lexeme = new StringBuilder();
        if (accept('\'')) {
            while (true) {
                char c = next();
                if (c == '\'' && !accept('\'')) {
                    break;
                }
                lexeme.append(c == '\\' ? next() : c);
            }
        } else {
            while (!atEnd() && ends.indexOf(text.charAt(at)) < 0) {
                char c = next();
                lexeme.append(c == '\\' ? next() : c);
            }
        }
        if (lexeme.isEmpty()) {
            throw syntaxError();
        }
        return lexeme.toString();
    }

    static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /**
     * @param priority of its operator: 1 or, 2 and, 3 phrase, 4 not, 5 none
     */
    private record Node(String text, int priority) {
        String within(int least) {
            return priority < least ? "( " + text + " )" : text;
        }
    }

    private Node or() {
        Node left = and();
        for (skipSpace(); accept('|'); skipSpace()) {
            left = new Node(left.text + " | " + and().within(1), 1);
        }
        return left;
    }

    private Node and() {
        Node left = phrase();
        for (skipSpace(); accept('&'); skipSpace()) {
            left = new Node(left.within(2) + " & " + phrase().within(2), 2);
        }
        return left;
    }

    private Node phrase() {
        Node left = not();
        for (skipSpace(); !atEnd() && text.charAt(at) == '<'; skipSpace()) {
            int close = text.indexOf('>', at);
            String distance = close < 0 ? "" : text.substring(at + 1, close);
            if (!distance.matches("-|\\d{1,5}")) {
                throw syntaxError();
            }
            at = close + 1;
            boolean next = distance.equals("-") || Integer.parseInt(distance) == 1;
            String operator = next ? " <-> " : " <" + Integer.parseInt(distance) + "> ";
            left = new Node(left.within(3) + operator + not().within(4), 3);
        }
        return left;
    }

    private Node not() {
        skipSpace();
        if (accept('!')) {
            return new Node("!" + not().within(4), 4);
        }
        if (accept('(')) {
            Node inner = or();
            skipSpace();
            if (!accept(')')) {
                throw syntaxError();
            }
            return inner;
        }
        String operand = quoted(lexeme(" \t\n\r:&|!()<"));
        return new Node(accept(':') ? operand + ':' + weights() : operand, 5);
    }

    private String weights() {
        boolean prefix = false;
        StringBuilder weights = new StringBuilder();
        while (!atEnd() && "*ABCDabcd".indexOf(text.charAt(at)) >= 0) {
            char c = Character.toUpperCase(next());
            prefix |= c == '*';
            if (c != '*' && weights.indexOf(String.valueOf(c)) < 0) {
                weights.append(c);
            }
        }
        char[] sorted = weights.toString().toCharArray();
        Arrays.sort(sorted);
        return (prefix ? "*" : "") + new String(sorted);
    }

    private PgException syntaxError() {
        return new PgException(
                SqlState.SYNTAX_ERROR, "syntax error in %s: \"%s\"".formatted(type, text));
    }

    private char next() {
        if (atEnd()) {
            throw syntaxError();
        }
        return text.charAt(at++);
    }

    private boolean accept(char c) {
        boolean found = !atEnd() && text.charAt(at) == c;
        at += found ? 1 : 0;
        return found;
    }

    private boolean atEnd() {
        return at >= text.length();
    }

    private void skipSpace() {
        while (!atEnd() && NumberInput.isSpace(text.charAt(at))) {
            at++;
        }
    }
}
