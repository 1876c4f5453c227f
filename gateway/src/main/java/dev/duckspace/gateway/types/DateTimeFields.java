package dev.duckspace.gateway.types;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a date, time or timestamp says.
 *
 * @param infinity 1 or -1 for the infinities, 0 for all else
 * @param epochDay days since 1970-01-01, local
 * @param microsOfDay 0 to 24 hours inclusive, local
 * @param zone null when the text names none
 */
record DateTimeFields(
        int infinity, boolean hasDate, long epochDay, long microsOfDay, @Nullable ZoneId zone) {

    static DateTimeFields infinite(int sign) {
        return new DateTimeFields(sign, true, 0, 0, null);
    }
}
