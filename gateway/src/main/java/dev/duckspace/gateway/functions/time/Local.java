package dev.duckspace.gateway.functions.time;

import dev.duckspace.gateway.types.CivilDate;
import dev.duckspace.gateway.types.ZoneInput;
import dev.duckspace.gateway.types.ZoneOffsets;
import java.time.ZoneId;

/**
 * A local date and time. Years are astronomical: 0 is 1 BC.
 *
 * @param day since 1970-01-01
 * @param micros since midnight
 */
public record Local(long day, long micros) {
    public static final long MICROS_PER_SECOND = 1_000_000L;
    public static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
    public static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;
    public static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

    /** Days of 1970-01-01 in the Julian day count. */
    static final long JULIAN_EPOCH = 2_440_588;

    /** Where PostgreSQL's timestamps begin: 4714-11-24 BC. */
    private static final long MIN_TIMESTAMP = -JULIAN_EPOCH * MICROS_PER_DAY;

    public static Local ofTimestamp(long micros) {
        long day = Math.floorDiv(micros, MICROS_PER_DAY);
        return new Local(day, micros - day * MICROS_PER_DAY);
    }

    public static Local ofInstant(long micros, ZoneOffsets zone) {
        return ofTimestamp(micros + offset(micros, zone) * MICROS_PER_SECOND);
    }

    /** Seconds east of UTC at an instant. */
    public static int offset(long instant, ZoneOffsets zone) {
        return zone.at(Math.floorDiv(instant, MICROS_PER_SECOND));
    }

    public static boolean isInfinite(long timestamp) {
        return timestamp == Long.MAX_VALUE || timestamp == -Long.MAX_VALUE;
    }

    public static boolean isInfinite(int date) {
        return date == Integer.MAX_VALUE || date == -Integer.MAX_VALUE;
    }

    /** A day's timestamp at midnight; infinite days stay infinite. */
    public static long midnight(int date) {
        return isInfinite(date)
                ? date > 0 ? Long.MAX_VALUE : -Long.MAX_VALUE
                : date * MICROS_PER_DAY;
    }

    public long timestamp() {
        return requireTimestamp(day * MICROS_PER_DAY + micros);
    }

    /** The instant of this local time. */
    public long instant(ZoneId zone) {
        long second = day * 86_400 + micros / MICROS_PER_SECOND;
        return requireTimestamp(
                day * MICROS_PER_DAY
                        + micros
                        - ZoneInput.offsetAt(zone, second) * MICROS_PER_SECOND);
    }

    /** The instant of a local timestamp; infinite ones stay so. */
    public static long instant(long timestamp, ZoneId zone) {
        return isInfinite(timestamp) ? timestamp : ofTimestamp(timestamp).instant(zone);
    }

    /**
     * @throws dev.duckspace.gateway.protocol.PgException 22008 before 4714-11-24 BC
     */
    static long requireTimestamp(long micros) {
        if (micros < MIN_TIMESTAMP || isInfinite(micros)) {
            throw TimeErrors.timestampOverflow();
        }
        return micros;
    }

    long civil() {
        return CivilDate.ofEpochDay(day);
    }

    int year() {
        return CivilDate.year(civil());
    }

    int month() {
        return CivilDate.month(civil());
    }

    int dayOfMonth() {
        return CivilDate.day(civil());
    }

    /** 1 is Monday. */
    int isoDayOfWeek() {
        int dayOfWeek = CivilDate.dayOfWeek(day);
        return dayOfWeek == 0 ? 7 : dayOfWeek;
    }

    /** The astronomical year that the week of this day belongs to. */
    int isoYear() {
        return CivilDate.year(CivilDate.ofEpochDay(day - isoDayOfWeek() + 4));
    }

    int isoWeek() {
        long thursday = day - isoDayOfWeek() + 4;
        return (CivilDate.dayOfYear(CivilDate.ofEpochDay(thursday)) - 1) / 7 + 1;
    }

    int hour() {
        return (int) (micros / MICROS_PER_HOUR);
    }

    int minute() {
        return (int) (micros / MICROS_PER_MINUTE % 60);
    }

    /** Seconds with their fraction, in microseconds. */
    long secondMicros() {
        return micros % MICROS_PER_MINUTE;
    }
}
