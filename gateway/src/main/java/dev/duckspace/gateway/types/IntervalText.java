package dev.duckspace.gateway.types;

/** Intervals in PostgreSQL's four styles, written at absolute addresses. For one thread. */
final class IntervalText {
    /** More than the longest text of any style. */
    static final int MAX_LENGTH = 128;

    private final IntervalStyle style;
    private final MemoryCursor out = new MemoryCursor();

    private int years;
    private int months;
    private int days;
    private long hours;
    private int minutes;
    private int seconds;
    private int micros;

    /** Nothing but zeros was printed so far. */
    private boolean blank;

    /** The field printed last was negative (postgres), or the first one (postgres_verbose). */
    private boolean negative;

    IntervalText(IntervalStyle style) {
        this.style = style;
    }

    long write(long at, int totalMonths, int totalDays, long totalMicros) {
        years = totalMonths / 12;
        months = totalMonths % 12;
        days = totalDays;
        long totalSeconds = totalMicros / IsoDateTime.MICROS_PER_SECOND;
        micros = (int) (totalMicros % IsoDateTime.MICROS_PER_SECOND);
        hours = totalSeconds / 3600;
        minutes = (int) (totalSeconds % 3600) / 60;
        seconds = (int) (totalSeconds % 60);
        blank = true;
        negative = false;
        out.moveTo(at);
        switch (style) {
            case POSTGRES -> writePostgres();
            case POSTGRES_VERBOSE -> writeVerbose();
            case SQL_STANDARD -> writeSqlStandard();
            case ISO_8601 -> writeIso8601();
        }
        return out.address();
    }

    private boolean hasTime() {
        return hours != 0 || minutes != 0 || seconds != 0 || micros != 0;
    }

    private boolean isTimeNegative() {
        return hours < 0 || minutes < 0 || seconds < 0 || micros < 0;
    }

    private void writePostgres() {
        postgresField(years, "year");
        postgresField(months, "mon");
        postgresField(days, "day");
        if (!blank && !hasTime()) {
            return;
        }
        if (!blank) {
            out.ascii(' ');
        }
        if (isTimeNegative()) {
            out.ascii('-');
        } else if (negative) {
            out.ascii('+');
        }
        clock(2);
    }

    private void postgresField(int value, String unit) {
        if (value == 0) {
            return;
        }
        if (!blank) {
            out.ascii(' ');
        }
        if (negative && value > 0) {
            out.ascii('+');
        }
        out.number(value).ascii(' ').ascii(unit);
        if (value != 1) {
            out.ascii('s');
        }
        negative = value < 0;
        blank = false;
    }

    private void writeVerbose() {
        out.ascii('@');
        verboseField(years, "year");
        verboseField(months, "mon");
        verboseField(days, "day");
        verboseField(hours, "hour");
        verboseField(minutes, "min");
        if (seconds != 0 || micros != 0) {
            verboseSeconds();
        }
        if (blank) {
            out.ascii(" 0");
        }
        if (negative) {
            out.ascii(" ago");
        }
    }

    private void verboseField(long value, String unit) {
        if (value == 0) {
            return;
        }
        if (blank) {
            negative = value < 0;
        }
        long shown = negative ? -value : value;
        out.ascii(' ').number(shown).ascii(' ').ascii(unit);
        if (shown != 1) {
            out.ascii('s');
        }
        blank = false;
    }

    private void verboseSeconds() {
        out.ascii(' ');
        boolean below = seconds < 0 || micros < 0;
        if (blank) {
            negative = below;
        } else if (below != negative) {
            out.ascii('-');
        }
        secondsWithFraction(1);
        out.ascii(Math.abs(seconds) != 1 || micros != 0 ? " secs" : " sec");
        blank = false;
    }

    private void writeSqlStandard() {
        boolean anyNegative = years < 0 || months < 0 || days < 0 || isTimeNegative();
        boolean anyPositive =
                years > 0
                        || months > 0
                        || days > 0
                        || hours > 0
                        || minutes > 0
                        || seconds > 0
                        || micros > 0;
        boolean hasYearMonth = years != 0 || months != 0;
        boolean hasDayTime = days != 0 || hasTime();
        if (!anyNegative && !anyPositive) {
            out.ascii('0');
        } else if ((anyNegative && anyPositive) || (hasYearMonth && hasDayTime)) {
            writeSqlMixed();
        } else {
            if (anyNegative) {
                out.ascii('-');
            }
            writeSqlOneSign(hasYearMonth);
        }
    }

    private void writeSqlOneSign(boolean hasYearMonth) {
        if (hasYearMonth) {
            yearMonth();
            return;
        }
        if (days != 0) {
            out.number(Math.abs((long) days)).ascii(' ');
        }
        clock(1);
    }

    private void writeSqlMixed() {
        out.ascii(years < 0 || months < 0 ? '-' : '+');
        yearMonth();
        out.ascii(' ').ascii(days < 0 ? '-' : '+').number(Math.abs((long) days)).ascii(' ');
        out.ascii(isTimeNegative() ? '-' : '+');
        clock(1);
    }

    private void yearMonth() {
        out.number(Math.abs(years)).ascii('-').number(Math.abs(months));
    }

    private void writeIso8601() {
        if (years == 0 && months == 0 && days == 0 && !hasTime()) {
            out.ascii("PT0S");
            return;
        }
        out.ascii('P');
        isoField(years, 'Y');
        isoField(months, 'M');
        isoField(days, 'D');
        if (!hasTime()) {
            return;
        }
        out.ascii('T');
        isoField(hours, 'H');
        isoField(minutes, 'M');
        if (seconds != 0 || micros != 0) {
            if (seconds < 0 || micros < 0) {
                out.ascii('-');
            }
            secondsWithFraction(1);
            out.ascii('S');
        }
    }

    private void isoField(long value, char unit) {
        if (value != 0) {
            out.number(value).ascii(unit);
        }
    }

    /** Hours of at least {@code hourWidth} digits, minutes and seconds, without a sign. */
    private void clock(int hourWidth) {
        out.padded(Math.abs(hours), hourWidth).ascii(':');
        out.padded(Math.abs(minutes), 2).ascii(':');
        secondsWithFraction(2);
    }

    private void secondsWithFraction(int width) {
        out.padded(Math.abs(seconds), width).fraction(Math.abs(micros));
    }
}
