package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.function;
import static dev.duckspace.gateway.functions.GeometryFunctions.BOX;
import static dev.duckspace.gateway.functions.GeometryFunctions.CIRCLE;
import static dev.duckspace.gateway.functions.GeometryFunctions.LINE;
import static dev.duckspace.gateway.functions.GeometryFunctions.LSEG;
import static dev.duckspace.gateway.functions.GeometryFunctions.PATH;
import static dev.duckspace.gateway.functions.GeometryFunctions.POINT;
import static dev.duckspace.gateway.functions.GeometryFunctions.POLYGON;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.functions.GeometryFunctions.Shape;
import dev.duckspace.gateway.functions.geometry.Box;
import dev.duckspace.gateway.functions.geometry.Circle;
import dev.duckspace.gateway.functions.geometry.Line;
import dev.duckspace.gateway.functions.geometry.Path;
import dev.duckspace.gateway.functions.geometry.Point;
import dev.duckspace.gateway.functions.geometry.Polygon;
import dev.duckspace.gateway.functions.geometry.Segment;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;

/**
 * Operators of geometric values. Those with a {@code #} or a {@code ?} the engine cannot read:
 * their functions are there.
 */
final class GeometryOperators {
    private final List<EngineFunction> functions = new ArrayList<>();

    private GeometryOperators() {}

    static List<EngineFunction> all() {
        GeometryOperators all = new GeometryOperators();
        all.arithmetic();
        all.distances();
        all.containment();
        all.places();
        return all.functions;
    }

    private void arithmetic() {
        moved("+", Point::plus);
        moved("-", Point::minus);
        moved("*", Point::times);
        // What the engine makes of / between whole numbers.
        moved("//", GeometryOperators::quotient);
        moved("/", GeometryOperators::quotient);
        functions.add(
                function(
                        "+",
                        PATH.type(),
                        List.of(PATH.type(), PATH.type()),
                        row -> {
                            Path one = PATH.of(row, 0);
                            Path other = PATH.of(row, 1);
                            if (one.closed() || other.closed()) {
                                return null;
                            }
                            List<Point> points = new ArrayList<>(one.points());
                            points.addAll(other.points());
                            return GeometryTexts.text(new Path(points, false));
                        }));
        unary("@@", LSEG, Segment::center);
        unary("@@", BOX, Box::center);
        unary("@@", CIRCLE, Circle::center);
        unary("@@", POLYGON, polygon -> polygon.circle().center());
        functions.add(
                function("@-@", DOUBLE, List.of(LSEG.type()), row -> LSEG.of(row, 0).length()));
        functions.add(
                function("@-@", DOUBLE, List.of(PATH.type()), row -> PATH.of(row, 0).length()));
    }

    private static Point quotient(Point one, Point other) {
        try {
            return one.dividedBy(other);
        } catch (ArithmeticException e) {
            throw new PgException(SqlState.DIVISION_BY_ZERO, "division by zero");
        }
    }

    /** Of a point, and of all points of a shape. */
    private void moved(String name, BinaryOperator<Point> of) {
        made(name, POINT, of);
        made(name, BOX, (box, by) -> Box.of(of.apply(box.high(), by), of.apply(box.low(), by)));
        made(name, PATH, (path, by) -> path.moved(point -> of.apply(point, by)));
        made(name, CIRCLE, (circle, by) -> circle(name, circle, by, of));
    }

    private static Circle circle(String name, Circle circle, Point by, BinaryOperator<Point> of) {
        double length = new Point(0, 0).distance(by);
        double radius =
                switch (name) {
                    case "*" -> circle.radius() * length;
                    case "/", "//" -> circle.radius() / length;
                    default -> circle.radius();
                };
        return new Circle(of.apply(circle.center(), by), radius);
    }

    private void distances() {
        distance(POINT, POINT, Point::distance);
        distance(LSEG, LSEG, Segment::distance);
        distance(BOX, BOX, (a, b) -> a.center().distance(b.center()));
        distance(PATH, PATH, Path::distance);
        distance(POLYGON, POLYGON, Polygon::distance);
        distance(CIRCLE, CIRCLE, Circle::distance);
        distance(LINE, LINE, Line::distance);
        both(LINE, POINT, Line::distance);
        both(LSEG, POINT, Segment::distance);
        both(BOX, POINT, Box::distance);
        both(PATH, POINT, Path::distance);
        both(POLYGON, POINT, Polygon::distance);
        both(CIRCLE, POINT, Circle::distance);
        both(LSEG, LINE, Segment::distance);
        both(POLYGON, CIRCLE, Polygon::distance);
    }

    private <A, B> void both(Shape<A> one, Shape<B> other, ToDoubleBiFunction<A, B> of) {
        distance(one, other, of);
        distance(other, one, (a, b) -> of.applyAsDouble(b, a));
    }

    private void containment() {
        contains(BOX, BOX, Box::contains);
        contains(BOX, POINT, Box::contains);
        contains(CIRCLE, CIRCLE, Circle::contains);
        contains(CIRCLE, POINT, Circle::contains);
        contains(PATH, POINT, Path::contains);
        contains(POLYGON, POINT, Polygon::contains);
        test("<@", POINT, LINE, (point, line) -> line.contains(point));
        test("<@", POINT, LSEG, (point, segment) -> segment.contains(point));
        test(
                "<@",
                LSEG,
                BOX,
                (segment, box) -> box.contains(segment.from()) && box.contains(segment.to()));
        test(
                "<@",
                LSEG,
                LINE,
                (segment, line) -> line.contains(segment.from()) && line.contains(segment.to()));
        test("&&", BOX, BOX, Box::overlaps);
        test("&&", CIRCLE, CIRCLE, Circle::overlaps);
        test("&&", POLYGON, POLYGON, Polygon::overlaps);
        test("~=", POINT, POINT, Point::same);
        test("~=", BOX, BOX, Box::same);
        test("~=", CIRCLE, CIRCLE, Circle::same);
    }

    private <A, B> void contains(Shape<A> one, Shape<B> other, BiPredicate<A, B> of) {
        test("@>", one, other, of);
        test("<@", other, one, (b, a) -> of.test(a, b));
    }

    private void places() {
        places(BOX, Function.identity());
        places(POLYGON, Polygon::bounds);
        places(
                CIRCLE,
                circle -> {
                    Point radius = new Point(circle.radius(), circle.radius());
                    return new Box(circle.center().plus(radius), circle.center().minus(radius));
                });
        test("<<", POINT, POINT, (a, b) -> less(a.x(), b.x()));
        test(">>", POINT, POINT, (a, b) -> less(b.x(), a.x()));
        test("<<|", POINT, POINT, (a, b) -> less(a.y(), b.y()));
        test("|>>", POINT, POINT, (a, b) -> less(b.y(), a.y()));
        test("<^", POINT, POINT, (a, b) -> less(a.y(), b.y()));
        test(">^", POINT, POINT, (a, b) -> less(b.y(), a.y()));
    }

    private <T> void places(Shape<T> type, Function<T, Box> bounds) {
        place("<<", type, bounds, (a, b) -> less(a.high().x(), b.low().x()));
        place(">>", type, bounds, (a, b) -> less(b.high().x(), a.low().x()));
        place("&<", type, bounds, (a, b) -> !less(b.high().x(), a.high().x()));
        place("&>", type, bounds, (a, b) -> !less(a.low().x(), b.low().x()));
        place("<<|", type, bounds, (a, b) -> less(a.high().y(), b.low().y()));
        place("|>>", type, bounds, (a, b) -> less(b.high().y(), a.low().y()));
        place("&<|", type, bounds, (a, b) -> !less(b.high().y(), a.high().y()));
        place("|&>", type, bounds, (a, b) -> !less(a.low().y(), b.low().y()));
    }

    private <T> void place(
            String name, Shape<T> type, Function<T, Box> bounds, BiPredicate<Box, Box> of) {
        test(name, type, type, (a, b) -> of.test(bounds.apply(a), bounds.apply(b)));
    }

    /** By more than the tolerance. */
    private static boolean less(double a, double b) {
        return b - a > 1.0E-06;
    }

    private <A, B> void test(String name, Shape<A> one, Shape<B> other, BiPredicate<A, B> of) {
        functions.add(
                function(
                        name,
                        BOOL,
                        List.of(one.type(), other.type()),
                        row -> of.test(one.of(row, 0), other.of(row, 1))));
    }

    private <A, B> void distance(Shape<A> one, Shape<B> other, ToDoubleBiFunction<A, B> of) {
        functions.add(
                function(
                        "<->",
                        DOUBLE,
                        List.of(one.type(), other.type()),
                        row -> of.applyAsDouble(one.of(row, 0), other.of(row, 1))));
    }

    private <T> void unary(String name, Shape<T> type, Function<T, Point> of) {
        functions.add(
                function(
                        name,
                        POINT.type(),
                        List.of(type.type()),
                        row -> GeometryTexts.text(of.apply(type.of(row, 0)))));
    }

    private <T> void made(String name, Shape<T> type, BiFunction<T, Point, T> of) {
        functions.add(
                function(
                        name,
                        type.type(),
                        List.of(type.type(), POINT.type()),
                        row -> type.written().apply(of.apply(type.of(row, 0), POINT.of(row, 1)))));
    }
}
