package dev.duckspace.gateway.functions.time;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.types.CivilDate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

/**
 * One field of values of one type, as EXTRACT gives it: a decimal of a fixed scale.
 *
 * @param scale digits behind the point
 */
public record Extraction(TimeUnit unit, Source source, int scale) {
    /** Digits of the day's fraction behind a Julian day. */
    private static final int JULIAN_SCALE = 20;

    private static final Set<TimeUnit> OF_DATES =
            Set.of(
                    TimeUnit.DAY,
                    TimeUnit.WEEK,
                    TimeUnit.MONTH,
                    TimeUnit.QUARTER,
                    TimeUnit.YEAR,
                    TimeUnit.DECADE,
                    TimeUnit.CENTURY,
                    TimeUnit.MILLENNIUM,
                    TimeUnit.EPOCH,
                    TimeUnit.JULIAN,
                    TimeUnit.DOW,
                    TimeUnit.ISODOW,
                    TimeUnit.DOY,
                    TimeUnit.ISOYEAR);
    private static final Set<TimeUnit> OF_TIMES =
            Set.of(
                    TimeUnit.MICROSECONDS,
                    TimeUnit.MILLISECONDS,
                    TimeUnit.SECOND,
                    TimeUnit.MINUTE,
                    TimeUnit.HOUR,
                    TimeUnit.EPOCH);
    private static final Set<TimeUnit> OF_ZONES =
            Set.of(TimeUnit.TIMEZONE, TimeUnit.TIMEZONE_HOUR, TimeUnit.TIMEZONE_MINUTE);
    private static final Set<TimeUnit> OF_INTERVALS =
            Set.of(
                    TimeUnit.MICROSECONDS,
                    TimeUnit.MILLISECONDS,
                    TimeUnit.SECOND,
                    TimeUnit.MINUTE,
                    TimeUnit.HOUR,
                    TimeUnit.DAY,
                    TimeUnit.MONTH,
                    TimeUnit.QUARTER,
                    TimeUnit.YEAR,
                    TimeUnit.DECADE,
                    TimeUnit.CENTURY,
                    TimeUnit.MILLENNIUM,
                    TimeUnit.EPOCH);

    /** Fields that grow with time, and are infinite for infinite times; others are NULL there. */
    private static final Set<TimeUnit> GROWING =
            Set.of(
                    TimeUnit.YEAR,
                    TimeUnit.DECADE,
                    TimeUnit.CENTURY,
                    TimeUnit.MILLENNIUM,
                    TimeUnit.JULIAN,
                    TimeUnit.ISOYEAR,
                    TimeUnit.EPOCH);

    /** What a field is taken of. */
    public enum Source {
        DATE("date"),
        TIMESTAMP("timestamp without time zone"),
        TIMESTAMPTZ("timestamp with time zone"),
        TIME("time without time zone"),
        TIMETZ("time with time zone"),
        INTERVAL("interval");

        private final String typeName;

        Source(String typeName) {
            this.typeName = typeName;
        }

        private boolean has(TimeUnit unit) {
            return switch (this) {
                case DATE -> OF_DATES.contains(unit);
                case TIMESTAMP -> OF_DATES.contains(unit) || OF_TIMES.contains(unit);
                case TIMESTAMPTZ -> true;
                case TIME -> OF_TIMES.contains(unit);
                case TIMETZ -> OF_TIMES.contains(unit) || OF_ZONES.contains(unit);
                case INTERVAL -> OF_INTERVALS.contains(unit);
            };
        }
    }

    /**
     * @throws PgException 22023 for no unit, 0A000 for one that the type does not have
     */
    public static Extraction of(String written, Source source) {
        TimeUnit unit = TimeUnit.of(written);
        if (unit == null) {
            throw TimeErrors.unknownUnit(TimeUnit.shown(written), source.typeName);
        }
        if (!source.has(unit)) {
            throw TimeErrors.unsupportedUnit(TimeUnit.shown(written), source.typeName);
        }
        return new Extraction(unit, source, scaleOf(unit, source));
    }

    private static int scaleOf(TimeUnit unit, Source source) {
        return switch (unit) {
            case SECOND -> 6;
            case MILLISECONDS -> 3;
            case EPOCH -> source == Source.DATE ? 0 : 6;
            case JULIAN -> source == Source.DATE ? 0 : JULIAN_SCALE;
            default -> 0;
        };
    }

    public boolean isJulianTime() {
        return scale == JULIAN_SCALE;
    }

    /** Whether it is infinite, and not NULL, for infinite times. */
    public boolean growsForever() {
        return GROWING.contains(unit);
    }

    /**
     * The field of a local date and time, times ten to the scale. Not for Julian days with times.
     *
     * @param offset seconds east of UTC
     */
    public long unscaled(Local local, int offset) {
        return switch (unit) {
            case MICROSECONDS, SECOND, MILLISECONDS -> local.secondMicros();
            case MINUTE -> local.minute();
            case HOUR -> local.hour();
            case DAY -> local.dayOfMonth();
            case WEEK -> local.isoWeek();
            case MONTH -> local.month();
            case QUARTER -> (local.month() - 1) / 3 + 1;
            case YEAR -> shown(local.year());
            case DECADE -> decade(local.year());
            case CENTURY -> period(local.year(), 100);
            case MILLENNIUM -> period(local.year(), 1_000);
            case EPOCH -> epoch(local, offset);
            case JULIAN -> local.day() + Local.JULIAN_EPOCH;
            case DOW -> local.isoDayOfWeek() % 7;
            case ISODOW -> local.isoDayOfWeek();
            case DOY -> CivilDate.dayOfYear(local.civil());
            case ISOYEAR -> shown(local.isoYear());
            case TIMEZONE -> offset;
            case TIMEZONE_HOUR -> offset / 3_600;
            case TIMEZONE_MINUTE -> offset / 60 % 60;
        };
    }

    private long epoch(Local local, int offset) {
        return source == Source.DATE
                ? local.day() * 86_400
                : local.day() * Local.MICROS_PER_DAY
                        + local.micros()
                        - offset * Local.MICROS_PER_SECOND;
    }

    /** There is no year 0. */
    private static long shown(int year) {
        return year > 0 ? year : year - 1;
    }

    private static long decade(int year) {
        return year >= 0 ? year / 10 : -((8 - (year - 1)) / 10);
    }

    private static long period(int year, int years) {
        return year > 0 ? (year + years - 1) / years : -((years - 1 - (year - 1)) / years);
    }

    /** The field of an interval, times ten to the scale. */
    public long unscaled(int months, int days, long micros) {
        int years = months / 12;
        return switch (unit) {
            case MICROSECONDS, SECOND, MILLISECONDS -> micros % Local.MICROS_PER_MINUTE;
            case MINUTE -> micros / Local.MICROS_PER_MINUTE % 60;
            case HOUR -> micros / Local.MICROS_PER_HOUR;
            case DAY -> days;
            case MONTH -> months % 12;
            case QUARTER -> months % 12 / 3 + 1;
            case YEAR -> years;
            case DECADE -> years / 10;
            case CENTURY -> years / 100;
            case MILLENNIUM -> years / 1_000;
            default ->
                    epochSeconds(new EngineValue.Interval(months, days, 0))
                                    * Local.MICROS_PER_SECOND
                            + micros;
        };
    }

    /** Whether it may not fit a long with its microseconds. */
    public boolean isIntervalEpoch() {
        return unit == TimeUnit.EPOCH && source == Source.INTERVAL;
    }

    /** As date_part gives it, added up in PostgreSQL's order. */
    public static double epochDouble(EngineValue.Interval interval) {
        double epoch = interval.micros() / 1_000_000.0;
        int years = interval.months() / 12;
        epoch += 31_557_600.0 * years;
        epoch += 2_592_000.0 * (interval.months() % 12);
        return epoch + 86_400.0 * interval.days();
    }

    /** Of an interval's months and days. */
    public static long epochSeconds(EngineValue.Interval interval) {
        return interval.months() / 12 * 31_557_600L
                + interval.months() % 12 * 2_592_000L
                + interval.days() * 86_400L;
    }

    /** The field as date_part gives it, from what {@link #unscaled} gives. */
    public double asDouble(long unscaled) {
        // The same roundings as PostgreSQL's: seconds and their fraction come separately.
        long seconds = unscaled / Local.MICROS_PER_SECOND;
        long fraction = unscaled % Local.MICROS_PER_SECOND;
        return switch (unit) {
            case SECOND -> seconds + fraction / 1_000_000.0;
            case MILLISECONDS -> seconds * 1_000.0 + fraction / 1_000.0;
            case EPOCH -> source == Source.DATE ? unscaled : unscaled / 1_000_000.0;
            default -> unscaled;
        };
    }

    /** A Julian day with the day's fraction. */
    public static double julianDouble(Local local) {
        long seconds = local.micros() / Local.MICROS_PER_SECOND;
        double fraction = local.micros() % Local.MICROS_PER_SECOND / 1_000_000.0;
        return local.day() + Local.JULIAN_EPOCH + (seconds + fraction) / 86_400.0;
    }

    /** The same as a decimal. */
    public static BigDecimal julian(Local local) {
        return BigDecimal.valueOf(local.micros())
                .divide(
                        BigDecimal.valueOf(Local.MICROS_PER_DAY),
                        JULIAN_SCALE,
                        RoundingMode.HALF_UP)
                .add(BigDecimal.valueOf(local.day() + Local.JULIAN_EPOCH));
    }
}
