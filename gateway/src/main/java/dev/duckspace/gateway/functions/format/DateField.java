package dev.duckspace.gateway.functions.format;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template of dates and times may hold; how it is written says upper and lower case. */
enum DateField {
    AD_DOTS(false, Mode.ANY, "A.D.", "B.C.", "a.d.", "b.c."),
    AD(false, Mode.ANY, "AD", "BC", "ad", "bc"),
    AM_DOTS(false, Mode.ANY, "A.M.", "P.M.", "a.m.", "p.m."),
    AM(false, Mode.ANY, "AM", "PM", "am", "pm"),
    CENTURY(true, Mode.ANY, "CC", "cc"),
    DAY_NAME(false, Mode.ANY, "DAY", "Day", "day"),
    DAY_OF_YEAR(true, Mode.GREGORIAN, "DDD", "ddd"),
    DAY_OF_MONTH(true, Mode.GREGORIAN, "DD", "dd"),
    SHORT_DAY_NAME(false, Mode.ANY, "DY", "Dy", "dy"),
    DAY_OF_WEEK(true, Mode.GREGORIAN, "D", "d"),
    FRACTION_1(false, Mode.ANY, "FF1", "ff1"),
    FRACTION_2(false, Mode.ANY, "FF2", "ff2"),
    FRACTION_3(false, Mode.ANY, "FF3", "ff3"),
    FRACTION_4(false, Mode.ANY, "FF4", "ff4"),
    FRACTION_5(false, Mode.ANY, "FF5", "ff5"),
    FRACTION_6(false, Mode.ANY, "FF6", "ff6"),
    EXACT(false, Mode.ANY, "FX", "fx"),
    HOUR_24(true, Mode.ANY, "HH24", "hh24"),
    HOUR_12(true, Mode.ANY, "HH12", "HH", "hh12", "hh"),
    ISO_DAY_OF_YEAR(true, Mode.ISO_WEEK, "IDDD", "iddd"),
    ISO_DAY(true, Mode.ISO_WEEK, "ID", "id"),
    ISO_WEEK(true, Mode.ISO_WEEK, "IW", "iw"),
    ISO_YEAR(true, Mode.ISO_WEEK, "IYYY", "iyyy"),
    ISO_YEAR_3(true, Mode.ISO_WEEK, "IYY", "iyy"),
    ISO_YEAR_2(true, Mode.ISO_WEEK, "IY", "iy"),
    ISO_YEAR_1(true, Mode.ISO_WEEK, "I", "i"),
    JULIAN_DAY(true, Mode.ANY, "J", "j"),
    MINUTE(true, Mode.ANY, "MI", "mi"),
    MONTH(true, Mode.GREGORIAN, "MM", "mm"),
    MONTH_NAME(false, Mode.GREGORIAN, "MONTH", "Month", "month"),
    SHORT_MONTH_NAME(false, Mode.GREGORIAN, "MON", "Mon", "mon"),
    MILLISECOND(true, Mode.ANY, "MS", "ms"),
    OFFSET(false, Mode.ANY, "OF", "of"),
    QUARTER(true, Mode.ANY, "Q", "q"),
    ROMAN_MONTH(false, Mode.GREGORIAN, "RM", "rm"),
    SECOND_OF_DAY(true, Mode.ANY, "SSSSS", "SSSS", "sssss", "ssss"),
    SECOND(true, Mode.ANY, "SS", "ss"),
    ZONE_HOUR(false, Mode.ANY, "TZH", "tzh"),
    ZONE_MINUTE(true, Mode.ANY, "TZM", "tzm"),
    ZONE(false, Mode.ANY, "TZ", "tz"),
    MICROSECOND(true, Mode.ANY, "US", "us"),
    WEEK_OF_YEAR(true, Mode.GREGORIAN, "WW", "ww"),
    WEEK_OF_MONTH(true, Mode.GREGORIAN, "W", "w"),
    YEAR_COMMA(true, Mode.GREGORIAN, "Y,YYY", "y,yyy"),
    YEAR(true, Mode.GREGORIAN, "YYYY", "yyyy"),
    YEAR_3(true, Mode.GREGORIAN, "YYY", "yyy"),
    YEAR_2(true, Mode.GREGORIAN, "YY", "yy"),
    YEAR_1(true, Mode.GREGORIAN, "Y", "y");

    /** The calendars that must not be mixed. */
    enum Mode {
        ANY,
        GREGORIAN,
        ISO_WEEK
    }

    private static final Map<DateField, List<String>> SPELLINGS = spellings();

    private final boolean digits;
    private final Mode mode;
    private final String spellings;

    DateField(boolean digits, Mode mode, String... spellings) {
        this.digits = digits;
        this.mode = mode;
        this.spellings = String.join(" ", spellings);
    }

    /** Whether its values begin with a digit. */
    boolean digits() {
        return digits;
    }

    Mode mode() {
        return mode;
    }

    private static Map<DateField, List<String>> spellings() {
        Map<DateField, List<String>> all = new EnumMap<>(DateField.class);
        for (DateField field : values()) {
            all.put(field, List.of(field.spellings.split(" ")));
        }
        return all;
    }

    /** The field that is written at a place, the longest, and how; or null. */
    static Map.@Nullable Entry<String, DateField> at(String template, int place) {
        Map.Entry<String, DateField> found = null;
        for (Map.Entry<DateField, List<String>> entry : SPELLINGS.entrySet()) {
            for (String spelling : entry.getValue()) {
                if (template.startsWith(spelling, place)
                        && (found == null || spelling.length() > found.getKey().length())) {
                    found = Map.entry(spelling, entry.getKey());
                }
            }
        }
        return found;
    }
}
