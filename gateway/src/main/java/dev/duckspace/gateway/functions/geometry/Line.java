package dev.duckspace.gateway.functions.geometry;

import org.jspecify.annotations.Nullable;

/** Ax + By + C = 0. */
public record Line(double a, double b, double c) {
    static Line through(Point point, double slope) {
        if (Double.isInfinite(slope)) {
            return new Line(-1, 0, point.x());
        }
        return slope == 0
                ? new Line(0, -1, point.y())
                : new Line(slope, -1, Tolerance.unsigned(point.y() - slope * point.x()));
    }

    public static Line through(Point one, Point other) {
        return through(one, one.slope(other));
    }

    public boolean isVertical() {
        return Tolerance.zero(b);
    }

    public boolean isHorizontal() {
        return Tolerance.zero(a);
    }

    public boolean isParallel(Line other) {
        return intersection(other) == null;
    }

    public boolean isPerpendicular(Line other) {
        if (Tolerance.zero(a)) {
            return Tolerance.zero(other.b);
        }
        if (Tolerance.zero(other.a)) {
            return Tolerance.zero(b);
        }
        if (Tolerance.zero(b)) {
            return Tolerance.zero(other.a);
        }
        return Tolerance.zero(other.b)
                ? Tolerance.zero(a)
                : Tolerance.equal((a * other.a) / (b * other.b), -1.0);
    }

    @Nullable Point intersection(Line other) {
        double x;
        double y;
        if (!Tolerance.zero(b)) {
            if (Tolerance.equal(other.a, a * (other.b / b))) {
                return null;
            }
            x = (b * other.c - other.b * c) / (a * other.b - other.a * b);
            y = -(a * x + c) / b;
        } else if (!Tolerance.zero(other.b)) {
            if (Tolerance.equal(a, other.a * (b / other.b))) {
                return null;
            }
            x = (other.b * c - b * other.c) / (other.a * b - a * other.b);
            y = -(other.a * x + other.c) / other.b;
        } else {
            return null;
        }
        return new Point(Tolerance.unsigned(x), Tolerance.unsigned(y));
    }

    public boolean contains(Point point) {
        return Tolerance.zero(a * point.x() + b * point.y() + c);
    }

    public double distance(Point point) {
        Point foot = Line.through(point, inverseSlope()).intersection(this);
        return foot == null ? Double.NaN : foot.distance(point);
    }

    private double inverseSlope() {
        if (Tolerance.zero(a)) {
            return Double.POSITIVE_INFINITY;
        }
        return Tolerance.zero(b) ? 0 : b / a;
    }

    public double distance(Line other) {
        if (intersection(other) != null) {
            return 0;
        }
        double ratio;
        if (!Tolerance.zero(a) && !Tolerance.zero(other.a)) {
            ratio = a / other.a;
        } else if (!Tolerance.zero(b) && !Tolerance.zero(other.b)) {
            ratio = b / other.b;
        } else {
            ratio = 1;
        }
        return Math.abs(c - ratio * other.c) / Tolerance.length(a, b);
    }
}
