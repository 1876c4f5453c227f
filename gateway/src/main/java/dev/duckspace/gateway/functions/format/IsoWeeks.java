package dev.duckspace.gateway.functions.format;

import java.time.LocalDate;
import java.time.temporal.IsoFields;

/** Weeks of ISO 8601, and days counted from 4714 BC. */
final class IsoWeeks {
    /** The Julian day of 1970-01-01. */
    static final int JULIAN_EPOCH = 2_440_588;

    private IsoWeeks() {}

    static int yearOf(LocalDate date) {
        return date.get(IsoFields.WEEK_BASED_YEAR);
    }

    static int weekOf(LocalDate date) {
        return date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    /** The epoch day of the Monday that begins an ISO year. */
    static long start(int year) {
        LocalDate fourth = LocalDate.of(year, 1, 4);
        return fourth.toEpochDay() - (fourth.getDayOfWeek().getValue() - 1);
    }

    /** The date of numbers that need not be one: months and days beyond their ends count on. */
    static LocalDate dateOf(int year, int month, int day) {
        return LocalDate.of(year, 1, 1).plusMonths(month - 1L).plusDays(day - 1L);
    }
}
