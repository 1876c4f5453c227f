package dev.duckspace.gateway.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the engine's texts of expressions, as far as constraints, defaults and index items have
 * them: binary operations stand in brackets, casts are written {@code CAST(x AS t)}.
 */
final class ExpressionParser {
    /** What is not read; its text is shown as it is. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String text) {
            super(text, null, false, false);
        }
    }

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[A-Za-z_][A-Za-z0-9_$]*|\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?|::|[-+*/<>=~!@#%^&|`?]+|[(),.\\[\\]])");
    private static final Set<String> WORDS = Set.of("AND", "OR");

    /** What stands without brackets; no column has such a name without quotes. */
    private static final Set<String> VALUES =
            Set.of(
                    "CURRENT_CATALOG",
                    "CURRENT_DATE",
                    "CURRENT_ROLE",
                    "CURRENT_TIME",
                    "CURRENT_TIMESTAMP",
                    "CURRENT_USER",
                    "LOCALTIME",
                    "LOCALTIMESTAMP",
                    "SESSION_USER");

    /** The columns that an expression may name. */
    @FunctionalInterface
    interface Columns {
        /**
         * @param table before the name, or empty
         * @return null for what is no column
         */
        Expression.@Nullable Column find(String table, String name);
    }

    private final List<String> tokens = new ArrayList<>();
    private final Columns columns;
    private final ColumnTypes types;
    private int at;

    private ExpressionParser(String text, Columns columns, ColumnTypes types) {
        this.columns = columns;
        this.types = types;
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (end < text.stripTrailing().length()) {
            if (!token.find(end) || token.start() != end) {
                throw new Unreadable(text);
            }
            tokens.add(token.group(1));
            end = token.end();
        }
    }

    /**
     * @param columnTypes of the table's columns, null for what is none
     * @throws Unreadable for what it does not know
     */
    static Expression parse(
            String text, Function<String, @Nullable Long> columnTypes, ColumnTypes types) {
        Columns bare =
                (table, name) -> {
                    Long type = table.isEmpty() ? columnTypes.apply(name) : null;
                    return type == null ? null : new Expression.Column("", name, type);
                };
        return parse(text, bare, types);
    }

    /**
     * @throws Unreadable for what it does not know
     */
    static Expression parse(String text, Columns columns, ColumnTypes types) {
        ExpressionParser parser = new ExpressionParser(text, columns, types);
        Expression expression = parser.operation();
        if (parser.at < parser.tokens.size()) {
            throw new Unreadable(text);
        }
        return expression;
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private boolean takes(String token) {
        if (peek().equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!takes(token)) {
            throw new Unreadable(peek());
        }
    }

    /** Operands with operators between them, all of one kind. */
    private Expression operation() {
        if (takes("NOT")) {
            return new Expression.Not(operation());
        }
        Expression left = operand();
        if (takes("IS")) {
            boolean not = takes("NOT");
            expect("NULL");
            return new Expression.IsNull(left, not);
        }
        boolean not = takes("NOT");
        if (takes("IN")) {
            expect("(");
            return new Expression.In(left, list(), not);
        }
        if (takes("BETWEEN")) {
            Expression low = operand();
            expect("AND");
            return new Expression.Between(left, low, operand());
        }
        if (not) {
            throw new Unreadable("NOT");
        }
        if (WORDS.contains(peek())) {
            String word = peek();
            List<Expression> all = new ArrayList<>(List.of(left));
            while (takes(word)) {
                all.add(operand());
            }
            return new Expression.Logic(word, all);
        }
        if (!peek().isEmpty() && "-+*/<>=~!@#%^&|".indexOf(peek().charAt(0)) >= 0) {
            String operator = tokens.get(at++);
            return new Expression.Binary(operator.equals("!=") ? "<>" : operator, left, operand());
        }
        return left;
    }

    private Expression operand() {
        String token = peek();
        if (token.isEmpty()) {
            throw new Unreadable("end");
        }
        at++;
        if (token.equals("(")) {
            Expression inner = operation();
            expect(")");
            return inner;
        }
        if (token.equals("-") && !peek().isEmpty() && Character.isDigit(peek().charAt(0))) {
            return constant("-" + tokens.get(at++));
        }
        char first = token.charAt(0);
        if (first == '\'' || Character.isDigit(first)) {
            return constant(token);
        }
        if (first == '"' || Character.isLetter(first) || first == '_') {
            return named(token);
        }
        throw new Unreadable(token);
    }

    private static Expression constant(String token) {
        return token.startsWith("'")
                ? new Expression.Text(token)
                : new Expression.Numeral(
                        token,
                        token.matches("-?\\d{1,9}") ? 23L : token.contains(".") ? 1700L : 20L);
    }

    private Expression named(String token) {
        String upper = token.toUpperCase(Locale.ROOT);
        if (upper.equals("CAST") && takes("(")) {
            Expression value = operation();
            expect("AS");
            StringBuilder type = new StringBuilder();
            int depth = 0;
            while (depth > 0 || !peek().equals(")")) {
                String part = tokens.get(at++);
                depth += part.equals("(") ? 1 : part.equals(")") ? -1 : 0;
                boolean word = Character.isLetter(part.charAt(0));
                type.append(!type.isEmpty() && word ? " " : "").append(part);
            }
            expect(")");
            return new Expression.Cast(value, types.of(type.toString()).oid());
        }
        if (upper.equals("ARRAY") && takes("[")) {
            return new Expression.Elements(list("]"));
        }
        if (takes("(")) {
            return called(SqlNames.unquoted(token), list());
        }
        if (VALUES.contains(upper)) {
            return new Expression.Word(upper);
        }
        if (upper.equals("TRUE") || upper.equals("FALSE") || upper.equals("NULL")) {
            return new Expression.Word(
                    upper.equals("NULL") ? "NULL" : upper.toLowerCase(Locale.ROOT));
        }
        String name = SqlNames.unquoted(token);
        Expression.Column column = columns.find("", name);
        if (takes(".")) {
            column = columns.find(name, SqlNames.unquoted(peek()));
            at++;
        }
        if (column == null || peek().equals(".")) {
            throw new Unreadable(token);
        }
        return column;
    }

    /** What {@code current_timestamp(3)} has become is told as it was written. */
    private static Expression called(String function, List<Expression> arguments) {
        boolean rounded = function.equals("pg_round_time") && arguments.size() == 2;
        return rounded
                        && arguments.get(0) instanceof Expression.Word word
                        && arguments.get(1) instanceof Expression.Numeral places
                ? new Expression.Word(word.word() + '(' + places.text() + ')')
                : new Expression.Call(function, arguments);
    }

    private List<Expression> list() {
        return list(")");
    }

    private List<Expression> list(String close) {
        List<Expression> all = new ArrayList<>();
        if (takes(close)) {
            return all;
        }
        do {
            all.add(operation());
        } while (takes(","));
        expect(close);
        return all;
    }
}
