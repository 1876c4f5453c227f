package dev.duckspace.gateway.functions.time;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.types.CivilDate;

/** What lies between two timestamps, in years, months, days and time. */
public final class Ages {
    private Ages() {}

    public static EngineValue.Interval between(long later, long earlier) {
        if (Local.isInfinite(later) || Local.isInfinite(earlier)) {
            throw TimeErrors.timestampOverflow();
        }
        return between(Local.ofTimestamp(later), Local.ofTimestamp(earlier));
    }

    /** Days are borrowed from the month of the earlier one. */
    public static EngineValue.Interval between(Local first, Local second) {
        boolean negative =
                first.day() < second.day()
                        || (first.day() == second.day() && first.micros() < second.micros());
        Local later = negative ? second : first;
        Local earlier = negative ? first : second;
        int months = 12 * (later.year() - earlier.year()) + later.month() - earlier.month();
        int days = later.dayOfMonth() - earlier.dayOfMonth();
        long micros = later.micros() - earlier.micros();
        if (micros < 0) {
            micros += Local.MICROS_PER_DAY;
            days--;
        }
        // One month can be too short for two days at its ends.
        int year = earlier.year();
        int month = earlier.month();
        while (days < 0) {
            days += CivilDate.lengthOfMonth(year, month);
            months--;
        }
        return negative
                ? new EngineValue.Interval(-months, -days, -micros)
                : new EngineValue.Interval(months, days, micros);
    }
}
