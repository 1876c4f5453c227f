package dev.duckspace.gateway.catalog.query;

import dev.duckspace.gateway.catalog.query.Node.Const;
import dev.duckspace.gateway.catalog.query.Resolution.Chosen;
import dev.duckspace.gateway.catalog.query.Syntax.Expr;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what expressions mean. */
final class ExpressionAnalysis {
    private static final long NAME = 19;
    private static final long DATE = 1082;

    private final QueryAnalysis queries;
    private final Meanings meanings;
    private final Resolution resolution;
    private final Scope scope;

    ExpressionAnalysis(QueryAnalysis queries, Meanings meanings, Scope scope) {
        this.queries = queries;
        this.meanings = meanings;
        this.resolution = new Resolution(meanings);
        this.scope = scope;
    }

    Node of(Expr expr) {
        return switch (expr) {
            case Syntax.Name name -> scope.column(name.parts());
            case Syntax.Star star -> throw new UnreadableQuery(star.toString());
            case Syntax.Text text -> new Const(text.value(), Node.UNKNOWN);
            case Syntax.Numeral number -> number(number.text());
            case Syntax.Constant constant ->
                    constant.word().equals("null")
                            ? new Const(null, Node.UNKNOWN)
                            : new Const(constant.word(), Node.BOOL);
            case Syntax.Moment moment -> new Node.Moment(moment.word(), type(moment.word()));
            case Syntax.Cast cast -> cast(of(cast.value()), cast.type());
            case Syntax.Operation operation -> operation(operation);
            case Syntax.Logic logic -> new Node.Logic(logic.word(), truths(logic.operands()));
            case Syntax.Test test -> test(test);
            case Syntax.Distinct distinct -> distinct(distinct);
            case Syntax.Between between -> between(between);
            case Syntax.In in -> in(in);
            case Syntax.InQuery in -> inQuery(in);
            case Syntax.Quantified quantified -> quantified(quantified);
            case Syntax.Case cases -> cases(cases);
            case Syntax.Call call -> new CallAnalysis(this, meanings).of(call);
            case Syntax.Worded worded -> worded(worded);
            case Syntax.Elements list -> elements(all(list.elements()));
            case Syntax.ArrayQuery array -> {
                Node.Level level = queries.level(array.query(), scope);
                long element = level.outputs().getFirst().type();
                yield new Node.Sub("ARRAY", List.of(), level, meanings.array(element));
            }
            case Syntax.Row row -> new Node.Row(all(row.fields()));
            case Syntax.Scalar scalar -> {
                Node.Level level = queries.level(scalar.query(), scope);
                yield new Node.Sub("", List.of(), level, level.outputs().getFirst().type());
            }
            case Syntax.Exists exists ->
                    new Node.Sub(
                            "EXISTS", List.of(), queries.level(exists.query(), scope), Node.BOOL);
            case Syntax.Subscript subscript -> {
                Node array = of(subscript.array());
                long element = meanings.element(array.type());
                if (element == 0) {
                    throw new UnreadableQuery("[");
                }
                Node index = cast(of(subscript.index()), Node.INTEGER);
                yield new Node.Subscript(array, index, element);
            }
            case Syntax.Field field -> {
                Node row = of(field.row());
                yield meanings.fields(row.type()).stream()
                        .filter(column -> column.name().equals(field.name()))
                        .<Node>map(column -> new Node.Field(row, column.name(), column.type()))
                        .findFirst()
                        .orElseThrow(() -> new UnreadableQuery(field.name()));
            }
            case Syntax.Collated collated ->
                    new Node.Collated(
                            typed(of(collated.value())),
                            meanings.quoted(collated.collation().getLast()));
        };
    }

    List<Node> all(List<Expr> all) {
        return all.stream().map(this::of).toList();
    }

    Node truth(Expr expr) {
        return cast(of(expr), Node.BOOL);
    }

    private List<Node> truths(List<Expr> all) {
        return all.stream().map(this::truth).toList();
    }

    static Node number(String text) {
        if (text.matches("-?\\d{1,19}")) {
            BigDecimal value = new BigDecimal(text);
            String plain = value.toPlainString();
            if (value.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0) {
                return new Const(plain, Node.INTEGER);
            }
            if (value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
                return new Const(plain, Node.BIGINT);
            }
        }
        return new Const(new BigDecimal(text).toPlainString(), Node.NUMERIC);
    }

    private static long type(String moment) {
        return switch (moment.replaceFirst("\\(.*", "")) {
            case "CURRENT_DATE" -> DATE;
            case "CURRENT_TIME" -> 1266;
            case "CURRENT_TIMESTAMP" -> 1184;
            case "LOCALTIME" -> 1083;
            case "LOCALTIMESTAMP" -> 1114;
            default -> NAME;
        };
    }

    /** A literal that nothing has given a type is a text. */
    Node typed(Node node) {
        return node.type() == Node.UNKNOWN ? cast(node, Node.TEXT) : node;
    }

    /** As PostgreSQL does by itself. */
    Node cast(Node node, long type) {
        if (node.type() == type || type == Node.UNKNOWN) {
            return node;
        }
        if (node instanceof Const constant && constant.type() == Node.UNKNOWN) {
            return new Const(Constants.as(constant.text(), type), type);
        }
        return new Node.Cast(node, type, -1, true);
    }

    private Node cast(Node node, String written) {
        long type = meanings.type(written);
        if (type == 0) {
            throw new UnreadableQuery(written);
        }
        int modifier = meanings.modifier(written);
        if (node instanceof Node.Elements list
                && list.elements().isEmpty()
                && meanings.element(type) != 0) {
            return new Node.Elements(List.of(), type);
        }
        if (node instanceof Node.Elements list && meanings.element(type) != 0 && modifier < 0) {
            long element = meanings.element(type);
            boolean literals = list.elements().stream().allMatch(each -> each instanceof Const);
            if (literals && list.elements().stream().allMatch(e -> e.type() == Node.TEXT)) {
                return new Node.Elements(
                        list.elements().stream()
                                .map(each -> (Const) each)
                                .<Node>map(
                                        each ->
                                                new Const(
                                                        Constants.as(each.text(), element),
                                                        element))
                                .toList(),
                        type);
            }
        }
        Node cast = cast(node, type);
        if (modifier >= 0) {
            return new Node.Cast(cast, type, modifier, false);
        }
        return cast instanceof Node.Cast own && cast != node
                ? new Node.Cast(own.value(), type, -1, false)
                : cast;
    }

    private Node operation(Syntax.Operation operation) {
        Expr left = operation.left();
        Node right = of(operation.right());
        return left == null
                ? operation(operation.operator(), List.of(right))
                : operation(operation.operator(), List.of(of(left), right));
    }

    Node operation(String operator, List<Node> operands) {
        if (operands.stream().anyMatch(each -> each instanceof Node.Row)) {
            return rows(operator, operands);
        }
        Chosen chosen = resolution.operator(operator, types(operands));
        return new Node.Operation(operator, cast(operands, chosen.arguments()), chosen.result());
    }

    /** PostgreSQL takes {@code (a, b) = (c, d)} apart. */
    private Node rows(String operator, List<Node> operands) {
        if (!(operands.getFirst() instanceof Node.Row left)
                || !(operands.getLast() instanceof Node.Row right)
                || left.fields().size() != right.fields().size()
                || !(operator.equals("=") || operator.equals("<>"))) {
            throw new UnreadableQuery(operator);
        }
        List<Node> pairs = new ArrayList<>();
        for (int i = 0; i < left.fields().size(); i++) {
            pairs.add(operation(operator, List.of(left.fields().get(i), right.fields().get(i))));
        }
        return pairs.size() == 1
                ? pairs.getFirst()
                : new Node.Logic(operator.equals("=") ? "AND" : "OR", pairs);
    }

    List<Node> cast(List<Node> nodes, List<Long> types) {
        List<Node> cast = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            cast.add(cast(nodes.get(i), types.get(i)));
        }
        return cast;
    }

    static List<Long> types(List<Node> nodes) {
        return nodes.stream().map(Node::type).toList();
    }

    private Node test(Syntax.Test test) {
        Node operand = of(test.operand());
        return new Node.Test(
                test.test().endsWith("NULL") ? operand : cast(operand, Node.BOOL), test.test());
    }

    private Node distinct(Syntax.Distinct distinct) {
        Node left = of(distinct.left());
        Node right = of(distinct.right());
        if (right instanceof Const constant && constant.text() == null) {
            return new Node.Test(left, distinct.not() ? "IS NULL" : "IS NOT NULL");
        }
        Chosen equal = resolution.operator("=", List.of(left.type(), right.type()));
        List<Node> operands = cast(List.of(left, right), equal.arguments());
        Node node = new Node.Distinct(operands.getFirst(), operands.getLast());
        return distinct.not() ? new Node.Logic("NOT", List.of(node)) : node;
    }

    private Node between(Syntax.Between between) {
        Node operand = of(between.operand());
        Node low = of(between.low());
        Node high = of(between.high());
        return between.not()
                ? new Node.Logic(
                        "OR",
                        List.of(
                                operation("<", List.of(operand, low)),
                                operation(">", List.of(operand, high))))
                : new Node.Logic(
                        "AND",
                        List.of(
                                operation(">=", List.of(operand, low)),
                                operation("<=", List.of(operand, high))));
    }

    private Node in(Syntax.In in) {
        Node operand = of(in.operand());
        List<Node> values = all(in.values());
        String operator = in.not() ? "<>" : "=";
        boolean constants = values.stream().noneMatch(each -> mentionsColumns(each));
        if (constants && values.size() > 1 && !(operand instanceof Node.Row)) {
            List<Long> types = new ArrayList<>(List.of(operand.type()));
            types.addAll(types(values));
            long common = resolution.common(types);
            Node list =
                    new Node.Elements(
                            values.stream().map(each -> cast(each, common)).toList(),
                            meanings.array(common));
            return anyOf(operand, operator, in.not(), list);
        }
        List<Node> tests =
                values.stream().map(each -> operation(operator, List.of(operand, each))).toList();
        return tests.size() == 1
                ? tests.getFirst()
                : new Node.Logic(in.not() ? "AND" : "OR", tests);
    }

    private static boolean mentionsColumns(Node node) {
        return switch (node) {
            case Const _, Node.Moment _ -> false;
            case Node.Cast cast -> mentionsColumns(cast.value());
            case Node.Call call -> mentionsColumns(call.arguments());
            case Node.Operation operation -> mentionsColumns(operation.operands());
            default -> true;
        };
    }

    private static boolean mentionsColumns(List<Node> nodes) {
        return nodes.stream().anyMatch(ExpressionAnalysis::mentionsColumns);
    }

    private Node anyOf(Node operand, String operator, boolean all, Node array) {
        long element = meanings.element(array.type());
        if (element == 0) {
            throw new UnreadableQuery(operator);
        }
        Chosen chosen = resolution.operator(operator, List.of(operand.type(), element));
        long wanted = chosen.arguments().getLast();
        Node cast = wanted == element ? array : cast(array, meanings.array(wanted));
        return new Node.AnyOf(cast(operand, chosen.arguments().getFirst()), operator, all, cast);
    }

    private Node inQuery(Syntax.InQuery in) {
        Node.Level level = queries.level(in.query(), scope);
        List<Node> operands =
                of(in.operand()) instanceof Node.Row row ? row.fields() : List.of(of(in.operand()));
        List<Node> cast = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            Node operand = operands.get(i);
            long type = level.outputs().get(i).type();
            Chosen equal = resolution.operator("=", List.of(operand.type(), type));
            cast.add(cast(operand, equal.arguments().getFirst()));
        }
        Node node = new Node.Sub("IN", cast, level, Node.BOOL);
        return in.not() ? new Node.Logic("NOT", List.of(node)) : node;
    }

    private Node quantified(Syntax.Quantified quantified) {
        Node operand = of(quantified.operand());
        Syntax.Query query = quantified.query();
        Expr array = quantified.array();
        if (query == null) {
            Node read = array == null ? operand : of(array);
            Node list =
                    read.type() == Node.UNKNOWN
                            ? cast(read, meanings.array(typed(operand).type()))
                            : read;
            return anyOf(operand, quantified.operator(), quantified.all(), list);
        }
        Node.Level level = queries.level(query, scope);
        long type = level.outputs().getFirst().type();
        Chosen chosen = resolution.operator(quantified.operator(), List.of(operand.type(), type));
        boolean in = quantified.operator().equals("=") && !quantified.all();
        String before = in ? "IN" : quantified.operator() + (quantified.all() ? " ALL" : " ANY");
        return new Node.Sub(
                before, List.of(cast(operand, chosen.arguments().getFirst())), level, Node.BOOL);
    }

    private Node cases(Syntax.Case cases) {
        Expr tested = cases.operand();
        Node operand = tested == null ? null : typed(of(tested));
        List<Node> conditions = new ArrayList<>();
        List<Node> results = new ArrayList<>();
        for (Syntax.When when : cases.whens()) {
            conditions.add(condition(operand, when.condition()));
            results.add(of(when.result()));
        }
        Expr otherwise = cases.otherwise();
        Node last = otherwise == null ? new Const(null, Node.UNKNOWN) : of(otherwise);
        List<Long> types = new ArrayList<>(List.of(last.type()));
        types.addAll(types(results));
        long common = resolution.common(types);
        List<Node.When> whens = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            whens.add(new Node.When(conditions.get(i), cast(results.get(i), common)));
        }
        return new Node.Case(operand, whens, cast(last, common), common);
    }

    private Node condition(@Nullable Node operand, Expr condition) {
        if (operand == null) {
            return truth(condition);
        }
        Node value = of(condition);
        Chosen equal = resolution.operator("=", List.of(operand.type(), value.type()));
        return cast(value, equal.arguments().getLast());
    }

    private Node worded(Syntax.Worded worded) {
        List<Node> arguments = all(worded.arguments());
        if (worded.word().equals("NULLIF")) {
            Chosen equal = resolution.operator("=", types(arguments));
            List<Node> cast = cast(arguments, equal.arguments());
            return new Node.Worded("NULLIF", cast, cast.getFirst().type());
        }
        long common = resolution.common(types(arguments));
        return new Node.Worded(
                worded.word(), arguments.stream().map(each -> cast(each, common)).toList(), common);
    }

    private Node elements(List<Node> elements) {
        if (elements.isEmpty()) {
            return new Node.Elements(elements, Node.UNKNOWN);
        }
        long common = resolution.common(types(elements));
        return new Node.Elements(
                elements.stream().map(each -> cast(each, common)).toList(), meanings.array(common));
    }

    Resolution resolution() {
        return resolution;
    }

    Scope scope() {
        return scope;
    }

    /** The name that PostgreSQL gives a column without one. */
    String label(Expr expr) {
        String label = named(expr);
        return label.isEmpty() ? "?column?" : label;
    }

    private String named(Expr expr) {
        return switch (expr) {
            case Syntax.Name name -> name.parts().getLast();
            case Syntax.Field field -> field.name();
            case Syntax.Subscript subscript -> named(subscript.array());
            case Syntax.Collated collated -> named(collated.value());
            case Syntax.Call call -> call.name().getLast();
            case Syntax.Cast cast -> {
                String inner = named(cast.value());
                boolean weak = inner.isEmpty() || cast.value() instanceof Syntax.Cast;
                yield weak ? meanings.typeName(meanings.type(cast.type())) : inner;
            }
            case Syntax.Case cases -> {
                Expr otherwise = cases.otherwise();
                yield otherwise instanceof Syntax.Name || otherwise instanceof Syntax.Call
                        ? named(otherwise)
                        : "case";
            }
            case Syntax.Worded worded -> worded.word().toLowerCase(Locale.ROOT);
            case Syntax.Elements _, Syntax.ArrayQuery _ -> "array";
            case Syntax.Row _ -> "row";
            case Syntax.Exists _ -> "exists";
            case Syntax.Scalar scalar ->
                    scalar.query().body() instanceof Syntax.Select select
                            ? select.items().getFirst().label() == null
                                    ? named(select.items().getFirst().value())
                                    : String.valueOf(select.items().getFirst().label())
                            : "";
            case Syntax.Moment moment ->
                    moment.word().replaceFirst("\\(.*", "").toLowerCase(Locale.ROOT);
            case Syntax.Constant constant -> constant.word().equals("null") ? "" : "bool";
            case Syntax.Star _,
                    Syntax.Text _,
                    Syntax.Numeral _,
                    Syntax.Operation _,
                    Syntax.Logic _,
                    Syntax.Test _,
                    Syntax.Distinct _,
                    Syntax.Between _,
                    Syntax.In _,
                    Syntax.InQuery _,
                    Syntax.Quantified _ ->
                    "";
        };
    }
}
