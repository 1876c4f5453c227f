package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineValue;

/** Which fields an interval type keeps, {@code INTERVAL DAY TO HOUR}: those above the last one. */
public enum IntervalFields {
    YEAR(IntervalSum.Unit.YEAR),
    MONTH(IntervalSum.Unit.MONTH),
    DAY(IntervalSum.Unit.DAY),
    HOUR(IntervalSum.Unit.HOUR),
    MINUTE(IntervalSum.Unit.MINUTE),
    SECOND(IntervalSum.Unit.SECOND),
    YEAR_MONTH(IntervalSum.Unit.MONTH),
    DAY_HOUR(IntervalSum.Unit.HOUR),
    DAY_MINUTE(IntervalSum.Unit.MINUTE),
    DAY_SECOND(IntervalSum.Unit.SECOND),
    HOUR_MINUTE(IntervalSum.Unit.MINUTE),
    HOUR_SECOND(IntervalSum.Unit.SECOND),
    MINUTE_SECOND(IntervalSum.Unit.SECOND);

    private static final int MONTHS_PER_YEAR = 12;
    private static final long MICROS_PER_MINUTE = 60 * IsoDateTime.MICROS_PER_SECOND;
    private static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;

    private final IntervalSum.Unit unit;

    IntervalFields(IntervalSum.Unit unit) {
        this.unit = unit;
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
}
