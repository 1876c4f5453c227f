package dev.duckspace.gateway.functions.format;

import dev.duckspace.gateway.functions.format.Template.Part;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's to_char for times and intervals. */
public final class DateFormat {
    private final Template<DateField> template;

    private DateFormat(Template<DateField> template) {
        this.template = template;
    }

    public static DateFormat of(String template) {
        return new DateFormat(DateTemplates.read(template));
    }

    /**
     * @param micros from 1970-01-01 00:00 on the clock that is to be shown
     * @param offset seconds that this clock is east of UTC
     * @param zone its abbreviation, null when it has no zone
     * @return null for an empty template
     */
    public @Nullable String time(long micros, int offset, @Nullable String zone) {
        return template.parts().isEmpty() ? null : write(Moment.of(micros, offset, zone));
    }

    /**
     * @return null for an empty template
     * @throws PgException 22007 where the template speaks of dates
     */
    public @Nullable String interval(int months, int days, long micros) {
        return template.parts().isEmpty() ? null : write(Moment.ofInterval(months, days, micros));
    }

    private String write(Moment moment) {
        StringBuilder out = new StringBuilder();
        for (Part<DateField> part : template.parts()) {
            DateField field = part.field();
            if (field == null) {
                out.append(part.text());
            } else {
                out.append(field(field, part, moment));
            }
        }
        return out.toString();
    }

    private static String field(DateField field, Part<DateField> part, Moment moment) {
        return switch (field) {
            case AM_DOTS -> cased(part, moment.hour() % 24 >= 12 ? "p.m." : "a.m.");
            case AM -> cased(part, moment.hour() % 24 >= 12 ? "pm" : "am");
            case AD_DOTS -> cased(part, dated(moment).year() <= 0 ? "b.c." : "a.d.");
            case AD -> cased(part, dated(moment).year() <= 0 ? "bc" : "ad");
            case HOUR_12, HOUR_24, MINUTE, SECOND, SECOND_OF_DAY -> time(field, part, moment);
            case FRACTION_1 -> fraction(part, moment, 1);
            case FRACTION_2 -> fraction(part, moment, 2);
            case FRACTION_3, MILLISECOND -> fraction(part, moment, 3);
            case FRACTION_4 -> fraction(part, moment, 4);
            case FRACTION_5 -> fraction(part, moment, 5);
            case FRACTION_6, MICROSECOND -> fraction(part, moment, 6);
            case ZONE, ZONE_HOUR, ZONE_MINUTE, OFFSET -> zone(field, part, dated(moment));
            case MONTH_NAME, SHORT_MONTH_NAME -> monthName(field, part, dated(moment));
            case DAY_NAME -> name(part, Names.DAYS.get(dated(moment).dayOfWeek()), true);
            case SHORT_DAY_NAME ->
                    name(part, Names.SHORT_DAYS.get(dated(moment).dayOfWeek()), false);
            case MONTH -> signed(part, moment.month(), 2);
            case DAY_OF_YEAR -> number(part, moment.dayOfYear(), 3);
            case ISO_DAY_OF_YEAR -> number(part, moment.isoDayOfYear(), 3);
            case DAY_OF_MONTH -> number(part, moment.day(), 2);
            case DAY_OF_WEEK -> number(part, dated(moment).dayOfWeek() + 1, 1);
            case ISO_DAY ->
                    number(part, dated(moment).dayOfWeek() == 0 ? 7 : moment.dayOfWeek(), 1);
            case WEEK_OF_YEAR -> number(part, (moment.dayOfYear() - 1) / 7 + 1, 2);
            case ISO_WEEK -> number(part, moment.isoWeek(), 2);
            case WEEK_OF_MONTH -> number(part, (moment.day() - 1) / 7 + 1, 1);
            case QUARTER ->
                    moment.month() == 0 ? "" : number(part, (moment.month() - 1) / 3 + 1, 1);
            case CENTURY -> century(part, moment);
            case YEAR_COMMA -> {
                int year = moment.shownYear();
                yield ordinal(part, "%d,%03d".formatted(year / 1000, year - year / 1000 * 1000));
            }
            case YEAR -> signed(part, moment.shownYear(), 4);
            case YEAR_3 -> signed(part, moment.shownYear() % 1000, 3);
            case YEAR_2 -> signed(part, moment.shownYear() % 100, 2);
            case YEAR_1 -> number(part, moment.shownYear() % 10, 1);
            case ISO_YEAR -> padded(part, moment.shownIsoYear(), moment.shownYear() >= 0 ? 4 : 5);
            case ISO_YEAR_3 ->
                    padded(part, moment.shownIsoYear() % 1000, moment.shownYear() >= 0 ? 3 : 4);
            case ISO_YEAR_2 ->
                    padded(part, moment.shownIsoYear() % 100, moment.shownYear() >= 0 ? 2 : 3);
            case ISO_YEAR_1 -> number(part, moment.shownIsoYear() % 10, 1);
            case JULIAN_DAY -> ordinal(part, Long.toString(moment.julianDay()));
            case ROMAN_MONTH -> romanMonth(part, moment);
            case EXACT -> "";
        };
    }

    private static Moment dated(Moment moment) {
        if (moment.interval()) {
            throw new PgException(
                    ErrorInfo.error(
                                    SqlState.INVALID_DATETIME_FORMAT,
                                    "invalid format specification for an interval value")
                            .withHint("Intervals are not tied to specific calendar dates."));
        }
        return moment;
    }

    private static String time(DateField field, Part<DateField> part, Moment moment) {
        return switch (field) {
            case HOUR_12 ->
                    padded(
                            part,
                            moment.hour() % 12 == 0 ? 12 : moment.hour() % 12,
                            moment.hour() >= 0 ? 2 : 3);
            case HOUR_24 -> signed(part, moment.hour(), 2);
            case MINUTE -> signed(part, moment.minute(), 2);
            case SECOND -> signed(part, moment.second(), 2);
            default ->
                    number(part, moment.hour() * 3600 + moment.minute() * 60 + moment.second(), 1);
        };
    }

    private static String cased(Part<DateField> part, String lower) {
        return Character.isUpperCase(part.text().charAt(0))
                ? lower.toUpperCase(Locale.ROOT)
                : lower;
    }

    private static String fraction(Part<DateField> part, Moment moment, int digits) {
        int value = moment.micros();
        for (int i = digits; i < 6; i++) {
            value /= 10;
        }
        return ordinal(part, ("%0" + digits + "d").formatted(value));
    }

    private static String zone(DateField field, Part<DateField> part, Moment moment) {
        int offset = moment.offset();
        int size = Math.abs(offset);
        char sign = offset < 0 ? '-' : '+';
        String zone = moment.zone() == null ? "" : moment.zone();
        return switch (field) {
            case ZONE -> part.text().equals("tz") ? zone.toLowerCase(Locale.ROOT) : zone;
            case ZONE_HOUR -> "%c%02d".formatted(sign, size / 3600);
            case ZONE_MINUTE -> "%02d".formatted(size % 3600 / 60);
            default ->
                    sign
                            + (part.suffixes().fill()
                                    ? Integer.toString(size / 3600)
                                    : "%02d".formatted(size / 3600))
                            + (size % 3600 == 0 ? "" : ":%02d".formatted(size % 3600 / 60));
        };
    }

    private static String monthName(DateField field, Part<DateField> part, Moment moment) {
        boolean whole = field == DateField.MONTH_NAME;
        List<String> names = whole ? Names.MONTHS : Names.SHORT_MONTHS;
        return name(part, names.get(moment.month() - 1), whole);
    }

    /** As the field's name is written: all capitals, the first, or none. */
    private static String name(Part<DateField> part, String name, boolean pad) {
        String written = part.text();
        String cased =
                Character.isLowerCase(written.charAt(0))
                        ? name.toLowerCase(Locale.ROOT)
                        : Character.isLowerCase(written.charAt(1))
                                ? name
                                : name.toUpperCase(Locale.ROOT);
        return pad && !part.suffixes().fill() && !part.suffixes().local()
                ? "%-9s".formatted(cased)
                : cased;
    }

    private static String century(Part<DateField> part, Moment moment) {
        int year = moment.year();
        int century =
                moment.interval() ? year / 100 : year > 0 ? (year - 1) / 100 + 1 : year / 100 - 1;
        return century >= -99 && century <= 99
                ? signed(part, century, 2)
                : number(part, century, 1);
    }

    private static String romanMonth(Part<DateField> part, Moment moment) {
        int month = moment.month();
        if (month == 0 && moment.year() == 0) {
            return "";
        }
        int at = month == 0 ? (moment.year() >= 0 ? 0 : 11) : month < 0 ? -(month + 1) : 12 - month;
        String roman = Names.ROMAN_MONTHS.get(at);
        String cased = part.text().equals("rm") ? roman.toLowerCase(Locale.ROOT) : roman;
        return part.suffixes().fill() ? cased : "%-4s".formatted(cased);
    }

    /** A sign takes one more place. */
    private static String signed(Part<DateField> part, int value, int width) {
        return padded(part, value, value >= 0 ? width : width + 1);
    }

    private static String padded(Part<DateField> part, int value, int width) {
        return number(part, value, width);
    }

    private static String number(Part<DateField> part, int value, int width) {
        String digits =
                part.suffixes().fill() || width < 2
                        ? Integer.toString(value)
                        : ("%0" + width + "d").formatted(value);
        return ordinal(part, digits);
    }

    private static String ordinal(Part<DateField> part, String digits) {
        String ordinal = part.suffixes().ordinal();
        return ordinal == null ? digits : digits + Template.ordinal(digits, ordinal.equals("TH"));
    }
}
