package dev.duckspace.gateway.types;

import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/** Dates and timestamps in the styles SQL, Postgres and German. For one thread at a time. */
final class StyledDateTime {
    /** More than the longest text: weekday, month, year, time, fraction, zone name, BC. */
    static final int MAX_LENGTH = 128;

    private static final int MAX_ZONE_LENGTH = 32;
    private static final List<String> DAYS =
            List.of("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat");
    private static final List<String> MONTHS =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");

    private final DateStyle style;
    private final boolean dayFirst;
    private final MemoryCursor out = new MemoryCursor();

    /**
     * @param style any but ISO
     */
    StyledDateTime(DateStyle style) {
        this.style = style;
        this.dayFirst =
                style.order() == DateStyle.Order.DMY || style.format() == DateStyle.Format.GERMAN;
    }

    long writeDate(long at, long epochDay) {
        long civil = CivilDate.ofEpochDay(epochDay);
        out.moveTo(at);
        date(civil);
        return IsoDateTime.writeEra(out.address(), civil);
    }

    /** Local timestamp: an epoch day and the microseconds of that day. */
    long writeTimestamp(long at, long epochDay, long microsOfDay) {
        long civil = CivilDate.ofEpochDay(epochDay);
        out.moveTo(at);
        dateAndTime(epochDay, civil, microsOfDay);
        return IsoDateTime.writeEra(out.address(), civil);
    }

    long writeTimestampTz(long at, long micros, ZoneOffsets offsets) {
        long epochSecond = Math.floorDiv(micros, IsoDateTime.MICROS_PER_SECOND);
        int offset = offsets.at(epochSecond);
        long epochDay = Math.floorDiv(epochSecond + offset, 86_400);
        long microsOfDay =
                (epochSecond + offset - epochDay * 86_400) * IsoDateTime.MICROS_PER_SECOND
                        + Math.floorMod(micros, IsoDateTime.MICROS_PER_SECOND);
        long civil = CivilDate.ofEpochDay(epochDay);
        out.moveTo(at);
        dateAndTime(epochDay, civil, microsOfDay);
        zone(offsets, epochSecond, offset);
        return IsoDateTime.writeEra(out.address(), civil);
    }

    private void dateAndTime(long epochDay, long civil, long microsOfDay) {
        if (style.format() != DateStyle.Format.POSTGRES) {
            date(civil);
            out.ascii(' ');
            time(microsOfDay);
            return;
        }
        String month = MONTHS.get(CivilDate.month(civil) - 1);
        out.ascii(DAYS.get(CivilDate.dayOfWeek(epochDay))).ascii(' ');
        if (dayFirst) {
            out.padded(CivilDate.day(civil), 2).ascii(' ').ascii(month).ascii(' ');
        } else {
            out.ascii(month).ascii(' ').padded(CivilDate.day(civil), 2).ascii(' ');
        }
        time(microsOfDay);
        out.ascii(' ');
        year(civil);
    }

    private void date(long civil) {
        char separator =
                switch (style.format()) {
                    case ISO, POSTGRES -> '-';
                    case SQL -> '/';
                    case GERMAN -> '.';
                };
        int first = dayFirst ? CivilDate.day(civil) : CivilDate.month(civil);
        int second = dayFirst ? CivilDate.month(civil) : CivilDate.day(civil);
        out.padded(first, 2).ascii(separator).padded(second, 2).ascii(separator);
        year(civil);
    }

    private void year(long civil) {
        out.moveTo(IsoDateTime.writeYear(out.address(), CivilDate.year(civil)));
    }

    private void time(long microsOfDay) {
        out.moveTo(IsoDateTime.writeTime(out.address(), microsOfDay));
    }

    private void zone(ZoneOffsets offsets, long epochSecond, int offset) {
        out.ascii(' ');
        String name = shortName(offsets, epochSecond);
        if (name.isEmpty()) {
            out.offset(offset);
        } else {
            out.ascii(name);
        }
    }

    /** {@code CEST}; empty where the zone has no name of letters. */
    private static String shortName(ZoneOffsets offsets, long epochSecond) {
        TimeZone zone = TimeZone.getTimeZone(offsets.zone());
        String name =
                zone.getDisplayName(
                        offsets.isDaylightSaving(epochSecond), TimeZone.SHORT, Locale.ENGLISH);
        boolean letters = name.chars().allMatch(c -> c >= 'A' && c <= 'Z');
        return letters && name.length() <= MAX_ZONE_LENGTH ? name : "";
    }
}
