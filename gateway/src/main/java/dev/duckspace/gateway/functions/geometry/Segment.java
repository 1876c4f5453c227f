package dev.duckspace.gateway.functions.geometry;

import org.jspecify.annotations.Nullable;

public record Segment(Point from, Point to) {
    public double length() {
        return from.distance(to);
    }

    public Point center() {
        return new Point((from.x() + to.x()) / 2.0, (from.y() + to.y()) / 2.0);
    }

    public boolean isVertical() {
        return Tolerance.equal(from.x(), to.x());
    }

    public boolean isHorizontal() {
        return Tolerance.equal(from.y(), to.y());
    }

    public boolean isParallel(Segment other) {
        return Tolerance.equal(from.slope(to), other.from.slope(other.to));
    }

    public boolean isPerpendicular(Segment other) {
        return Tolerance.equal(from.slope(to), other.from.inverseSlope(other.to));
    }

    public boolean contains(Point point) {
        return Tolerance.equal(point.distance(from) + point.distance(to), from.distance(to));
    }

    private Line line() {
        return Line.through(from, from.slope(to));
    }

    @Nullable Point intersection(Line line) {
        Point found = line().intersection(line);
        if (found == null || !contains(found)) {
            return null;
        }
        return from.same(found) ? from : to.same(found) ? to : found;
    }

    @Nullable Point intersection(Segment other) {
        Point found = intersection(other.line());
        return found == null || !other.contains(found) ? null : found;
    }

    public double distance(Point point) {
        Line across = Line.through(point, from.inverseSlope(to));
        Point foot = intersection(across);
        if (foot == null) {
            foot = across.distance(from) < across.distance(to) ? from : to;
        }
        return foot.distance(point);
    }

    public double distance(Segment other) {
        if (intersection(other) != null) {
            return 0;
        }
        return Math.min(
                Math.min(distance(other.from), distance(other.to)),
                Math.min(other.distance(from), other.distance(to)));
    }

    public double distance(Line line) {
        return intersection(line) != null ? 0 : Math.min(line.distance(from), line.distance(to));
    }
}
