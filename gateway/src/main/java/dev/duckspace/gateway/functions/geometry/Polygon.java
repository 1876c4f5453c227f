package dev.duckspace.gateway.functions.geometry;

import java.util.List;

public record Polygon(List<Point> points) {
    public Polygon {
        points = List.copyOf(points);
    }

    public Box bounds() {
        return Box.around(points);
    }

    /** The mean of the corners, and their mean distance from it. */
    public Circle circle() {
        double x = 0;
        double y = 0;
        for (Point point : points) {
            x += point.x();
            y += point.y();
        }
        Point center = new Point(x / points.size(), y / points.size());
        double sum = 0;
        for (Point point : points) {
            sum += point.distance(center);
        }
        return new Circle(center, sum / points.size());
    }

    public boolean contains(Point point) {
        return Inside.of(point, points) != Inside.OUT;
    }

    public boolean overlaps(Polygon other) {
        if (!bounds().overlaps(other.bounds())) {
            return false;
        }
        return edges().stream()
                        .anyMatch(
                                mine ->
                                        other.edges().stream()
                                                .anyMatch(each -> mine.intersection(each) != null))
                || contains(other.points.getFirst())
                || other.contains(points.getFirst());
    }

    private List<Segment> edges() {
        return Path.segments(points, true);
    }

    public double distance(Point point) {
        return contains(point)
                ? 0
                : edges().stream()
                        .mapToDouble(each -> each.distance(point))
                        .min()
                        .orElse(Double.NaN);
    }

    public double distance(Polygon other) {
        return overlaps(other)
                ? 0
                : edges().stream()
                        .flatMapToDouble(mine -> other.edges().stream().mapToDouble(mine::distance))
                        .min()
                        .orElse(Double.NaN);
    }

    public double distance(Circle circle) {
        double distance = distance(circle.center()) - circle.radius();
        return distance < 0 ? 0 : distance;
    }
}
