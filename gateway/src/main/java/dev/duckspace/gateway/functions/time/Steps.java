package dev.duckspace.gateway.functions.time;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.types.CivilDate;
import dev.duckspace.gateway.types.ZoneOffsets;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A timestamp and an interval. */
public final class Steps {
    /** 4714-11-24 BC and 5874897-12-31, PostgreSQL's first and last. */
    private static final long FIRST_DATE = -2_440_588;

    private static final long LAST_DATE = 2_145_031_948;

    private Steps() {}

    /**
     * Months first, then days, then time.
     *
     * @param zone in which an instant's days and months are counted; null for local timestamps
     */
    public static long plus(long timestamp, EngineValue.Interval step, @Nullable ZoneId zone) {
        if (Local.isInfinite(timestamp)) {
            return timestamp;
        }
        long moved = timestamp;
        if (step.months() != 0 || step.days() != 0) {
            moved =
                    zone == null
                            ? moved(Local.ofTimestamp(timestamp), step).timestamp()
                            : moved(Local.ofInstant(timestamp, new ZoneOffsets(zone)), step)
                                    .instant(zone);
        }
        try {
            return Local.requireTimestamp(Math.addExact(moved, step.micros()));
        } catch (ArithmeticException e) {
            throw TimeErrors.timestampOverflow();
        }
    }

    private static Local moved(Local from, EngineValue.Interval step) {
        long months = from.year() * 12L + from.month() - 1 + step.months();
        long year = Math.floorDiv(months, 12L);
        if (Math.abs(year) > 300_000) {
            throw TimeErrors.timestampOverflow();
        }
        int month = (int) Math.floorMod(months, 12L) + 1;
        int day = Math.min(from.dayOfMonth(), CivilDate.lengthOfMonth(year, month));
        long epochDay = CivilDate.epochDay(year, month, day) + step.days();
        if (Math.abs(epochDay) > 106_751_991L) {
            throw TimeErrors.timestampOverflow();
        }
        return new Local(epochDay, from.micros());
    }

    /** A date so many days later; infinite ones stay. */
    public static int days(int date, long days) {
        if (date == Integer.MAX_VALUE || date == -Integer.MAX_VALUE) {
            return date;
        }
        long result = date + days;
        if (result < FIRST_DATE || result > LAST_DATE) {
            throw TimeErrors.overflow("date out of range");
        }
        return (int) result;
    }
}
