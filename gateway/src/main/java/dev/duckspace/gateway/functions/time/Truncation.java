package dev.duckspace.gateway.functions.time;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.CivilDate;
import dev.duckspace.gateway.types.ZoneOffsets;
import java.time.ZoneId;

/** date_trunc and date_bin. */
public final class Truncation {
    private static final String TIMESTAMP = "timestamp without time zone";
    private static final String TIMESTAMPTZ = "timestamp with time zone";
    private static final String INTERVAL = "interval";

    private Truncation() {}

    public static long timestamp(String unit, long timestamp) {
        TimeUnit known = known(unit, TIMESTAMP);
        return Local.isInfinite(timestamp)
                ? timestamp
                : truncate(unit, known, Local.ofTimestamp(timestamp), TIMESTAMP).timestamp();
    }

    /** In a zone; hours and less keep the offset that the instant has. */
    public static long timestampTz(String unit, long instant, ZoneId zone) {
        TimeUnit known = known(unit, TIMESTAMPTZ);
        if (Local.isInfinite(instant)) {
            return instant;
        }
        ZoneOffsets offsets = new ZoneOffsets(zone);
        Local truncated = truncate(unit, known, Local.ofInstant(instant, offsets), TIMESTAMPTZ);
        return known.compareTo(TimeUnit.DAY) >= 0
                ? truncated.instant(zone)
                : truncated.timestamp() - Local.offset(instant, offsets) * Local.MICROS_PER_SECOND;
    }

    private static TimeUnit known(String unit, String type) {
        TimeUnit known = TimeUnit.of(unit);
        if (known == null) {
            throw TimeErrors.unknownUnit(TimeUnit.shown(unit), type);
        }
        return known;
    }

    private static Local truncate(String written, TimeUnit unit, Local local, String type) {
        int year = local.year();
        return switch (unit) {
            case MICROSECONDS -> local;
            case MILLISECONDS -> to(local, 1_000);
            case SECOND -> to(local, Local.MICROS_PER_SECOND);
            case MINUTE -> to(local, Local.MICROS_PER_MINUTE);
            case HOUR -> to(local, Local.MICROS_PER_HOUR);
            case DAY -> new Local(local.day(), 0);
            case WEEK -> new Local(local.day() - local.isoDayOfWeek() + 1, 0);
            case MONTH -> first(year, local.month());
            case QUARTER -> first(year, 3 * ((local.month() - 1) / 3) + 1);
            case YEAR -> first(year, 1);
            case DECADE -> first(year > 0 ? year / 10 * 10 : -((8 - (year - 1)) / 10) * 10, 1);
            case CENTURY ->
                    first(
                            year > 0
                                    ? (year + 99) / 100 * 100 - 99
                                    : -((99 - (year - 1)) / 100) * 100 + 1,
                            1);
            case MILLENNIUM ->
                    first(
                            year > 0
                                    ? (year + 999) / 1_000 * 1_000 - 999
                                    : -((999 - (year - 1)) / 1_000) * 1_000 + 1,
                            1);
            case EPOCH,
                    JULIAN,
                    DOW,
                    ISODOW,
                    DOY,
                    ISOYEAR,
                    TIMEZONE,
                    TIMEZONE_HOUR,
                    TIMEZONE_MINUTE ->
                    throw TimeErrors.unsupportedUnit(TimeUnit.shown(written), type);
        };
    }

    private static Local to(Local local, long unit) {
        return new Local(local.day(), local.micros() / unit * unit);
    }

    private static Local first(int year, int month) {
        return new Local(CivilDate.epochDay(year, month, 1), 0);
    }

    public static EngineValue.Interval interval(String unit, EngineValue.Interval value) {
        TimeUnit known = TimeUnit.of(unit);
        if (known == null) {
            throw TimeErrors.unknownUnit(TimeUnit.shown(unit), INTERVAL);
        }
        int months = value.months();
        return switch (known) {
            case MICROSECONDS -> value;
            case MILLISECONDS -> time(value, 1_000);
            case SECOND -> time(value, Local.MICROS_PER_SECOND);
            case MINUTE -> time(value, Local.MICROS_PER_MINUTE);
            case HOUR -> time(value, Local.MICROS_PER_HOUR);
            case DAY -> new EngineValue.Interval(months, value.days(), 0);
            case MONTH -> months(months);
            case QUARTER -> months(months / 3 * 3);
            case YEAR -> months(months / 12 * 12);
            case DECADE -> months(months / 120 * 120);
            case CENTURY -> months(months / 1_200 * 1_200);
            case MILLENNIUM -> months(months / 12_000 * 12_000);
            case WEEK -> throw week(unit);
            case EPOCH,
                    JULIAN,
                    DOW,
                    ISODOW,
                    DOY,
                    ISOYEAR,
                    TIMEZONE,
                    TIMEZONE_HOUR,
                    TIMEZONE_MINUTE ->
                    throw TimeErrors.unsupportedUnit(TimeUnit.shown(unit), INTERVAL);
        };
    }

    private static EngineValue.Interval time(EngineValue.Interval value, long unit) {
        return new EngineValue.Interval(value.months(), value.days(), value.micros() / unit * unit);
    }

    private static EngineValue.Interval months(int months) {
        return new EngineValue.Interval(months, 0, 0);
    }

    private static PgException week(String unit) {
        return new PgException(
                ErrorInfo.error(
                                SqlState.FEATURE_NOT_SUPPORTED,
                                TimeErrors.unsupportedUnit(TimeUnit.shown(unit), INTERVAL)
                                        .info()
                                        .message())
                        .withDetail("Months usually have fractional weeks."));
    }

    /** The beginning of the bin of a width, counted from the origin. */
    public static long bin(EngineValue.Interval width, long timestamp, long origin) {
        if (Local.isInfinite(timestamp)) {
            return timestamp;
        }
        if (Local.isInfinite(origin)) {
            throw TimeErrors.overflow("origin out of range");
        }
        if (width.months() != 0) {
            throw new PgException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "timestamps cannot be binned into intervals containing months or years");
        }
        long micros = binMicros(width);
        if (micros <= 0) {
            throw TimeErrors.overflow("stride must be greater than zero");
        }
        try {
            long distance = Math.subtractExact(timestamp, origin);
            return Local.requireTimestamp(
                    Math.addExact(origin, Math.floorDiv(distance, micros) * micros));
        } catch (ArithmeticException e) {
            throw TimeErrors.intervalOverflow();
        }
    }

    private static long binMicros(EngineValue.Interval width) {
        try {
            return Math.addExact(
                    Math.multiplyExact(width.days(), Local.MICROS_PER_DAY), width.micros());
        } catch (ArithmeticException e) {
            throw TimeErrors.intervalOverflow();
        }
    }
}
