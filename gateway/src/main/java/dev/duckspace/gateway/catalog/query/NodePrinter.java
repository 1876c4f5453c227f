package dev.duckspace.gateway.catalog.query;

import dev.duckspace.gateway.catalog.query.Node.Const;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints expressions as PostgreSQL does. */
final class NodePrinter {
    private static final int INDENT = 4;

    private final QueryPrinter queries;
    private final Meanings meanings;
    private final boolean pretty;

    NodePrinter(QueryPrinter queries, Meanings meanings, boolean pretty) {
        this.queries = queries;
        this.meanings = meanings;
        this.pretty = pretty;
    }

    private NodePrinter put(String text) {
        queries.out().append(text);
        return this;
    }

    void print(Node node) {
        switch (node) {
            case Node.Var column -> {
                if (column.of() != null) {
                    put(meanings.quoted(column.of().shown())).put(".");
                }
                put(meanings.quoted(column.name()));
            }
            case Const constant -> constant(constant, true);
            case Node.Cast cast -> cast(cast);
            case Node.Call call -> call(call);
            case Node.Aggregate aggregate -> aggregate(aggregate);
            case Node.Over over -> over(over);
            case Node.Operation operation -> bracketed(() -> operation(operation));
            case Node.Logic logic -> bracketed(() -> logic(logic));
            case Node.Test test ->
                    bracketed(
                            () -> {
                                nested(test.operand(), test);
                                put(" " + test.test());
                            });
            case Node.Distinct distinct ->
                    bracketed(
                            () -> {
                                nested(distinct.left(), distinct);
                                put(" IS DISTINCT FROM ");
                                nested(distinct.right(), distinct);
                            });
            case Node.AnyOf any ->
                    bracketed(
                            () -> {
                                nested(any.operand(), any);
                                put(" " + any.operator() + (any.all() ? " ALL (" : " ANY ("));
                                nested(any.array(), any);
                                put(")");
                            });
            case Node.Sub sub -> sub(sub);
            case Node.Case cases -> cases(cases);
            case Node.Worded worded -> {
                put(worded.word() + "(");
                list(worded.arguments());
                put(")");
            }
            case Node.Elements list -> {
                put("ARRAY[");
                list(list.elements());
                put("]");
                if (list.elements().isEmpty()) {
                    put("::" + meanings.typeText(list.type(), -1));
                }
            }
            case Node.Row row -> {
                put("ROW(");
                list(row.fields());
                put(")");
            }
            case Node.Subscript subscript -> {
                boolean column = subscript.array() instanceof Node.Var;
                put(column ? "" : "(");
                print(subscript.array());
                put(column ? "[" : ")[");
                print(subscript.index());
                put("]");
            }
            case Node.Field field -> {
                put("(");
                print(field.row());
                put(").").put(meanings.quoted(field.name()));
            }
            case Node.Moment moment -> put(moment.word());
            case Node.Collated collated ->
                    bracketed(
                            () -> {
                                nested(collated.value(), collated);
                                put(" COLLATE " + collated.collation());
                            });
        }
    }

    private void bracketed(Runnable inner) {
        put(pretty ? "" : "(");
        inner.run();
        put(pretty ? "" : ")");
    }

    private void list(List<? extends Node> nodes) {
        String separator = "";
        for (Node node : nodes) {
            put(separator);
            print(node);
            separator = ", ";
        }
    }

    private void nested(Node node, Node parent) {
        boolean brackets = pretty && !Brackets.isSimple(node, parent);
        put(brackets ? "(" : "");
        print(node);
        put(brackets ? ")" : "");
    }

    private void constant(Const constant, boolean labelled) {
        String text = constant.text();
        long type = constant.type();
        if (text == null) {
            put("NULL").put(labelled && type != Node.UNKNOWN ? label(type) : "");
            return;
        }
        boolean bare =
                (type == Node.INTEGER && !text.startsWith("-"))
                        || (type == Node.NUMERIC && text.matches("\\d+\\.\\d+"))
                        || type == Node.BOOL;
        String literal = text.replace("'", "''");
        put(bare ? text : '\'' + literal + '\'');
        put(labelled && !bare && type != Node.UNKNOWN ? label(type) : "");
    }

    private String label(long type) {
        return "::" + meanings.typeText(type, -1);
    }

    private void cast(Node.Cast cast) {
        Node value = cast.value();
        if (value instanceof Const constant && constant.type() == cast.type()) {
            constant(constant, false);
        } else {
            Node inner = shown(value);
            put(pretty ? "" : "(");
            nested(inner, cast);
            put(pretty ? "" : ")");
        }
        put("::" + meanings.typeText(cast.type(), cast.modifier()));
    }

    /** Some places do not show what PostgreSQL casts by itself. */
    private static Node shown(Node node) {
        return node instanceof Node.Cast cast && cast.implicit() ? shown(cast.value()) : node;
    }

    private void call(Node.Call call) {
        List<Node> arguments =
                call.form().isEmpty()
                        ? call.arguments()
                        : call.arguments().stream().map(NodePrinter::shown).toList();
        switch (call.form()) {
            case "TIMEZONE" -> {
                put("(");
                nested(arguments.get(1), call);
                put(" AT TIME ZONE ");
                nested(arguments.get(0), call);
                put(")");
            }
            case "EXTRACT" -> {
                String field = arguments.getFirst() instanceof Const name ? name.text() : "";
                put("EXTRACT(" + field + " FROM ");
                print(arguments.get(1));
                put(")");
            }
            case "POSITION" -> {
                put("POSITION((");
                print(arguments.get(1));
                put(") IN (");
                print(arguments.get(0));
                put("))");
            }
            case "SUBSTRING" -> worded("SUBSTRING(", arguments, " FROM ", " FOR ");
            case "OVERLAY" -> worded("OVERLAY(", arguments, " PLACING ", " FROM ", " FOR ");
            case "TRIM" -> trim(call.name(), arguments);
            default -> {
                put(call.name() + "(");
                list(arguments);
                put(")");
            }
        }
    }

    private void worded(String begin, List<Node> arguments, String... words) {
        put(begin);
        for (int i = 0; i < arguments.size(); i++) {
            put(i == 0 ? "" : words[i - 1]);
            print(arguments.get(i));
        }
        put(")");
    }

    private void trim(String function, List<Node> arguments) {
        put(
                switch (function) {
                    case "ltrim" -> "TRIM(LEADING";
                    case "rtrim" -> "TRIM(TRAILING";
                    default -> "TRIM(BOTH";
                });
        if (arguments.size() == 2) {
            put(" ");
            print(arguments.get(1));
        }
        put(" FROM ");
        print(arguments.getFirst());
        put(")");
    }

    private void aggregate(Node.Aggregate aggregate) {
        put(aggregate.name() + '(' + (aggregate.distinct() ? "DISTINCT " : ""));
        put(aggregate.star() ? "*" : "");
        list(aggregate.arguments());
        if (!aggregate.order().isEmpty()) {
            put(" ORDER BY ");
            keys(aggregate.order(), false);
        }
        put(")");
        if (!aggregate.within().isEmpty()) {
            put(" WITHIN GROUP (ORDER BY ");
            keys(aggregate.within(), false);
            put(")");
        }
        if (aggregate.filter() != null) {
            put(" FILTER (WHERE ");
            print(aggregate.filter());
            put(")");
        }
    }

    private void over(Node.Over over) {
        print(over.call());
        put(" OVER ");
        if (over.window() != null) {
            window(over.window());
        } else {
            put(meanings.quoted(String.valueOf(over.name())));
        }
    }

    void window(Node.Window window) {
        put("(");
        String separator = "";
        if (window.base() != null) {
            put(meanings.quoted(window.base()));
            separator = " ";
        }
        if (!window.partition().isEmpty()) {
            put(separator + "PARTITION BY ");
            String comma = "";
            for (Node key : window.partition()) {
                put(comma);
                key(key);
                comma = ", ";
            }
            separator = " ";
        }
        if (!window.order().isEmpty()) {
            put(separator + "ORDER BY ");
            keys(window.order(), false);
            separator = " ";
        }
        for (Object part : window.frame()) {
            put(separator);
            if (part instanceof Node offset) {
                print(offset);
            } else {
                put(part.toString());
            }
            separator = " ";
        }
        put(")");
    }

    /**
     * @param numbers whether columns are named by them
     */
    void keys(List<Node.Key> keys, boolean numbers) {
        String separator = "";
        for (Node.Key key : keys) {
            put(separator);
            if (numbers && key.value() instanceof Const number) {
                put(String.valueOf(number.text()));
            } else {
                key(key.value());
            }
            order(key.descending(), key.nullsFirst());
            separator = ", ";
        }
    }

    private void order(boolean descending, @Nullable Boolean nullsFirst) {
        boolean first = nullsFirst == null ? descending : nullsFirst;
        put(descending ? " DESC" : "");
        put(first == descending ? "" : first ? " NULLS FIRST" : " NULLS LAST");
    }

    /** What is grouped or ordered by; brackets keep it from being read otherwise. */
    void key(Node node) {
        boolean own =
                node instanceof Node.Var
                        || node instanceof Const
                        || (!pretty
                                && !(node instanceof Node.Call)
                                && !(node instanceof Node.Aggregate)
                                && !(node instanceof Node.Over)
                                && !(node instanceof Node.Cast cast && cast.isCalled()));
        put(own ? "" : "(");
        print(node);
        put(own ? "" : ")");
    }

    private void operation(Node.Operation operation) {
        List<Node> operands = operation.operands();
        if (operands.size() == 1) {
            put(operation.operator() + ' ');
            nested(operands.getFirst(), operation);
            return;
        }
        nested(operands.getFirst(), operation);
        put(' ' + operation.operator() + ' ');
        nested(operands.getLast(), operation);
    }

    private void logic(Node.Logic logic) {
        if (logic.word().equals("NOT")) {
            put("NOT ");
            nested(logic.operands().getFirst(), logic);
            return;
        }
        String separator = "";
        for (Node operand : logic.operands()) {
            put(separator);
            nested(operand, logic);
            separator = ' ' + logic.word() + ' ';
        }
    }

    private void sub(Node.Sub sub) {
        boolean array = sub.before().equals("ARRAY");
        put(array ? "ARRAY(" : "(");
        if (sub.operands().size() == 1) {
            print(sub.operands().getFirst());
            put(" ");
        } else if (!sub.operands().isEmpty()) {
            put("(");
            list(sub.operands());
            put(") ");
        }
        boolean brackets = !array && !sub.before().isEmpty();
        put(brackets ? sub.before().toUpperCase(Locale.ROOT) + " (" : "");
        queries.query(sub.query(), null, false);
        put(brackets ? "))" : ")");
    }

    private void cases(Node.Case cases) {
        queries.keyword("CASE", 0, INDENT, 0);
        if (cases.operand() != null) {
            put(" ");
            print(cases.operand());
        }
        for (Node.When when : cases.whens()) {
            queries.keyword("WHEN ", 0, 0, 0);
            print(when.condition());
            put(" THEN ");
            print(when.result());
        }
        queries.keyword("ELSE ", 0, 0, 0);
        print(cases.otherwise());
        queries.keyword("END", -INDENT, 0, 0);
    }
}
