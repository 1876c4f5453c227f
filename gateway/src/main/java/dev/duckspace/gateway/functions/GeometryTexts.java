package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.functions.geometry.Box;
import dev.duckspace.gateway.functions.geometry.Circle;
import dev.duckspace.gateway.functions.geometry.Line;
import dev.duckspace.gateway.functions.geometry.Path;
import dev.duckspace.gateway.functions.geometry.Point;
import dev.duckspace.gateway.functions.geometry.Polygon;
import dev.duckspace.gateway.functions.geometry.Segment;
import dev.duckspace.gateway.types.StoredTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Geometric values from and to the texts as which they are stored. */
final class GeometryTexts {
    private static final Pattern NUMBER = Pattern.compile("[^()<>\\[\\]{},\\s]+");

    private GeometryTexts() {}

    private static double[] numbers(Row row, int argument) {
        return NUMBER.matcher(row.text(argument))
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group()))
                .toArray();
    }

    private static List<Point> points(Row row, int argument) {
        double[] numbers = numbers(row, argument);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i + 1 < numbers.length; i += 2) {
            points.add(new Point(numbers[i], numbers[i + 1]));
        }
        return points;
    }

    static Point point(Row row, int argument) {
        return points(row, argument).getFirst();
    }

    static Segment segment(Row row, int argument) {
        List<Point> points = points(row, argument);
        return new Segment(points.get(0), points.get(1));
    }

    static Box box(Row row, int argument) {
        List<Point> points = points(row, argument);
        return new Box(points.get(0), points.get(1));
    }

    static Path path(Row row, int argument) {
        return new Path(points(row, argument), !row.text(argument).startsWith("["));
    }

    static Polygon polygon(Row row, int argument) {
        return new Polygon(points(row, argument));
    }

    static Circle circle(Row row, int argument) {
        double[] numbers = numbers(row, argument);
        return new Circle(new Point(numbers[0], numbers[1]), numbers[2]);
    }

    static Line line(Row row, int argument) {
        double[] numbers = numbers(row, argument);
        return new Line(numbers[0], numbers[1], numbers[2]);
    }

    static String text(Point point) {
        return StoredTypes.POINT.form().canonical(plain(point));
    }

    private static String plain(Point point) {
        return "(" + point.x() + ',' + point.y() + ')';
    }

    private static String plain(List<Point> points) {
        return points.stream().map(GeometryTexts::plain).collect(Collectors.joining(","));
    }

    static String text(Segment segment) {
        return StoredTypes.LSEG
                .form()
                .canonical("[" + plain(List.of(segment.from(), segment.to())) + ']');
    }

    static String text(Box box) {
        return StoredTypes.BOX.form().canonical(plain(List.of(box.high(), box.low())));
    }

    static String text(Path path) {
        String inner = plain(path.points());
        return StoredTypes.PATH
                .form()
                .canonical(path.closed() ? '(' + inner + ')' : '[' + inner + ']');
    }

    static String text(Polygon polygon) {
        return StoredTypes.POLYGON.form().canonical('(' + plain(polygon.points()) + ')');
    }

    static String text(Circle circle) {
        return StoredTypes.CIRCLE
                .form()
                .canonical("<" + plain(circle.center()) + ',' + circle.radius() + '>');
    }

    static String text(Line line) {
        return StoredTypes.LINE
                .form()
                .canonical("{" + line.a() + ',' + line.b() + ',' + line.c() + '}');
    }
}
