package dev.duckspace.gateway.functions.time;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.types.CivilDate;
import java.util.Locale;

/** Dates and times from their parts. */
public final class Making {
    private static final int MAX_YEAR = 5_874_898;
    private static final long END_TIMESTAMP_YEAR = 294_277;

    private Making() {}

    /**
     * Days since 1970-01-01.
     *
     * @param year negative before Christ, never 0
     */
    public static int date(int year, int month, int day) {
        int astronomical = year < 0 ? year + 1 : year;
        if (year == 0
                || month < 1
                || month > 12
                || day < 1
                || day > CivilDate.lengthOfMonth(astronomical, month)) {
            throw dateOverflow("field value ", year, month, day);
        }
        if (year > MAX_YEAR || year < -4_714) {
            throw dateOverflow("", year, month, day);
        }
        return (int) CivilDate.epochDay(astronomical, month, day);
    }

    private static PgException dateOverflow(String what, int year, int month, int day) {
        return TimeErrors.overflow(
                "date %sout of range: %d-%02d-%02d".formatted(what, year, month, day));
    }

    /** Microseconds since midnight; 24:00:00 too. */
    public static long time(int hour, int minute, double seconds) {
        double micros = Math.rint(seconds * Local.MICROS_PER_SECOND);
        if (Double.isNaN(seconds)
                || hour < 0
                || hour > 24
                || minute < 0
                || minute > 59
                || seconds < 0
                || micros > Local.MICROS_PER_MINUTE
                || (hour == 24 && (minute > 0 || micros > 0))) {
            throw TimeErrors.overflow(
                    "time field value out of range: %d:%02d:%s"
                            .formatted(hour, minute, seconds(seconds)));
        }
        return hour * Local.MICROS_PER_HOUR + minute * Local.MICROS_PER_MINUTE + (long) micros;
    }

    private static String seconds(double seconds) {
        return seconds == Math.rint(seconds) && Math.abs(seconds) < 1e6
                ? String.format(Locale.ROOT, "%02d", (long) seconds)
                : String.valueOf(seconds);
    }

    public static Local timestamp(
            int year, int month, int day, int hour, int minute, double seconds) {
        int date = date(year, month, day);
        long time = time(hour, minute, seconds);
        if (year >= END_TIMESTAMP_YEAR) {
            throw TimeErrors.overflow(
                    "timestamp out of range: %d-%02d-%02d %d:%02d:%s"
                            .formatted(year, month, day, hour, minute, seconds(seconds)));
        }
        return new Local(date, time);
    }

    /** Microseconds since 1970-01-01 UTC of Unix seconds. */
    public static long ofUnixSeconds(double seconds) {
        if (Double.isNaN(seconds)) {
            throw TimeErrors.overflow("timestamp cannot be NaN");
        }
        if (Double.isInfinite(seconds)) {
            return seconds > 0 ? Long.MAX_VALUE : -Long.MAX_VALUE;
        }
        double since2000 = seconds - 946_684_800.0;
        double micros = Math.rint(since2000 * 1_000_000.0);
        if (Math.abs(micros) >= 9.3e18) {
            throw outOfRange(seconds);
        }
        try {
            return Local.requireTimestamp(Math.addExact((long) micros, 946_684_800_000_000L));
        } catch (ArithmeticException | PgException e) {
            throw outOfRange(seconds);
        }
    }

    private static PgException outOfRange(double seconds) {
        return TimeErrors.overflow("timestamp out of range: \"%s\"".formatted(shortest(seconds)));
    }

    /** As C's %g: six digits. */
    private static String shortest(double value) {
        String text = String.format(Locale.ROOT, "%.5e", value);
        return text.replaceFirst("\\.?0*e", "e");
    }
}
