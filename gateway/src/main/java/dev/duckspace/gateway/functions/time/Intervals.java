package dev.duckspace.gateway.functions.time;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.TimeType;
import java.math.BigInteger;
import java.util.function.DoubleUnaryOperator;

/** Arithmetic of intervals. */
public final class Intervals {
    private static final int DAYS_PER_MONTH = 30;
    private static final int SECONDS_PER_DAY = 86_400;

    private Intervals() {}

    public static EngineValue.Interval multiply(EngineValue.Interval value, double factor) {
        return scale(value, part -> part * factor);
    }

    /**
     * @throws PgException 22012 for a divisor of zero
     */
    public static EngineValue.Interval divide(EngineValue.Interval value, double divisor) {
        if (divisor == 0) {
            throw new PgException(SqlState.DIVISION_BY_ZERO, "division by zero");
        }
        return scale(value, part -> part / divisor);
    }

    /** Fractions of months become days of 30 a month, fractions of days become time. */
    private static EngineValue.Interval scale(
            EngineValue.Interval value, DoubleUnaryOperator scaling) {
        double months = scaling.applyAsDouble(value.months());
        double days = scaling.applyAsDouble(value.days());
        int wholeMonths = whole(months);
        int wholeDays = whole(days);
        double monthDays = rounded((months - wholeMonths) * DAYS_PER_MONTH);
        double seconds =
                rounded((days - wholeDays + monthDays - (int) monthDays) * SECONDS_PER_DAY);
        long dayCount = wholeDays;
        if (Math.abs(seconds) >= SECONDS_PER_DAY) {
            int more = (int) (seconds / SECONDS_PER_DAY);
            dayCount += more;
            seconds -= more * (double) SECONDS_PER_DAY;
        }
        dayCount += (int) monthDays;
        double micros =
                Math.rint(
                        scaling.applyAsDouble((double) value.micros())
                                + seconds * Local.MICROS_PER_SECOND);
        if (Double.isNaN(micros) || micros >= 0x1p63 || micros < -0x1p63) {
            throw TimeErrors.intervalOverflow();
        }
        return interval(wholeMonths, dayCount, (long) micros);
    }

    private static int whole(double value) {
        if (Double.isNaN(value) || value > Integer.MAX_VALUE || value < Integer.MIN_VALUE) {
            throw TimeErrors.intervalOverflow();
        }
        return (int) value;
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }

    private static EngineValue.Interval interval(long months, long days, long micros) {
        if (months != (int) months || days != (int) days) {
            throw TimeErrors.intervalOverflow();
        }
        return new EngineValue.Interval((int) months, (int) days, micros);
    }

    /** Full days of the time become days. */
    public static EngineValue.Interval justifyHours(EngineValue.Interval value) {
        return signsOfDays(value.months(), value.days(), value.micros());
    }

    private static EngineValue.Interval signsOfDays(long months, long days, long micros) {
        long day = days + micros / Local.MICROS_PER_DAY;
        long time = micros % Local.MICROS_PER_DAY;
        if (day > 0 && time < 0) {
            return interval(months, day - 1, time + Local.MICROS_PER_DAY);
        }
        if (day < 0 && time > 0) {
            return interval(months, day + 1, time - Local.MICROS_PER_DAY);
        }
        return interval(months, day, time);
    }

    /** 30 days become a month. */
    public static EngineValue.Interval justifyDays(EngineValue.Interval value) {
        long months = (long) value.months() + value.days() / DAYS_PER_MONTH;
        long days = value.days() % DAYS_PER_MONTH;
        if (months > 0 && days < 0) {
            return interval(months - 1, days + DAYS_PER_MONTH, value.micros());
        }
        if (months < 0 && days > 0) {
            return interval(months + 1, days - DAYS_PER_MONTH, value.micros());
        }
        return interval(months, days, value.micros());
    }

    /** Both, and one sign for all. */
    public static EngineValue.Interval justify(EngineValue.Interval value) {
        long days = value.days() + value.micros() / Local.MICROS_PER_DAY;
        long time = value.micros() % Local.MICROS_PER_DAY;
        long months = (long) value.months() + days / DAYS_PER_MONTH;
        days %= DAYS_PER_MONTH;
        if (months > 0 && (days < 0 || (days == 0 && time < 0))) {
            days += DAYS_PER_MONTH;
            months--;
        } else if (months < 0 && (days > 0 || (days == 0 && time > 0))) {
            days -= DAYS_PER_MONTH;
            months++;
        }
        return signsOfDays(months, days, time);
    }

    /** Between two timestamps, in days and time. */
    public static EngineValue.Interval between(long later, long earlier) {
        if (Local.isInfinite(later) || Local.isInfinite(earlier)) {
            throw TimeErrors.overflow("cannot subtract infinite timestamps");
        }
        try {
            return signsOfDays(0, 0, Math.subtractExact(later, earlier));
        } catch (ArithmeticException e) {
            throw TimeErrors.intervalOverflow();
        }
    }

    /** To so many decimals of a second. */
    public static EngineValue.Interval round(EngineValue.Interval value, int decimals) {
        return new EngineValue.Interval(
                value.months(), value.days(), roundMicros(value.micros(), decimals));
    }

    /** Half away from zero. */
    public static long roundMicros(long micros, int decimals) {
        return TimeType.rounded(micros, decimals);
    }

    /** Months as 30 days of 24 hours, for what only asks which is longer. */
    public static BigInteger length(EngineValue.Interval value) {
        return BigInteger.valueOf((long) value.months() * DAYS_PER_MONTH + value.days())
                .multiply(BigInteger.valueOf(Local.MICROS_PER_DAY))
                .add(BigInteger.valueOf(value.micros()));
    }

    /** 1, 0 or -1. */
    public static int sign(EngineValue.Interval value) {
        return length(value).signum();
    }

    /**
     * @param seconds with their fraction
     */
    public static EngineValue.Interval make(
            int years, int months, int weeks, int days, int hours, int minutes, double seconds) {
        double micros = Math.rint(seconds * Local.MICROS_PER_SECOND);
        if (Double.isNaN(micros) || Math.abs(micros) >= 0x1p63) {
            throw TimeErrors.intervalOverflow();
        }
        try {
            long time =
                    Math.addExact(
                            hours * Local.MICROS_PER_HOUR + minutes * Local.MICROS_PER_MINUTE,
                            (long) micros);
            return interval(years * 12L + months, weeks * 7L + days, time);
        } catch (ArithmeticException e) {
            throw TimeErrors.intervalOverflow();
        }
    }
}
