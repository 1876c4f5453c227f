package dev.duckspace.gateway.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** An expression that PostgreSQL is to print. */
sealed interface Expression {
    long BOOL = 16;
    long BIGINT = 20;
    long SMALLINT = 21;
    long INTEGER = 23;
    long NAME = 19;
    long TEXT = 25;
    long REAL = 700;
    long DOUBLE = 701;
    long NUMERIC = 1700;
    long DATE = 1082;
    long VARCHAR = 1043;
    long BPCHAR = 1042;
    long UNKNOWN = 705;

    Set<String> COMPARISONS = Set.of("=", "<>", "<", ">", "<=", ">=");
    Set<String> WORDED = Set.of("coalesce", "greatest", "least", "nullif");
    Set<Long> INTEGERS = Set.of(SMALLINT, INTEGER, BIGINT);

    /**
     * @param table before the name, or empty
     */
    record Column(String table, String name, long type) implements Expression {}

    /** A literal with its quotes. */
    record Text(String literal) implements Expression {}

    record Numeral(String text, long type) implements Expression {}

    /** true, false, NULL, and CURRENT_DATE and its like, with a precision or without. */
    record Word(String word) implements Expression {}

    record Elements(List<Expression> elements) implements Expression {
        public Elements {
            elements = List.copyOf(elements);
        }
    }

    record Cast(Expression value, long type) implements Expression {}

    record Call(String function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    record Binary(String operator, Expression left, Expression right) implements Expression {}

    record Logic(String word, List<Expression> operands) implements Expression {
        public Logic {
            operands = List.copyOf(operands);
        }
    }

    record Not(Expression operand) implements Expression {}

    record IsNull(Expression operand, boolean not) implements Expression {}

    record In(Expression operand, List<Expression> values, boolean not) implements Expression {
        public In {
            values = List.copyOf(values);
        }
    }

    record Between(Expression operand, Expression low, Expression high) implements Expression {}

    /** The OID of its type; UNKNOWN where it is not known. */
    static long type(Expression expression) {
        return switch (expression) {
            case Column column -> column.type();
            case Text _ -> UNKNOWN;
            case Numeral number -> number.type();
            case Word word -> type(word);
            case Elements _ -> UNKNOWN;
            case Cast cast -> cast.type();
            case Call call ->
                    switch (call.function()) {
                        case "length", "char_length", "octet_length", "position" -> INTEGER;
                        case "count", "count_star" -> BIGINT;
                        case "sum", "avg", "min", "max" -> aggregated(call);
                        case "lower",
                                "upper",
                                "trim",
                                "ltrim",
                                "rtrim",
                                "substr",
                                "substring",
                                "replace",
                                "concat",
                                "left",
                                "right" ->
                                TEXT;
                        default -> UNKNOWN;
                    };
            case Binary binary ->
                    COMPARISONS.contains(binary.operator()) || binary.operator().contains("~")
                            ? BOOL
                            : joinsTexts(binary)
                                    ? TEXT
                                    : wider(type(binary.left()), type(binary.right()));
            case Logic _, Not _, IsNull _, In _, Between _ -> BOOL;
        };
    }

    private static long type(Word word) {
        return switch (word.word()) {
            case "true", "false" -> BOOL;
            case "CURRENT_USER", "SESSION_USER", "CURRENT_ROLE", "USER", "CURRENT_CATALOG" -> NAME;
            case "CURRENT_DATE" -> DATE;
            default -> UNKNOWN;
        };
    }

    private static boolean joinsTexts(Binary binary) {
        return binary.operator().equals("||")
                && isTextual(binary.left())
                && isTextual(binary.right());
    }

    private static boolean isTextual(Expression operand) {
        long type = type(operand);
        return type == TEXT || type == VARCHAR || operand instanceof Text;
    }

    /** With the table's name before its columns. */
    static Expression qualified(Expression expression, String table) {
        return switch (expression) {
            case Column column -> new Column(table, column.name(), column.type());
            case Text text -> text;
            case Numeral number -> number;
            case Word word -> word;
            case Elements list -> new Elements(qualified(list.elements(), table));
            case Cast cast -> new Cast(qualified(cast.value(), table), cast.type());
            case Call call -> new Call(call.function(), qualified(call.arguments(), table));
            case Binary binary ->
                    new Binary(
                            binary.operator(),
                            qualified(binary.left(), table),
                            qualified(binary.right(), table));
            case Logic logic -> new Logic(logic.word(), qualified(logic.operands(), table));
            case Not not -> new Not(qualified(not.operand(), table));
            case IsNull test -> new IsNull(qualified(test.operand(), table), test.not());
            case In in ->
                    new In(qualified(in.operand(), table), qualified(in.values(), table), in.not());
            case Between between ->
                    new Between(
                            qualified(between.operand(), table),
                            qualified(between.low(), table),
                            qualified(between.high(), table));
        };
    }

    private static List<Expression> qualified(List<Expression> all, String table) {
        return all.stream().map(each -> qualified(each, table)).toList();
    }

    private static long aggregated(Call call) {
        long type = call.arguments().size() == 1 ? type(call.arguments().getFirst()) : UNKNOWN;
        return switch (call.function()) {
            case "sum" ->
                    type == INTEGER || type == SMALLINT ? BIGINT : type == BIGINT ? NUMERIC : type;
            case "avg" -> INTEGERS.contains(type) ? NUMERIC : type == REAL ? DOUBLE : type;
            default -> type;
        };
    }

    private static long wider(long left, long right) {
        return left == NUMERIC || right == NUMERIC
                ? NUMERIC
                : left == DOUBLE || right == DOUBLE
                        ? DOUBLE
                        : Math.min(left, right) == BIGINT ? BIGINT : left;
    }

    /**
     * As pg_get_expr prints it.
     *
     * @param pretty without the brackets that are not needed
     */
    static String print(Expression expression, boolean pretty) {
        return switch (expression) {
            case Column column ->
                    (column.table().isEmpty() ? "" : column.table() + '.')
                            + SqlNames.quoted(column.name());
            case Text text -> text.literal();
            case Numeral number ->
                    number.text().startsWith("-") || number.type() == BIGINT
                            ? "'"
                                    + number.text()
                                    + "'::"
                                    + CatalogNames.systemTypeText(number.type())
                            : number.text();
            case Word word -> word.word();
            case Elements list ->
                    list.elements().stream()
                            .map(element -> print(element, pretty))
                            .collect(Collectors.joining(", ", "ARRAY[", "]"));
            // PostgreSQL's parser leaves out a cast to what a value is already.
            case Cast(Call call, long type) when type(call) == type -> print(call, pretty);
            case Cast cast -> cast(cast.value(), cast.type(), pretty);
            case Call call
                    when call.function().equals("timezone") && call.arguments().size() == 2 ->
                    bracketed(
                            nested(call.arguments().get(1), pretty)
                                    + " AT TIME ZONE "
                                    + print(argument(call.arguments().getFirst()), pretty),
                            pretty);
            case Call call when call.function().equals("count_star") -> "count(*)";
            case Call call ->
                    call.arguments().stream()
                            .map(argument -> print(argument(argument), pretty))
                            .collect(Collectors.joining(", ", called(call.function()) + "(", ")"));
            case Binary binary -> bracketed(binary(binary, pretty), pretty);
            case Logic logic ->
                    bracketed(
                            logic.operands().stream()
                                    .map(operand -> inLogic(logic, operand, pretty))
                                    .collect(Collectors.joining(" " + logic.word() + " ")),
                            pretty);
            case Not not -> bracketed("NOT " + nested(not.operand(), pretty), pretty);
            case IsNull test ->
                    bracketed(
                            print(test.operand(), pretty)
                                    + (test.not() ? " IS NOT NULL" : " IS NULL"),
                            pretty);
            case In in -> bracketed(in(in, pretty), pretty);
            case Between between ->
                    print(
                            new Logic(
                                    "AND",
                                    List.of(
                                            new Binary(">=", between.operand(), between.low()),
                                            new Binary("<=", between.operand(), between.high()))),
                            pretty);
        };
    }

    /** A few are no functions, but words of PostgreSQL's grammar. */
    private static String called(String function) {
        return WORDED.contains(function)
                ? function.toUpperCase(Locale.ROOT)
                : SqlNames.quoted(function);
    }

    private static Expression argument(Expression expression) {
        return switch (expression) {
            case Text text -> new Cast(text, TEXT);
            case Column column when column.type() == VARCHAR -> new Cast(column, TEXT);
            default -> expression;
        };
    }

    private static String bracketed(String text, boolean pretty) {
        return pretty ? text : '(' + text + ')';
    }

    private static String nested(Expression operand, boolean pretty) {
        String text = print(operand, pretty);
        boolean simple =
                switch (operand) {
                    case Column _, Text _, Numeral _, Word _, Elements _, Cast _, Call _ -> true;
                    default -> false;
                };
        return pretty && !simple ? '(' + text + ')' : text;
    }

    private static String inLogic(Logic logic, Expression operand, boolean pretty) {
        boolean brackets =
                operand instanceof In
                        || (operand instanceof Logic inner
                                && inner.word().equals("OR")
                                && logic.word().equals("AND"));
        String text = print(operand, pretty);
        return pretty && brackets ? '(' + text + ')' : text;
    }

    private static String binary(Binary binary, boolean pretty) {
        Expression left = coerced(binary.left(), binary.right(), binary.operator());
        Expression right = coerced(binary.right(), binary.left(), binary.operator());
        return nested(left, pretty) + ' ' + binary.operator() + ' ' + nested(right, pretty);
    }

    private static String in(In in, boolean pretty) {
        Expression left = coerced(in.operand(), in.values().getFirst(), "=");
        String values =
                in.values().stream()
                        .map(value -> print(coerced(value, in.operand(), "="), pretty))
                        .collect(Collectors.joining(", "));
        return print(left, pretty)
                + (in.not() ? " <> ALL (ARRAY[" : " = ANY (ARRAY[")
                + values
                + "])";
    }

    /** An operand with the cast that PostgreSQL puts to it beside the other one. */
    private static Expression coerced(Expression operand, Expression other, String operator) {
        long type = type(operand);
        long otherType = type(other);
        boolean textual =
                otherType == TEXT
                        || otherType == VARCHAR
                        || operator.contains("~")
                        || (operator.equals("||") && otherType == UNKNOWN && isTextual(other));
        return switch (operand) {
            case Text text when textual -> new Cast(text, TEXT);
            case Text text when otherType != UNKNOWN -> new Cast(text, otherType);
            case Column column when type == VARCHAR -> new Cast(column, TEXT);
            case Numeral number when otherType == NUMERIC && INTEGERS.contains(type) ->
                    new Cast(number, NUMERIC);
            case Numeral number when otherType == DOUBLE || otherType == REAL ->
                    new Cast(number, DOUBLE);
            case Column column when otherType == NUMERIC && INTEGERS.contains(type) ->
                    new Cast(column, NUMERIC);
            default -> operand;
        };
    }

    private static String cast(Expression value, long type, boolean pretty) {
        String text = print(value, pretty);
        boolean literal = value instanceof Text;
        String shown = literal || (pretty && !(value instanceof Binary)) ? text : '(' + text + ')';
        return shown + "::" + (type == BPCHAR ? "bpchar" : CatalogNames.systemTypeText(type));
    }
}
