package dev.duckspace.gateway.functions.geometry;

public record Point(double x, double y) {
    public double distance(Point to) {
        return Tolerance.length(x - to.x, y - to.y);
    }

    public boolean same(Point other) {
        return Tolerance.equal(x, other.x) && Tolerance.equal(y, other.y);
    }

    public Point plus(Point by) {
        return new Point(x + by.x, y + by.y);
    }

    public Point minus(Point by) {
        return new Point(x - by.x, y - by.y);
    }

    /** As complex numbers: turns and stretches. */
    public Point times(Point by) {
        return new Point(x * by.x - y * by.y, x * by.y + y * by.x);
    }

    /**
     * @throws ArithmeticException for a division by zero
     */
    public Point dividedBy(Point by) {
        double square = by.x * by.x + by.y * by.y;
        if (square == 0) {
            throw new ArithmeticException("division by zero");
        }
        return new Point((x * by.x + y * by.y) / square, (y * by.x - x * by.y) / square);
    }

    /** Of the line through both; infinite for an upright one. */
    public double slope(Point to) {
        if (Tolerance.equal(x, to.x)) {
            return Double.POSITIVE_INFINITY;
        }
        return Tolerance.equal(y, to.y) ? 0 : (y - to.y) / (x - to.x);
    }

    /** Of a line at right angles to that through both. */
    double inverseSlope(Point to) {
        if (Tolerance.equal(x, to.x)) {
            return 0;
        }
        return Tolerance.equal(y, to.y) ? Double.POSITIVE_INFINITY : (x - to.x) / (to.y - y);
    }
}
