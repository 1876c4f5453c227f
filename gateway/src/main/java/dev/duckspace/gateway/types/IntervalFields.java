package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineValue;

/** Which fields an interval type keeps, {@code INTERVAL DAY TO HOUR}: those above the last one. */
public enum IntervalFields {
    YEAR(IntervalSum.Unit.YEAR, Bits.YEAR),
    MONTH(IntervalSum.Unit.MONTH, Bits.MONTH),
    DAY(IntervalSum.Unit.DAY, Bits.DAY),
    HOUR(IntervalSum.Unit.HOUR, Bits.HOUR),
    MINUTE(IntervalSum.Unit.MINUTE, Bits.MINUTE),
    SECOND(IntervalSum.Unit.SECOND, Bits.SECOND),
    YEAR_MONTH(IntervalSum.Unit.MONTH, Bits.YEAR | Bits.MONTH),
    DAY_HOUR(IntervalSum.Unit.HOUR, Bits.DAY | Bits.HOUR),
    DAY_MINUTE(IntervalSum.Unit.MINUTE, Bits.DAY | Bits.HOUR | Bits.MINUTE),
    DAY_SECOND(IntervalSum.Unit.SECOND, Bits.DAY | Bits.HOUR | Bits.MINUTE | Bits.SECOND),
    HOUR_MINUTE(IntervalSum.Unit.MINUTE, Bits.HOUR | Bits.MINUTE),
    HOUR_SECOND(IntervalSum.Unit.SECOND, Bits.HOUR | Bits.MINUTE | Bits.SECOND),
    MINUTE_SECOND(IntervalSum.Unit.SECOND, Bits.MINUTE | Bits.SECOND);

    private static final int MONTHS_PER_YEAR = 12;
    private static final long MICROS_PER_MINUTE = 60 * IsoDateTime.MICROS_PER_SECOND;
    private static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;

    private final IntervalSum.Unit unit;
    private final int bits;

    IntervalFields(IntervalSum.Unit unit, int bits) {
        this.unit = unit;
        this.bits = bits;
    }

    /** PostgreSQL's, in a type's modifier. */
    int bits() {
        return bits;
    }

    /** Of a number without a unit. */
    IntervalSum.Unit unit() {
        return unit;
    }

    boolean isMinuteToSecond() {
        return this == MINUTE_SECOND;
    }

    /** What is left of a value; fields above the first one stay. */
    public EngineValue.Interval cut(EngineValue.Interval value) {
        return switch (unit) {
            case YEAR ->
                    new EngineValue.Interval(
                            value.months() / MONTHS_PER_YEAR * MONTHS_PER_YEAR, 0, 0);
            case MONTH -> new EngineValue.Interval(value.months(), 0, 0);
            case DAY -> time(value, IsoDateTime.MICROS_PER_DAY, 0);
            case HOUR -> time(value, MICROS_PER_HOUR, 1);
            case MINUTE -> time(value, MICROS_PER_MINUTE, 1);
            default -> value;
        };
    }

    private static EngineValue.Interval time(
            EngineValue.Interval value, long micros, int keptTimes) {
        return new EngineValue.Interval(
                value.months(), value.days(), value.micros() / micros * micros * keptTimes);
    }

    /** Of each field in a type's modifier. */
    private static final class Bits {
        static final int YEAR = 1 << 2;
        static final int MONTH = 1 << 1;
        static final int DAY = 1 << 3;
        static final int HOUR = 1 << 10;
        static final int MINUTE = 1 << 11;
        static final int SECOND = 1 << 12;
    }
}
