package dev.duckspace.gateway.functions.geometry;

import java.util.ArrayList;
import java.util.List;

public record Circle(Point center, double radius) {
    public double area() {
        return radius * radius * Math.PI;
    }

    public double distance(Point point) {
        double distance = point.distance(center) - radius;
        return distance < 0 ? 0 : distance;
    }

    public double distance(Circle other) {
        double distance = center.distance(other.center) - (radius + other.radius);
        return distance < 0 ? 0 : distance;
    }

    public boolean contains(Point point) {
        return center.distance(point) <= radius;
    }

    public boolean contains(Circle other) {
        return Tolerance.lessOrEqual(center.distance(other.center), radius - other.radius);
    }

    public boolean overlaps(Circle other) {
        return Tolerance.lessOrEqual(center.distance(other.center), radius + other.radius);
    }

    public boolean same(Circle other) {
        return ((Double.isNaN(radius) && Double.isNaN(other.radius))
                        || Tolerance.equal(radius, other.radius))
                && center.same(other.center);
    }

    /** The square within. */
    public Box inner() {
        double half = radius / Math.sqrt(2.0);
        return new Box(
                new Point(center.x() + half, center.y() + half),
                new Point(center.x() - half, center.y() - half));
    }

    public static Circle around(Box box) {
        return new Circle(box.center(), box.center().distance(box.high()));
    }

    /** With so many corners on the circle. */
    public Polygon polygon(int corners) {
        List<Point> points = new ArrayList<>();
        double step = 2.0 * Math.PI / corners;
        for (int i = 0; i < corners; i++) {
            double angle = step * i;
            points.add(
                    new Point(
                            center.x() - radius * Math.cos(angle),
                            center.y() + radius * Math.sin(angle)));
        }
        return new Polygon(points);
    }
}
