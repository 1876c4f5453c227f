package dev.duckspace.gateway.functions.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

public record Path(List<Point> points, boolean closed) {
    public Path {
        points = List.copyOf(points);
    }

    List<Segment> segments() {
        return segments(points, closed);
    }

    static List<Segment> segments(List<Point> points, boolean closed) {
        List<Segment> segments = new ArrayList<>();
        for (int i = closed ? 0 : 1; i < points.size(); i++) {
            segments.add(
                    new Segment(points.get(i == 0 ? points.size() - 1 : i - 1), points.get(i)));
        }
        return segments;
    }

    public double length() {
        return segments().stream().mapToDouble(Segment::length).sum();
    }

    /** Of a closed one. */
    public double area() {
        double twice = 0;
        for (int i = 0; i < points.size(); i++) {
            Point here = points.get(i);
            Point next = points.get((i + 1) % points.size());
            twice += here.x() * next.y();
            twice -= here.y() * next.x();
        }
        return Math.abs(twice) / 2.0;
    }

    public double distance(Point point) {
        return points.size() == 1
                ? points.getFirst().distance(point)
                : segments().stream()
                        .mapToDouble(each -> each.distance(point))
                        .min()
                        .orElse(Double.NaN);
    }

    public double distance(Path other) {
        return segments().stream()
                .flatMapToDouble(mine -> other.segments().stream().mapToDouble(mine::distance))
                .min()
                .orElse(Double.NaN);
    }

    public boolean contains(Point point) {
        return closed
                ? Inside.of(point, points) != Inside.OUT
                : segments().stream().anyMatch(each -> each.contains(point));
    }

    public Path moved(UnaryOperator<Point> by) {
        return new Path(points.stream().map(by).toList(), closed);
    }
}
