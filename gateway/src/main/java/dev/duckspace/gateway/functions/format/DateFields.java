package dev.duckspace.gateway.functions.format;

import dev.duckspace.gateway.functions.format.DateField.Mode;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.EnumMap;
import java.util.Map;

/** What a template found in a text; 0 where a field was not found. */
final class DateFields {
    /** What is set; several fields of a template set the same one. */
    enum Slot {
        HOUR,
        PM,
        MINUTE,
        SECOND,
        SECOND_OF_DAY,
        DAY_OF_WEEK,
        DAY,
        DAY_OF_YEAR,
        MONTH,
        MILLI,
        YEAR,
        BC,
        WEEK,
        WEEK_OF_MONTH,
        CENTURY,
        JULIAN,
        MICRO,
        ZONE_HOUR,
        ZONE_MINUTE
    }

    private final Map<Slot, Integer> values = new EnumMap<>(Slot.class);
    private Mode mode = Mode.ANY;

    /** Digits of the year that the template asks for. */
    int yearDigits;

    boolean halfDays;

    /** 0 when no zone was found. */
    int zoneSign;

    /** Digits of the second's fraction, when the template says so; else 0. */
    int fraction;

    int get(Slot slot) {
        return values.getOrDefault(slot, 0);
    }

    boolean has(Slot slot) {
        return get(slot) != 0;
    }

    /** Sets one that is not set otherwise. */
    void set(Slot slot, int value, String field) {
        int old = get(slot);
        if (old != 0 && old != value) {
            throw new PgException(
                    ErrorInfo.error(
                                    SqlState.INVALID_DATETIME_FORMAT,
                                    "conflicting values for \"%s\" field in formatting string"
                                            .formatted(field))
                            .withDetail(
                                    "This value contradicts a previous setting for the same field"
                                            + " type."));
        }
        values.put(slot, value);
    }

    void replace(Slot slot, int value) {
        values.put(slot, value);
    }

    void mode(Mode other) {
        if (other == Mode.ANY) {
            return;
        }
        if (mode != Mode.ANY && mode != other) {
            throw new PgException(
                    ErrorInfo.error(
                                    SqlState.INVALID_DATETIME_FORMAT,
                                    "invalid combination of date conventions")
                            .withHint(
                                    "Do not mix Gregorian and ISO week date conventions in a"
                                            + " formatting template."));
        }
        mode = other;
    }

    boolean isoWeeks() {
        return mode == Mode.ISO_WEEK;
    }
}
