package dev.duckspace.gateway.functions.format;

import dev.duckspace.gateway.functions.format.DateFields.Slot;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's to_date and to_timestamp. */
public final class DateReader {
    private static final int MOST_ZONE_HOURS = 15;
    private static final int FAR = 900_000_000;
    private static final LocalDate FIRST = LocalDate.of(-4713, 11, 24);
    private static final LocalDate AFTER_DATES = LocalDate.of(5_874_898, 1, 1);
    private static final LocalDate AFTER_TIMESTAMPS = LocalDate.of(294_277, 1, 1);

    private final Template<DateField> template;

    private DateReader(Template<DateField> template) {
        this.template = template;
    }

    public static DateReader of(String template) {
        return new DateReader(DateTemplates.read(template));
    }

    /**
     * For to_timestamp.
     *
     * @throws PgException of class 22 where the text does not follow the template
     */
    public ReadTime timestamp(String text) {
        return new Result(text, scan(text), false).time();
    }

    /**
     * For to_date: days from 1970-01-01.
     *
     * @throws PgException of class 22 where the text does not follow the template
     */
    public long date(String text) {
        return new Result(text, scan(text), true).time().epochDay();
    }

    private DateFields scan(String text) {
        return new DateScanner(template, text).scan();
    }

    private static final class Result {
        private final String text;
        private final DateFields fields;
        private final boolean dateOnly;
        private int year;
        private int month = 1;
        private int day = 1;
        private boolean hasYear;
        private boolean hasMonth;
        private boolean hasDay;

        Result(String text, DateFields fields, boolean dateOnly) {
            this.text = text;
            this.fields = fields;
            this.dateOnly = dateOnly;
        }

        ReadTime time() {
            int hour = 0;
            int minute = 0;
            int second = 0;
            int ofDay = fields.get(Slot.SECOND_OF_DAY);
            if (ofDay != 0) {
                hour = ofDay / 3600;
                minute = ofDay % 3600 / 60;
                second = ofDay % 60;
            }
            second = fields.has(Slot.SECOND) ? fields.get(Slot.SECOND) : second;
            minute = fields.has(Slot.MINUTE) ? fields.get(Slot.MINUTE) : minute;
            hour = fields.has(Slot.HOUR) ? fields.get(Slot.HOUR) : hour;
            hour = fields.halfDays ? ofHalfDay(hour) : hour;
            years();
            days();
            long micros = fields.get(Slot.MILLI) * 1000L + fields.get(Slot.MICRO);
            long epochDay = date();
            if (hour < 0
                    || hour >= 24
                    || minute < 0
                    || minute >= 60
                    || second < 0
                    || second >= 60
                    || micros < 0
                    || micros >= 1_000_000) {
                throw overflow();
            }
            long ofDayMicros = ((hour * 60L + minute) * 60 + second) * 1_000_000 + rounded(micros);
            return new ReadTime(
                    epochDay + ofDayMicros / 86_400_000_000L,
                    ofDayMicros % 86_400_000_000L,
                    offset());
        }

        private long rounded(long micros) {
            long unit = 1;
            for (int i = fields.fraction; fields.fraction > 0 && i < 6; i++) {
                unit *= 10;
            }
            return (micros + unit / 2) / unit * unit;
        }

        private int ofHalfDay(int hour) {
            if (hour < 1 || hour > 12) {
                throw PgException.refused(
                        SqlState.INVALID_DATETIME_FORMAT,
                        "hour \"%d\" is invalid for the 12-hour clock".formatted(hour),
                        "Use the 24-hour clock, or give an hour between 1 and 12.");
            }
            boolean afternoon = fields.has(Slot.PM);
            return afternoon && hour < 12 ? hour + 12 : !afternoon && hour == 12 ? 0 : hour;
        }

        private void years() {
            int given = fields.get(Slot.YEAR);
            boolean bc = fields.has(Slot.BC);
            int century = fields.get(Slot.CENTURY) * (bc ? -1 : 1);
            if (given != 0) {
                hasYear = true;
                if (century != 0 && fields.yearDigits <= 2) {
                    year = given % 100;
                    if (year != 0) {
                        year =
                                century >= 0
                                        ? year + (century - 1) * 100
                                        : (century + 1) * 100 - year + 1;
                    } else {
                        year = century * 100 + (century >= 0 ? 0 : 1);
                    }
                } else {
                    year = bc ? -given : given;
                    year = year < 0 ? year + 1 : year;
                }
            } else if (century != 0) {
                hasYear = true;
                year = (century >= 0 ? century - 1 : century) * 100 + 1;
            }
        }

        private void days() {
            if (fields.has(Slot.JULIAN)) {
                on(LocalDate.ofEpochDay((long) fields.get(Slot.JULIAN) - IsoWeeks.JULIAN_EPOCH));
            }
            int dayOfYear = fields.get(Slot.DAY_OF_YEAR);
            int week = fields.get(Slot.WEEK);
            if (week != 0 && fields.isoWeeks()) {
                int weekday = fields.get(Slot.DAY_OF_WEEK);
                long start = IsoWeeks.start(year) + (week - 1L) * 7;
                on(
                        LocalDate.ofEpochDay(
                                weekday > 1
                                        ? start + weekday - 2
                                        : weekday == 1 ? start + 6 : start));
            } else if (week != 0) {
                dayOfYear = (week - 1) * 7 + 1;
            }
            int dayOfMonth =
                    fields.has(Slot.WEEK_OF_MONTH)
                            ? (fields.get(Slot.WEEK_OF_MONTH) - 1) * 7 + 1
                            : fields.get(Slot.DAY);
            if (dayOfMonth != 0) {
                day = dayOfMonth;
                hasDay = true;
            }
            if (fields.has(Slot.MONTH)) {
                month = fields.get(Slot.MONTH);
                hasMonth = true;
            }
            if (dayOfYear != 0 && (month <= 1 || day <= 1)) {
                onDayOfYear(dayOfYear);
            }
        }

        private void onDayOfYear(int dayOfYear) {
            if (year == 0 && !fields.has(Slot.BC)) {
                throw new PgException(
                        SqlState.INVALID_DATETIME_FORMAT,
                        "cannot calculate day of year without year information");
            }
            if (fields.isoWeeks()) {
                on(LocalDate.ofEpochDay(IsoWeeks.start(year) - 1 + dayOfYear));
                return;
            }
            int of = 1;
            int before = 0;
            while (of <= 12) {
                int length = YearMonth.of(year, of).lengthOfMonth();
                if (dayOfYear <= before + length) {
                    break;
                }
                before += length;
                of++;
            }
            month = month <= 1 ? of : month;
            if (day <= 1) {
                day = dayOfYear - beforeMonth(of);
            }
            hasMonth = true;
            hasDay = true;
        }

        private int beforeMonth(int of) {
            int before = 0;
            for (int i = 1; i < of; i++) {
                before += YearMonth.of(year, i).lengthOfMonth();
            }
            return before;
        }

        private void on(LocalDate date) {
            year = date.getYear();
            month = date.getMonthValue();
            day = date.getDayOfMonth();
            hasYear = true;
            hasMonth = true;
            hasDay = true;
        }

        private long date() {
            if ((hasMonth && (month < 1 || month > 12)) || (hasDay && (day < 1 || day > 31))) {
                throw overflow();
            }
            if (Math.abs((long) year) > FAR) {
                throw outOfRange();
            }
            if (hasYear && hasMonth && hasDay && day > YearMonth.of(year, month).lengthOfMonth()) {
                throw overflow();
            }
            LocalDate date = LocalDate.of(year, month, 1).plusDays(day - 1L);
            if (date.isBefore(FIRST) || !date.isBefore(dateOnly ? AFTER_DATES : AFTER_TIMESTAMPS)) {
                throw outOfRange();
            }
            return date.toEpochDay();
        }

        private @Nullable Integer offset() {
            if (fields.zoneSign == 0) {
                return null;
            }
            int hours = fields.get(Slot.ZONE_HOUR);
            int minutes = fields.get(Slot.ZONE_MINUTE);
            if (hours < 0 || hours > MOST_ZONE_HOURS || minutes < 0 || minutes >= 60) {
                throw new PgException(
                        SqlState.INVALID_TIME_ZONE_DISPLACEMENT_VALUE,
                        "time zone displacement out of range: \"%s\"".formatted(text));
            }
            return fields.zoneSign * (hours * 3600 + minutes * 60);
        }

        private PgException overflow() {
            return new PgException(
                    ErrorInfo.error(
                            SqlState.DATETIME_FIELD_OVERFLOW,
                            "date/time field value out of range: \"%s\"".formatted(text)));
        }

        private PgException outOfRange() {
            return new PgException(
                    SqlState.DATETIME_FIELD_OVERFLOW,
                    dateOnly
                            ? "date out of range: \"%s\"".formatted(text)
                            : "timestamp out of range");
        }
    }
}
