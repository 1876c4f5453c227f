package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineValue;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Dates, times and timestamps from their text, by PostgreSQL's input rules. */
final class DateTimeInput {
    private static final String TIMESTAMP = "timestamp";

    /** Where PostgreSQL's calendar begins: 4714-11-24 BC, in days since 1970-01-01. */
    static final long MIN_DAY = -2_440_588;

    private static final long SECONDS_PER_DAY = 86_400;

    /** One past the last day of PostgreSQL's dates: 5874898-06-03. */
    static final long END_DAY = 2_145_042_906L;

    private DateTimeInput() {}

    static EngineValue.Date date(String text, TextSettings settings) {
        DateTimeFields fields = DateTimeParser.parse(text, "date", settings);
        if (fields.infinity() != 0) {
            return new EngineValue.Date(fields.infinity() * EngineTime.DATE_INFINITY);
        }
        if (fields.epochDay() < MIN_DAY || fields.epochDay() >= END_DAY) {
            throw InputErrors.outOfRange("date", text);
        }
        return new EngineValue.Date((int) fields.epochDay());
    }

    static EngineValue.Timestamp timestamp(String text, TextSettings settings) {
        DateTimeFields fields = DateTimeParser.parse(text, TIMESTAMP, settings);
        if (fields.infinity() != 0) {
            return new EngineValue.Timestamp(fields.infinity() * EngineTime.TIMESTAMP_INFINITY);
        }
        return new EngineValue.Timestamp(micros(text, fields.epochDay(), fields.microsOfDay(), 0));
    }

    static EngineValue.TimestampTz timestampTz(String text, TextSettings settings) {
        DateTimeFields fields = DateTimeParser.parse(text, "timestamp with time zone", settings);
        if (fields.infinity() != 0) {
            return new EngineValue.TimestampTz(fields.infinity() * EngineTime.TIMESTAMP_INFINITY);
        }
        ZoneId zone = fields.zone() == null ? settings.zone() : fields.zone();
        // What java.time can hold is far wider than any timestamp, but not endless.
        if (Math.abs(fields.epochDay()) > Integer.MAX_VALUE) {
            throw InputErrors.outOfRange(TIMESTAMP, text);
        }
        long localSecond =
                fields.epochDay() * SECONDS_PER_DAY
                        + fields.microsOfDay() / IsoDateTime.MICROS_PER_SECOND;
        int offset = ZoneInput.offsetAt(zone, localSecond);
        return new EngineValue.TimestampTz(
                micros(text, fields.epochDay(), fields.microsOfDay(), offset));
    }

    static EngineValue.Time time(String text, TextSettings settings) {
        DateTimeFields fields = DateTimeParser.parseTime(text, "time", settings);
        return new EngineValue.Time(fields.microsOfDay());
    }

    static EngineValue.TimeTz timeTz(String text, TextSettings settings) {
        DateTimeFields fields = DateTimeParser.parseTime(text, "time with time zone", settings);
        ZoneId zone = fields.zone() == null ? settings.zone() : fields.zone();
        int offset;
        if (zone instanceof ZoneOffset fixed) {
            offset = fixed.getTotalSeconds();
        } else if (fields.hasDate()) {
            long second =
                    fields.epochDay() * SECONDS_PER_DAY
                            + fields.microsOfDay() / IsoDateTime.MICROS_PER_SECOND;
            offset = ZoneInput.offsetAt(zone, second);
        } else {
            // Of today, as in PostgreSQL.
            offset = zone.getRules().getOffset(Instant.now()).getTotalSeconds();
        }
        return new EngineValue.TimeTz(fields.microsOfDay(), offset);
    }

    private static long micros(String text, long epochDay, long microsOfDay, int offset) {
        try {
            long micros =
                    Math.subtractExact(
                            Math.addExact(
                                    Math.multiplyExact(epochDay, IsoDateTime.MICROS_PER_DAY),
                                    microsOfDay),
                            offset * IsoDateTime.MICROS_PER_SECOND);
            if (micros < MIN_DAY * IsoDateTime.MICROS_PER_DAY || EngineTime.isInfinite(micros)) {
                throw InputErrors.outOfRange(TIMESTAMP, text);
            }
            return micros;
        } catch (ArithmeticException e) {
            throw InputErrors.outOfRange(TIMESTAMP, text);
        }
    }
}
