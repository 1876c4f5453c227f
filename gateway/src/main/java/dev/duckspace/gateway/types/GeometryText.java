package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The texts of PostgreSQL's geometric types, as it prints them. */
final class GeometryText {
    private record Point(double x, double y) {
        String text() {
            return "(" + WrittenText.number(x) + "," + WrittenText.number(y) + ")";
        }
    }

    private final String type;
    private final String text;
    private int at;

    private GeometryText(String type, String text) {
        this.type = type;
        this.text = text;
    }

    static String point(String text) {
        GeometryText reader = new GeometryText("point", text);
        Point point = reader.point();
        reader.expectEnd();
        return point.text();
    }

    static String lseg(String text) {
        List<Point> points = new GeometryText("lseg", text).points('[', ']', 2);
        return "[" + points.get(0).text() + "," + points.get(1).text() + "]";
    }

    /** Upper right corner first. */
    static String box(String text) {
        List<Point> corners = new GeometryText("box", text).points('(', ')', 2);
        Point a = corners.get(0);
        Point b = corners.get(1);
        return new Point(Math.max(a.x, b.x), Math.max(a.y, b.y)).text()
                + ","
                + new Point(Math.min(a.x, b.x), Math.min(a.y, b.y)).text();
    }

    /** Square brackets for an open one. */
    static String path(String text) {
        boolean open = NumberInput.trim(text).startsWith("[");
        List<Point> points =
                new GeometryText("path", text).points(open ? '[' : '(', open ? ']' : ')', 0);
        return (open ? "[" : "(") + joined(points) + (open ? "]" : ")");
    }

    static String polygon(String text) {
        return "(" + joined(new GeometryText("polygon", text).points('(', ')', 0)) + ")";
    }

    /** The coefficients of Ax + By + C = 0, or two points. */
    static String line(String text) {
        GeometryText reader = new GeometryText("line", text);
        reader.skipSpace();
        if (!reader.accept('{')) {
            return ofPoints(new GeometryText("line", text).points('[', ']', 2));
        }
        double a = reader.number();
        reader.expect(',');
        double b = reader.number();
        reader.expect(',');
        double c = reader.number();
        reader.expect('}');
        reader.expectEnd();
        if (a == 0 && b == 0) {
            throw new PgException(
                    SqlState.INVALID_TEXT_REPRESENTATION,
                    "invalid line specification: A and B cannot both be zero");
        }
        return coefficients(a, b, c);
    }

    private static String ofPoints(List<Point> points) {
        Point p = points.get(0);
        Point q = points.get(1);
        if (p.equals(q)) {
            throw new PgException(
                    SqlState.INVALID_TEXT_REPRESENTATION,
                    "invalid line specification: must be two distinct points");
        }
        if (p.x == q.x) {
            return coefficients(-1, 0, p.x);
        }
        if (p.y == q.y) {
            return coefficients(0, -1, p.y);
        }
        double slope = (q.y - p.y) / (q.x - p.x);
        double c = p.y - slope * p.x;
        return coefficients(slope, -1, c == 0 ? 0 : c);
    }

    private static String coefficients(double a, double b, double c) {
        return "{"
                + WrittenText.number(a)
                + ","
                + WrittenText.number(b)
                + ","
                + WrittenText.number(c)
                + "}";
    }

    static String circle(String text) {
        GeometryText reader = new GeometryText("circle", text);
        reader.skipSpace();
        char close = reader.accept('<') ? '>' : ')';
        boolean wrapped = close == '>' || reader.opensTwice();
        if (close == ')' && wrapped) {
            reader.expect('(');
        }
        Point center = reader.point();
        reader.expect(',');
        double radius = reader.number();
        if (wrapped) {
            reader.expect(close);
        }
        reader.expectEnd();
        if (radius < 0) {
            throw InputErrors.invalidSyntax("circle", text);
        }
        return "<" + center.text() + "," + WrittenText.number(radius) + ">";
    }

    private static String joined(List<Point> points) {
        return points.stream().map(Point::text).collect(Collectors.joining(","));
    }

    /** With or without brackets around all; with {@code count} of 0 any number but none. */
    private List<Point> points(char open, char close, int count) {
        skipSpace();
        boolean wrapped =
                text.startsWith(String.valueOf(open), at) && (open != '(' || opensTwice());
        if (wrapped) {
            at++;
        }
        List<Point> points = new ArrayList<>();
        do {
            points.add(point());
            skipSpace();
        } while (accept(','));
        if (wrapped) {
            expect(close);
        }
        expectEnd();
        if (count > 0 && points.size() != count) {
            throw InputErrors.invalidSyntax(type, text);
        }
        return points;
    }

    private boolean opensTwice() {
        int next = at + 1;
        while (next < text.length() && NumberInput.isSpace(text.charAt(next))) {
            next++;
        }
        return text.startsWith("(", at) && text.startsWith("(", next);
    }

    private Point point() {
        skipSpace();
        boolean brackets = accept('(');
        double x = number();
        expect(',');
        double y = number();
        if (brackets) {
            expect(')');
        }
        return new Point(x, y);
    }

    private double number() {
        skipSpace();
        int from = at;
        while (at < text.length() && "(),<>[]{} \t\n\r".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        try {
            return NumberInput.float8(text.substring(from, at));
        } catch (PgException e) {
            throw e.sqlState() == SqlState.INVALID_TEXT_REPRESENTATION
                    ? InputErrors.invalidSyntax(type, text)
                    : e;
        }
    }

    private void expect(char c) {
        skipSpace();
        if (!accept(c)) {
            throw InputErrors.invalidSyntax(type, text);
        }
    }

    private void expectEnd() {
        skipSpace();
        if (at < text.length()) {
            throw InputErrors.invalidSyntax(type, text);
        }
    }

    private boolean accept(char c) {
        boolean found = at < text.length() && text.charAt(at) == c;
        at += found ? 1 : 0;
        return found;
    }

    private void skipSpace() {
        while (at < text.length() && NumberInput.isSpace(text.charAt(at))) {
            at++;
        }
    }
}
