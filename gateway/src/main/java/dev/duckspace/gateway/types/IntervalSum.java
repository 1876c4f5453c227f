package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.EnumSet;
import java.util.Set;

/**
 * Adds the fields of an interval up. What a field's fraction is worth spills into smaller units, as
 * in PostgreSQL: years into months, months into days of 30 to a month, days into time.
 */
final class IntervalSum {
    private static final int DAYS_PER_MONTH = 30;

    private final String text;
    private final Set<Unit> seen = EnumSet.noneOf(Unit.class);
    private int years;
    private int months;
    private int days;
    private long micros;

    IntervalSum(String text) {
        this.text = text;
    }

    /** Whether this unit was not given before; afterwards it was. */
    boolean isFirst(Unit unit) {
        return seen.add(unit);
    }

    /** Units that an interval's field may have. */
    enum Unit {
        MICROSECOND(1),
        MILLISECOND(1_000),
        SECOND(1_000_000),
        MINUTE(60_000_000),
        HOUR(3_600_000_000L),
        DAY(1),
        WEEK(7),
        MONTH(1),
        YEAR(1),
        DECADE(10),
        CENTURY(100),
        MILLENNIUM(1_000);

        private final long scale;

        Unit(long scale) {
            this.scale = scale;
        }
    }

    /**
     * @param whole the field without its fraction
     * @param fraction between -1 and 1, of the same sign
     * @throws PgException 22015 when a sum overflows
     */
    void add(Unit unit, long whole, double fraction) {
        try {
            long scaled = Math.multiplyExact(whole, unit.scale);
            switch (unit) {
                case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR -> {
                    micros = Math.addExact(micros, scaled);
                    addMicros(fraction * unit.scale);
                }
                case DAY, WEEK -> {
                    days = Math.toIntExact(days + scaled);
                    addDays(fraction * unit.scale);
                }
                case MONTH -> {
                    months = Math.toIntExact(months + scaled);
                    addDays(fraction * DAYS_PER_MONTH);
                }
                case YEAR, DECADE, CENTURY, MILLENNIUM -> {
                    years = Math.toIntExact(years + scaled);
                    months = Math.addExact(months, (int) Math.rint(fraction * unit.scale * 12));
                }
            }
        } catch (ArithmeticException e) {
            throw InputErrors.intervalFieldOverflow(text);
        }
    }

    private void addDays(double more) {
        int whole = (int) more;
        days = Math.addExact(days, whole);
        addMicros((more - whole) * IsoDateTime.MICROS_PER_DAY);
    }

    private void addMicros(double more) {
        micros = Math.addExact(micros, (long) Math.rint(more));
    }

    void negate() {
        years = -years;
        months = -months;
        days = -days;
        micros = -micros;
    }

    /**
     * @throws PgException 22008 beyond 32 bits of months
     */
    EngineValue.Interval value() {
        long totalMonths = years * 12L + months;
        if ((int) totalMonths != totalMonths) {
            throw new PgException(SqlState.DATETIME_FIELD_OVERFLOW, "interval out of range");
        }
        return new EngineValue.Interval((int) totalMonths, days, micros);
    }
}
