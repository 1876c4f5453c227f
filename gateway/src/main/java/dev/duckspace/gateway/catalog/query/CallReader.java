package dev.duckspace.gateway.catalog.query;

import dev.duckspace.gateway.catalog.query.Lexer.Kind;
import dev.duckspace.gateway.catalog.query.Syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads calls of functions, aggregates and window functions. */
final class CallReader {
    private final ExpressionReader in;

    CallReader(ExpressionReader in) {
        this.in = in;
    }

    /** What stands behind the opening bracket. */
    Expr call(List<String> name) {
        boolean star = in.isMark(0, "*") && in.isMark(1, ")");
        boolean distinct = false;
        List<Expr> arguments = List.of();
        List<Syntax.Key> order = List.of();
        if (star) {
            in.next();
        } else if (!in.isMark(0, ")")) {
            distinct = in.takes("distinct");
            in.takes("all");
            if (in.is("variadic")) {
                throw in.unreadable();
            }
            arguments = arguments();
            order = in.takes("order by") ? in.keys() : List.of();
        }
        in.expectMark(")");
        List<Syntax.Key> within = List.of();
        if (in.takes("within group")) {
            in.expectMark("(");
            in.expect("order by");
            within = in.keys();
            in.expectMark(")");
        }
        Expr filter = null;
        if (in.takes("filter")) {
            in.expectMark("(");
            in.expect("where");
            filter = in.expression();
            in.expectMark(")");
        }
        Object over = in.takes("over") ? over() : null;
        return new Syntax.Call(name, arguments, "", star, distinct, order, within, filter, over);
    }

    private List<Expr> arguments() {
        List<Expr> arguments = in.expressions();
        if (in.isMark(0, "=>") || in.isMark(0, ":")) {
            throw in.unreadable();
        }
        return arguments;
    }

    private Object over() {
        if (!in.takesMark("(")) {
            return in.name();
        }
        return window();
    }

    /** Up to the closing bracket. */
    Syntax.Window window() {
        Set<String> begins = Set.of("partition", "order", "range", "rows", "groups");
        String base = in.isName() && !begins.contains(in.token(0).text()) ? in.name() : null;
        List<Expr> partition = in.takes("partition by") ? in.expressions() : List.of();
        List<Syntax.Key> order = in.takes("order by") ? in.keys() : List.of();
        List<Object> frame = new ArrayList<>();
        while (!in.isMark(0, ")")) {
            frame.add(framePart());
        }
        in.expectMark(")");
        return new Syntax.Window(base, partition, order, frame);
    }

    /** A word, or the expression of an offset. */
    private Object framePart() {
        Set<String> words =
                Set.of(
                        "range",
                        "rows",
                        "groups",
                        "between",
                        "and",
                        "unbounded",
                        "preceding",
                        "following",
                        "current",
                        "row",
                        "exclude",
                        "no",
                        "others",
                        "group",
                        "ties");
        if (in.token(0).kind() == Kind.WORD && words.contains(in.token(0).text())) {
            return in.next().text().toUpperCase(Locale.ROOT);
        }
        if (in.token(0).kind() != Kind.NUMBER
                && in.token(0).kind() != Kind.STRING
                && !in.is("interval")) {
            throw in.unreadable();
        }
        return in.expression();
    }

    /** Calls in PostgreSQL's own syntax; null for what is none. */
    @Nullable Expr special(String word) {
        return switch (word) {
            case "extract" -> extract();
            case "position" -> position();
            case "substring" -> substring();
            case "overlay" -> overlay();
            case "trim" -> trim();
            default -> null;
        };
    }

    private void open() {
        in.next();
        in.expectMark("(");
    }

    private Expr extract() {
        open();
        String field = in.next().text();
        in.expect("from");
        Expr value = in.expression();
        in.expectMark(")");
        return ExpressionReader.call("extract", List.of(new Syntax.Text(field), value), "EXTRACT");
    }

    /** The first operand is read without the IN behind it. */
    private Expr position() {
        open();
        Expr part = in.operators();
        in.expect("in");
        Expr whole = in.operators();
        in.expectMark(")");
        return ExpressionReader.call("position", List.of(whole, part), "POSITION");
    }

    private Expr substring() {
        open();
        List<Expr> arguments = new ArrayList<>(List.of(in.expression()));
        boolean own = in.is("from") || in.is("for");
        if (in.takes("from")) {
            arguments.add(in.expression());
        }
        if (in.takes("for")) {
            if (arguments.size() == 1) {
                arguments.add(new Syntax.Numeral("1"));
            }
            arguments.add(in.expression());
        }
        while (!own && in.takesMark(",")) {
            arguments.add(in.expression());
        }
        in.expectMark(")");
        return ExpressionReader.call("substring", arguments, own ? "SUBSTRING" : "");
    }

    private Expr overlay() {
        open();
        List<Expr> arguments = new ArrayList<>(List.of(in.expression()));
        if (!in.takes("placing")) {
            throw in.unreadable();
        }
        arguments.add(in.expression());
        in.expect("from");
        arguments.add(in.expression());
        if (in.takes("for")) {
            arguments.add(in.expression());
        }
        in.expectMark(")");
        return ExpressionReader.call("overlay", arguments, "OVERLAY");
    }

    private String trimming() {
        if (in.takes("leading")) {
            return "ltrim";
        }
        if (in.takes("trailing")) {
            return "rtrim";
        }
        in.takes("both");
        return "btrim";
    }

    private Expr trim() {
        open();
        String function = trimming();
        List<Expr> arguments = new ArrayList<>();
        if (!in.is("from")) {
            arguments.add(in.expression());
        }
        if (in.takes("from")) {
            arguments.add(0, in.expression());
        }
        while (in.takesMark(",")) {
            arguments.add(in.expression());
        }
        in.expectMark(")");
        return ExpressionReader.call(function, arguments, "TRIM");
    }
}
