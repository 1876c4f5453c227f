package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.cast;
import static dev.duckspace.gateway.functions.Definitions.function;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.functions.geometry.Box;
import dev.duckspace.gateway.functions.geometry.Circle;
import dev.duckspace.gateway.functions.geometry.Line;
import dev.duckspace.gateway.functions.geometry.Path;
import dev.duckspace.gateway.functions.geometry.Point;
import dev.duckspace.gateway.functions.geometry.Polygon;
import dev.duckspace.gateway.functions.geometry.Segment;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.StoredTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Functions of geometric values, and casts between them; {@link GeometryOperators} the others. */
final class GeometryFunctions {
    /** A type, with how its values are read and written. */
    record Shape<T>(
            EngineType type, BiFunction<Row, Integer, T> read, Function<T, String> written) {
        T of(Row row, int argument) {
            return read.apply(row, argument);
        }
    }

    static final Shape<Point> POINT =
            new Shape<>(StoredTypes.POINT.engineType(), GeometryTexts::point, GeometryTexts::text);
    static final Shape<Segment> LSEG =
            new Shape<>(StoredTypes.LSEG.engineType(), GeometryTexts::segment, GeometryTexts::text);
    static final Shape<Box> BOX =
            new Shape<>(StoredTypes.BOX.engineType(), GeometryTexts::box, GeometryTexts::text);
    static final Shape<Path> PATH =
            new Shape<>(StoredTypes.PATH.engineType(), GeometryTexts::path, GeometryTexts::text);
    static final Shape<Polygon> POLYGON =
            new Shape<>(
                    StoredTypes.POLYGON.engineType(), GeometryTexts::polygon, GeometryTexts::text);
    static final Shape<Circle> CIRCLE =
            new Shape<>(
                    StoredTypes.CIRCLE.engineType(), GeometryTexts::circle, GeometryTexts::text);
    static final Shape<Line> LINE =
            new Shape<>(StoredTypes.LINE.engineType(), GeometryTexts::line, GeometryTexts::text);

    private static final int CIRCLE_CORNERS = 12;

    private final List<EngineFunction> functions = new ArrayList<>();

    private GeometryFunctions() {}

    static List<EngineFunction> all() {
        GeometryFunctions all = new GeometryFunctions();
        all.measures();
        all.directions();
        all.makers();
        all.conversions();
        all.functions.addAll(GeometryOperators.all());
        return all.functions;
    }

    private void measures() {
        number("area", BOX, Box::area);
        number("area", CIRCLE, Circle::area);
        add("area", DOUBLE, PATH, path -> path.closed() ? (Double) path.area() : null);
        number("height", BOX, Box::height);
        number("width", BOX, Box::width);
        number("radius", CIRCLE, Circle::radius);
        number("diameter", CIRCLE, circle -> 2 * circle.radius());
        // Not length(): calls of it are made integers. The operator @-@ answers.
        add("npoints", INT, PATH, path -> path.points().size());
        add("npoints", INT, POLYGON, polygon -> polygon.points().size());
        made("center", BOX, POINT, Box::center);
        made("center", CIRCLE, POINT, Circle::center);
        made("diagonal", BOX, LSEG, Box::diagonal);
        two("slope", DOUBLE, POINT, POINT, (a, b) -> a.slope(b));
    }

    private void directions() {
        test("isclosed", PATH, Path::closed);
        test("isopen", PATH, path -> !path.closed());
        test("isvertical", LSEG, Segment::isVertical);
        test("ishorizontal", LSEG, Segment::isHorizontal);
        test("isvertical", LINE, Line::isVertical);
        test("ishorizontal", LINE, Line::isHorizontal);
        test("isvertical", POINT, POINT, (a, b) -> new Segment(a, b).isVertical());
        test("ishorizontal", POINT, POINT, (a, b) -> new Segment(a, b).isHorizontal());
        test("isparallel", LSEG, LSEG, Segment::isParallel);
        test("isparallel", LINE, LINE, Line::isParallel);
        test("isperp", LSEG, LSEG, Segment::isPerpendicular);
        test("isperp", LINE, LINE, Line::isPerpendicular);
    }

    private void makers() {
        functions.add(
                function(
                        "point",
                        POINT.type(),
                        List.of(DOUBLE, DOUBLE),
                        row -> GeometryTexts.text(new Point(row.real(0), row.real(1)))));
        made("box", POINT, POINT, BOX, Box::of);
        made("lseg", POINT, POINT, LSEG, Segment::new);
        made("line", POINT, POINT, LINE, GeometryFunctions::lineThrough);
        functions.add(
                function(
                        "circle",
                        CIRCLE.type(),
                        List.of(POINT.type(), DOUBLE),
                        row -> GeometryTexts.text(new Circle(POINT.of(row, 0), row.real(1)))));
        functions.add(
                function(
                        "polygon",
                        POLYGON.type(),
                        List.of(INT, CIRCLE.type()),
                        row -> GeometryTexts.text(corners(CIRCLE.of(row, 1), row.integer(0)))));
        made("bound_box", BOX, BOX, BOX, Box::with);
        made("pclose", PATH, PATH, path -> new Path(path.points(), true));
        made("popen", PATH, PATH, path -> new Path(path.points(), false));
    }

    private static Line lineThrough(Point one, Point other) {
        if (one.same(other)) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "invalid line specification: must be two distinct points");
        }
        return Line.through(one, other);
    }

    private static Polygon corners(Circle circle, int corners) {
        if (circle.radius() == 0) {
            throw new PgException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "cannot convert circle with radius zero to polygon");
        }
        if (corners < 2) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE, "must request at least 2 points");
        }
        return circle.polygon(corners);
    }

    /** Each is a function of the type's name, and a cast. */
    private void conversions() {
        conversion("point", BOX, POINT, Box::center);
        conversion("point", CIRCLE, POINT, Circle::center);
        conversion("point", LSEG, POINT, Segment::center);
        conversion("point", POLYGON, POINT, polygon -> polygon.circle().center());
        conversion("lseg", BOX, LSEG, Box::diagonal);
        conversion("box", POINT, BOX, point -> new Box(point, point));
        conversion("box", CIRCLE, BOX, Circle::inner);
        conversion("box", POLYGON, BOX, Polygon::bounds);
        conversion("path", POLYGON, PATH, polygon -> new Path(polygon.points(), true));
        conversion("polygon", BOX, POLYGON, box -> new Polygon(box.corners()));
        conversion("polygon", CIRCLE, POLYGON, circle -> corners(circle, CIRCLE_CORNERS));
        conversion("polygon", PATH, POLYGON, GeometryFunctions::closedPolygon);
        conversion("circle", BOX, CIRCLE, Circle::around);
        conversion("circle", POLYGON, CIRCLE, Polygon::circle);
    }

    private static Polygon closedPolygon(Path path) {
        if (!path.closed()) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE, "open path cannot be converted to polygon");
        }
        return new Polygon(path.points());
    }

    private <T, R> void conversion(String name, Shape<T> from, Shape<R> to, Function<T, R> of) {
        made(name, from, to, of);
        functions.add(
                cast(from.type(), to.type(), row -> to.written().apply(of.apply(from.of(row, 0)))));
    }

    private <T> void add(
            String name, EngineType result, Shape<T> type, Function<T, @Nullable Object> of) {
        functions.add(
                function(name, result, List.of(type.type()), row -> of.apply(type.of(row, 0))));
    }

    private <T> void number(String name, Shape<T> type, ToDoubleFunction<T> of) {
        add(name, DOUBLE, type, of::applyAsDouble);
    }

    private <T> void test(String name, Shape<T> type, Predicate<T> of) {
        add(name, BOOL, type, of::test);
    }

    private <T, R> void made(String name, Shape<T> from, Shape<R> to, Function<T, R> of) {
        add(name, to.type(), from, value -> to.written().apply(of.apply(value)));
    }

    private <A, B> void two(
            String name,
            EngineType result,
            Shape<A> one,
            Shape<B> other,
            ToDoubleBiFunction<A, B> of) {
        RowFunction body = row -> of.applyAsDouble(one.of(row, 0), other.of(row, 1));
        functions.add(function(name, result, List.of(one.type(), other.type()), body));
    }

    private <A, B> void test(String name, Shape<A> one, Shape<B> other, BiPredicate<A, B> of) {
        functions.add(
                function(
                        name,
                        BOOL,
                        List.of(one.type(), other.type()),
                        row -> of.test(one.of(row, 0), other.of(row, 1))));
    }

    private <A, B, R> void made(
            String name, Shape<A> one, Shape<B> other, Shape<R> to, BiFunction<A, B, R> of) {
        functions.add(
                function(
                        name,
                        to.type(),
                        List.of(one.type(), other.type()),
                        row -> to.written().apply(of.apply(one.of(row, 0), other.of(row, 1)))));
    }
}
