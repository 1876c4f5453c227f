package dev.duckspace.gateway.functions.geometry;

import java.util.List;

/** Whether points lie in polygons, by how often their edges cross a ray. */
enum Inside {
    OUT,
    IN,
    ON;

    /** A value that no crossing has. */
    private static final int TOUCHES = Integer.MAX_VALUE;

    static Inside of(Point point, List<Point> corners) {
        Point first = corners.getFirst().minus(point);
        Point before = first;
        int total = 0;
        for (int i = 1; i <= corners.size(); i++) {
            Point here = i == corners.size() ? first : corners.get(i).minus(point);
            int crossing = crossing(here.x(), here.y(), before.x(), before.y());
            if (crossing == TOUCHES) {
                return ON;
            }
            total += crossing;
            before = here;
        }
        return total == 0 ? OUT : IN;
    }

    /** Of the edge from the point before with the positive half of the X axis, counted twice. */
    private static int crossing(double x, double y, double beforeX, double beforeY) {
        if (Tolerance.zero(y)) {
            return onAxis(x, beforeX, beforeY);
        }
        int sign = Tolerance.greater(y, 0) ? 1 : -1;
        if (Tolerance.zero(beforeY)) {
            return Tolerance.less(beforeX, 0) ? 0 : sign;
        }
        if (sign < 0 ? Tolerance.less(beforeY, 0) : Tolerance.greater(beforeY, 0)) {
            return 0;
        }
        if (Tolerance.greaterOrEqual(x, 0) && Tolerance.greater(beforeX, 0)) {
            return 2 * sign;
        }
        if (Tolerance.less(x, 0) && Tolerance.lessOrEqual(beforeX, 0)) {
            return 0;
        }
        double turn = (x - beforeX) * y - (y - beforeY) * x;
        if (Tolerance.zero(turn)) {
            return TOUCHES;
        }
        return (sign < 0 ? Tolerance.less(turn, 0) : Tolerance.greater(turn, 0)) ? 0 : 2 * sign;
    }

    private static int onAxis(double x, double beforeX, double beforeY) {
        if (Tolerance.zero(x)) {
            return TOUCHES;
        }
        if (Tolerance.greater(x, 0)) {
            if (Tolerance.zero(beforeY)) {
                return Tolerance.greater(beforeX, 0) ? 0 : TOUCHES;
            }
            return Tolerance.less(beforeY, 0) ? 1 : -1;
        }
        return Tolerance.zero(beforeY) && !Tolerance.less(beforeX, 0) ? TOUCHES : 0;
    }
}
