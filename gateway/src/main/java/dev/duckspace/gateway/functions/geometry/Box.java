package dev.duckspace.gateway.functions.geometry;

import java.util.List;

/**
 * @param high the upper right corner
 * @param low the lower left one
 */
public record Box(Point high, Point low) {
    public static Box of(Point one, Point other) {
        return new Box(
                new Point(Math.max(one.x(), other.x()), Math.max(one.y(), other.y())),
                new Point(Math.min(one.x(), other.x()), Math.min(one.y(), other.y())));
    }

    static Box around(List<Point> points) {
        Box box = new Box(points.getFirst(), points.getFirst());
        for (Point point : points) {
            box = box.with(new Box(point, point));
        }
        return box;
    }

    public Box with(Box other) {
        return new Box(
                new Point(Math.max(high.x(), other.high.x()), Math.max(high.y(), other.high.y())),
                new Point(Math.min(low.x(), other.low.x()), Math.min(low.y(), other.low.y())));
    }

    public double width() {
        return high.x() - low.x();
    }

    public double height() {
        return high.y() - low.y();
    }

    public double area() {
        return width() * height();
    }

    public Point center() {
        return new Point((high.x() + low.x()) / 2.0, (high.y() + low.y()) / 2.0);
    }

    public Segment diagonal() {
        return new Segment(high, low);
    }

    public boolean contains(Point point) {
        return high.x() >= point.x()
                && low.x() <= point.x()
                && high.y() >= point.y()
                && low.y() <= point.y();
    }

    public boolean contains(Box other) {
        return Tolerance.greaterOrEqual(high.x(), other.high.x())
                && Tolerance.lessOrEqual(low.x(), other.low.x())
                && Tolerance.greaterOrEqual(high.y(), other.high.y())
                && Tolerance.lessOrEqual(low.y(), other.low.y());
    }

    public boolean overlaps(Box other) {
        return Tolerance.lessOrEqual(low.x(), other.high.x())
                && Tolerance.lessOrEqual(other.low.x(), high.x())
                && Tolerance.lessOrEqual(low.y(), other.high.y())
                && Tolerance.lessOrEqual(other.low.y(), high.y());
    }

    public boolean same(Box other) {
        return high.same(other.high) && low.same(other.low);
    }

    public List<Point> corners() {
        return List.of(low, new Point(low.x(), high.y()), high, new Point(high.x(), low.y()));
    }

    public double distance(Point point) {
        if (contains(point)) {
            return 0;
        }
        List<Point> corners = corners();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < corners.size(); i++) {
            Segment edge = new Segment(corners.get(i), corners.get((i + 1) % corners.size()));
            least = Math.min(least, edge.distance(point));
        }
        return least;
    }

    public Box moved(Point by) {
        return new Box(high.plus(by), low.plus(by));
    }
}
