package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.PgException;

/** Intervals of ISO 8601: {@code P1Y2M3DT4H5M6.5S}, {@code P2W}, {@code P0001-02-03T04:05:06}. */
final class Iso8601Interval {
    private static final IntervalSum.Unit[] CALENDAR = {
        IntervalSum.Unit.YEAR, IntervalSum.Unit.MONTH, IntervalSum.Unit.DAY
    };
    private static final IntervalSum.Unit[] CLOCK = {
        IntervalSum.Unit.HOUR, IntervalSum.Unit.MINUTE, IntervalSum.Unit.SECOND
    };

    private final String text;
    private final String iso;
    private final IntervalSum sum;
    private int at = 1;
    private boolean inTime;

    private Iso8601Interval(String text, String iso) {
        this.text = text;
        this.iso = iso;
        this.sum = new IntervalSum(text);
    }

    /**
     * @param iso the text without white space around, beginning with P
     */
    static EngineValue.Interval parse(String text, String iso) {
        return new Iso8601Interval(text, iso).read();
    }

    private EngineValue.Interval read() {
        boolean any = false;
        while (at < iso.length()) {
            if (iso.charAt(at) == 'T') {
                if (inTime) {
                    throw invalid();
                }
                inTime = true;
                at++;
            } else {
                readField();
            }
            any = true;
        }
        if (!any) {
            throw invalid();
        }
        return sum.value();
    }

    private void readField() {
        int start = at;
        String number = takeNumber();
        if (at == iso.length() || (!inTime && iso.charAt(at) == 'T')) {
            addWithoutDesignator(number);
            return;
        }
        char designator = iso.charAt(at);
        if (designator == (inTime ? ':' : '-')) {
            at = start;
            readParts();
            return;
        }
        at++;
        IntervalSum.Unit unit =
                switch (designator) {
                    case 'Y' -> inTime ? null : IntervalSum.Unit.YEAR;
                    case 'M' -> inTime ? IntervalSum.Unit.MINUTE : IntervalSum.Unit.MONTH;
                    case 'W' -> inTime ? null : IntervalSum.Unit.WEEK;
                    case 'D' -> inTime ? null : IntervalSum.Unit.DAY;
                    case 'H' -> inTime ? IntervalSum.Unit.HOUR : null;
                    case 'S' -> inTime ? IntervalSum.Unit.SECOND : null;
                    default -> null;
                };
        if (unit == null) {
            throw invalid();
        }
        add(unit, number);
    }

    /** At the end: eight digits of a date, six of a time; else years or hours. */
    private void addWithoutDesignator(String number) {
        IntervalSum.Unit[] units = inTime ? CLOCK : CALENDAR;
        int width = inTime ? 6 : 8;
        if (number.length() != width || number.indexOf('.') >= 0 || number.indexOf('-') >= 0) {
            add(units[0], number);
            return;
        }
        add(units[0], number.substring(0, width - 4));
        add(units[1], number.substring(width - 4, width - 2));
        add(units[2], number.substring(width - 2));
    }

    /** Years, months and days with hyphens; hours, minutes and seconds with colons. */
    private void readParts() {
        IntervalSum.Unit[] units = inTime ? CLOCK : CALENDAR;
        char separator = inTime ? ':' : '-';
        for (int i = 0; i < units.length; i++) {
            add(units[i], takeNumber());
            if (at == iso.length() || iso.charAt(at) != separator) {
                break;
            }
            at++;
        }
        if (at < iso.length() && (inTime || iso.charAt(at) != 'T')) {
            throw invalid();
        }
    }

    private String takeNumber() {
        int start = at;
        if (at < iso.length() && (iso.charAt(at) == '-' || iso.charAt(at) == '+')) {
            at++;
        }
        while (at < iso.length()
                && (DateTimeToken.isDigit(iso.charAt(at)) || iso.charAt(at) == '.')) {
            at++;
        }
        return iso.substring(start, at);
    }

    private void add(IntervalSum.Unit unit, String number) {
        boolean negative = number.startsWith("-");
        String magnitude = negative || number.startsWith("+") ? number.substring(1) : number;
        int point = magnitude.indexOf('.');
        String whole = point < 0 ? magnitude : magnitude.substring(0, point);
        String fraction = point < 0 ? "" : magnitude.substring(point + 1);
        if ((whole.isEmpty() && fraction.isEmpty()) || fraction.indexOf('.') >= 0) {
            throw invalid();
        }
        int sign = negative ? -1 : 1;
        try {
            sum.add(
                    unit,
                    whole.isEmpty() ? 0 : sign * Long.parseLong(whole),
                    sign * Double.parseDouble("0." + fraction + "0"));
        } catch (NumberFormatException e) {
            throw InputErrors.intervalFieldOverflow(text);
        }
    }

    private PgException invalid() {
        return InputErrors.invalidDateTime("interval", text);
    }
}
