package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.NativeMemory;

/**
 * Dates and times in PostgreSQL's ISO style, written at absolute addresses.
 *
 * <p>{@code 2024-02-29}, {@code 0044-03-15 BC}, {@code 12:34:56.789}, {@code 24:00:00}. Writes may
 * touch {@link Digits#SLACK} bytes behind the end they return.
 */
final class IsoDateTime {
    static final long MICROS_PER_SECOND = 1_000_000L;
    static final long MICROS_PER_DAY = 86_400_000_000L;

    /** {@code -infinity} and the longest date, {@code 5877642-06-25 BC}. */
    static final int MAX_DATE_LENGTH = 16;

    private static final long COLONS = Digits.ZEROS + (10L << 16) + (10L << 40);
    private static final long DASHES = Digits.ZEROS - (3L << 32) - (3L << 56);
    private static final long INFINITY = 0x7974_696E_6966_6E69L;
    private static final int BEFORE_CHRIST = 'B' | ('C' << 8);

    private IsoDateTime() {}

    /** A date with its {@code BC}. */
    static long writeDate(long at, long epochDay) {
        long civil = CivilDate.ofEpochDay(epochDay);
        return writeEra(writeCivil(at, civil), civil);
    }

    /** Year (of its era), month and day. */
    static long writeCivil(long at, long civil) {
        int year = CivilDate.year(civil);
        int month = CivilDate.month(civil);
        int day = CivilDate.day(civil);
        if (year > 0 && year <= 9999) {
            long lanes = Digits.lanes(year * 10_000 + month * 10);
            Digits.putLanes(at, lanes + DASHES);
            return Digits.writeTwo(at + 8, day);
        }
        long end = writeYear(at, year);
        NativeMemory.putByte(end, (byte) '-');
        end = Digits.writeTwo(end + 1, month);
        NativeMemory.putByte(end, (byte) '-');
        return Digits.writeTwo(end + 1, day);
    }

    /** At least four digits; astronomical year 0 is 1 BC. */
    static long writeYear(long at, int year) {
        int shown = year > 0 ? year : 1 - year;
        return shown <= 9999 ? Digits.writePadded(at, shown, 4) : Digits.writeShort(at, shown);
    }

    static long writeEra(long at, long civil) {
        if (CivilDate.year(civil) > 0) {
            return at;
        }
        NativeMemory.putByte(at, (byte) ' ');
        NativeMemory.putByte(at + 1, (byte) BEFORE_CHRIST);
        NativeMemory.putByte(at + 2, (byte) (BEFORE_CHRIST >> 8));
        return at + 3;
    }

    /** Time of day, 0 to 24:00:00 inclusive. */
    static long writeTime(long at, long micros) {
        int seconds = (int) (micros / MICROS_PER_SECOND);
        int fraction = (int) (micros - seconds * MICROS_PER_SECOND);
        return writeFraction(writeSeconds(at, seconds), fraction);
    }

    /** A local timestamp, finite, in microseconds since 1970-01-01. */
    static long writeTimestamp(long at, long micros) {
        long day = Math.floorDiv(micros, MICROS_PER_DAY);
        long civil = CivilDate.ofEpochDay(day);
        return writeEra(writeDateAndTime(at, civil, micros - day * MICROS_PER_DAY), civil);
    }

    /** An instant, finite, in microseconds since 1970-01-01 UTC. */
    static long writeTimestampTz(long at, long micros, ZoneOffsets offsets) {
        int offset = offsets.at(Math.floorDiv(micros, MICROS_PER_SECOND));
        long local = micros + offset * MICROS_PER_SECOND;
        long day = Math.floorDiv(local, MICROS_PER_DAY);
        long civil = CivilDate.ofEpochDay(day);
        long end = writeDateAndTime(at, civil, local - day * MICROS_PER_DAY);
        return writeEra(writeOffset(end, offset), civil);
    }

    static long writeDateAndTime(long at, long civil, long microsOfDay) {
        long end = writeCivil(at, civil);
        NativeMemory.putByte(end, (byte) ' ');
        return writeTime(end + 1, microsOfDay);
    }

    /** Hours, minutes, seconds; hours below 100. */
    static long writeSeconds(long at, int secondsOfDay) {
        int minutes = secondsOfDay / 60;
        int hours = minutes / 60;
        int second = secondsOfDay - minutes * 60;
        int minute = minutes - hours * 60;
        long lanes = Digits.lanes(hours * 1_000_000 + minute * 1_000 + second);
        Digits.putLanes(at, lanes + COLONS);
        return at + 8;
    }

    /** Nothing for 0, else a point and up to six digits without trailing zeros. */
    static long writeFraction(long at, int micros) {
        if (micros == 0) {
            return at;
        }
        long lanes = Digits.lanes(micros * 100);
        NativeMemory.putByte(at, (byte) '.');
        Digits.putLanes(at + 1, lanes + Digits.ZEROS);
        return at + 9 - Digits.trailingZeros(lanes);
    }

    /** Offset in seconds east of UTC: {@code +00}, {@code +05:30}, {@code +00:19:32}. */
    static long writeOffset(long at, int offsetSeconds) {
        int magnitude = Math.abs(offsetSeconds);
        NativeMemory.putByte(at, (byte) (offsetSeconds < 0 ? '-' : '+'));
        int minutes = magnitude / 60;
        int second = magnitude - minutes * 60;
        int hours = minutes / 60;
        int minute = minutes - hours * 60;
        long end = Digits.writeTwo(at + 1, hours);
        if (minute != 0 || second != 0) {
            NativeMemory.putByte(end, (byte) ':');
            end = Digits.writeTwo(end + 1, minute);
        }
        if (second != 0) {
            NativeMemory.putByte(end, (byte) ':');
            end = Digits.writeTwo(end + 1, second);
        }
        return end;
    }

    static long writeInfinity(long at, boolean negative) {
        if (negative) {
            NativeMemory.putByte(at, (byte) '-');
        }
        long start = negative ? at + 1 : at;
        Digits.putLanes(start, INFINITY);
        return start + 8;
    }
}
