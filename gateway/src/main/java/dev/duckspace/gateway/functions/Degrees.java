package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** Trigonometry in degrees, exact where the angle is one of a simple result. */
final class Degrees {
    private static final double SIN_30 = Math.sin(Math.toRadians(30));
    private static final double ONE_MINUS_COS_60 = 1 - Math.cos(Math.toRadians(60));
    private static final double TAN_45 = sinFirst(45) / cosFirst(45);
    private static final double COT_45 = cosFirst(45) / sinFirst(45);
    private static final double ASIN_HALF = Math.asin(0.5);
    private static final double ACOS_HALF = Math.acos(0.5);
    private static final double ATAN_ONE = Math.atan(1);

    private Degrees() {}

    private static double sin30(double degrees) {
        return Math.sin(Math.toRadians(degrees)) / SIN_30 / 2;
    }

    private static double cos60(double degrees) {
        return 1 - (1 - Math.cos(Math.toRadians(degrees))) / ONE_MINUS_COS_60 / 2;
    }

    /** Of 0 to 90. */
    private static double sinFirst(double degrees) {
        return degrees <= 30 ? sin30(degrees) : cos60(90 - degrees);
    }

    private static double cosFirst(double degrees) {
        return degrees <= 60 ? cos60(degrees) : sin30(90 - degrees);
    }

    private static double finite(double degrees) {
        if (Double.isInfinite(degrees)) {
            throw new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "input is out of range");
        }
        return degrees % 360;
    }

    static double sin(double degrees) {
        double angle = finite(degrees);
        int sign = angle < 0 ? -1 : 1;
        angle = Math.abs(angle);
        if (angle > 180) {
            angle = 360 - angle;
            sign = -sign;
        }
        return sign * sinFirst(angle > 90 ? 180 - angle : angle);
    }

    static double cos(double degrees) {
        double angle = Math.abs(finite(degrees));
        if (angle > 180) {
            angle = 360 - angle;
        }
        return angle > 90 ? -cosFirst(180 - angle) : cosFirst(angle);
    }

    static double tan(double degrees) {
        return ofQuadrant(degrees, true);
    }

    static double cot(double degrees) {
        return ofQuadrant(degrees, false);
    }

    private static double ofQuadrant(double degrees, boolean tangent) {
        double angle = finite(degrees);
        int sign = angle < 0 ? -1 : 1;
        angle = Math.abs(angle);
        if (angle > 180) {
            angle = 360 - angle;
            sign = -sign;
        }
        if (angle > 90) {
            angle = 180 - angle;
            sign = -sign;
        }
        double result =
                tangent
                        ? sinFirst(angle) / cosFirst(angle) / TAN_45
                        : cosFirst(angle) / sinFirst(angle) / COT_45;
        return result == 0 ? 0 : sign * result;
    }

    static double arcSin(double value) {
        return value < 0 ? -arcSinFirst(-value) : arcSinFirst(value);
    }

    private static double arcSinFirst(double value) {
        return value <= 0.5
                ? Math.asin(value) / ASIN_HALF * 30
                : 90 - Math.acos(value) / ACOS_HALF * 60;
    }

    static double arcCos(double value) {
        return value < 0 ? 90 + arcSinFirst(-value) : arcCosFirst(value);
    }

    private static double arcCosFirst(double value) {
        return value <= 0.5
                ? 90 - Math.asin(value) / ASIN_HALF * 30
                : Math.acos(value) / ACOS_HALF * 60;
    }

    static double arcTan(double value) {
        return Math.atan(value) / ATAN_ONE * 45;
    }

    static double arcTan(double y, double x) {
        return Math.atan2(y, x) / ATAN_ONE * 45;
    }
}
