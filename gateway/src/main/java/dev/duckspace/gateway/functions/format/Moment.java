package dev.duckspace.gateway.functions.format;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A time, or an interval, in the fields that templates speak of.
 *
 * @param interval whether it is one; its year, month and day are then numbers of these
 * @param year astronomical: 0 is 1 BC
 * @param dayOfWeek 0 is Sunday
 * @param epochDay from 1970-01-01; of an interval its days, counting months as 30
 * @param micros of the second
 * @param offset seconds east of UTC
 * @param zone the zone's abbreviation; empty for a time without zone
 */
record Moment(
        boolean interval,
        int year,
        int month,
        int day,
        int dayOfWeek,
        int dayOfYear,
        long epochDay,
        int hour,
        int minute,
        int second,
        int micros,
        int offset,
        @Nullable String zone) {
    private static final long MICROS = 1_000_000;
    private static final long DAY_MICROS = 86_400 * MICROS;

    /** Of a local time in microseconds from 1970-01-01. */
    static Moment of(long localMicros, int offset, @Nullable String zone) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(localMicros, DAY_MICROS));
        long time = Math.floorMod(localMicros, DAY_MICROS);
        long seconds = time / MICROS;
        return new Moment(
                false,
                date.getYear(),
                date.getMonthValue(),
                date.getDayOfMonth(),
                date.getDayOfWeek().getValue() % 7,
                date.getDayOfYear(),
                date.toEpochDay(),
                (int) (seconds / 3600),
                (int) (seconds / 60 % 60),
                (int) (seconds % 60),
                (int) (time % MICROS),
                offset,
                zone);
    }

    static Moment ofInterval(int months, int days, long micros) {
        long seconds = micros / MICROS;
        int total = months * 30 + days;
        return new Moment(
                true,
                months / 12,
                months % 12,
                days,
                0,
                total,
                total,
                (int) (seconds / 3600),
                (int) (seconds / 60 % 60),
                (int) (seconds % 60),
                (int) (micros % MICROS),
                0,
                null);
    }

    /** As people count years: 1 BC is 1. */
    int shownYear() {
        return shown(year);
    }

    int shownIsoYear() {
        return shown(isoYear());
    }

    private int shown(int of) {
        return interval || of > 0 ? of : 1 - of;
    }

    private LocalDate date() {
        return interval ? IsoWeeks.dateOf(year, month, day) : LocalDate.ofEpochDay(epochDay);
    }

    int isoYear() {
        return IsoWeeks.yearOf(date());
    }

    int isoWeek() {
        return IsoWeeks.weekOf(date());
    }

    int isoDayOfYear() {
        return (int) (date().toEpochDay() - IsoWeeks.start(isoYear())) + 1;
    }

    long julianDay() {
        return date().toEpochDay() + IsoWeeks.JULIAN_EPOCH;
    }
}
