package dev.duckspace.gateway.functions.geometry;

/** Comparisons of coordinates as PostgreSQL makes them. */
final class Tolerance {
    private static final double EPSILON = 1.0E-06;

    private Tolerance() {}

    static boolean zero(double a) {
        return Math.abs(a) <= EPSILON;
    }

    static boolean equal(double a, double b) {
        return a == b || Math.abs(a - b) <= EPSILON;
    }

    static boolean less(double a, double b) {
        return b - a > EPSILON;
    }

    static boolean lessOrEqual(double a, double b) {
        return a - b <= EPSILON;
    }

    static boolean greater(double a, double b) {
        return a - b > EPSILON;
    }

    static boolean greaterOrEqual(double a, double b) {
        return b - a <= EPSILON;
    }

    /** The length of a vector, in the steps that PostgreSQL takes. */
    static double length(double x, double y) {
        if (Double.isInfinite(x) || Double.isInfinite(y)) {
            return Double.POSITIVE_INFINITY;
        }
        double longer = Math.max(Math.abs(x), Math.abs(y));
        double shorter = Math.min(Math.abs(x), Math.abs(y));
        if (shorter == 0) {
            return longer;
        }
        double ratio = shorter / longer;
        return longer * Math.sqrt(1.0 + ratio * ratio);
    }

    /** Without the sign that a zero may have got. */
    static double unsigned(double a) {
        return a == 0 ? 0 : a;
    }
}
