package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.WritableVector;

/** Reads dates and timestamps. */
abstract sealed class ClockReader extends FieldReader {
    /** Of what is out of the ordinary. */
    private static final long NONE = Long.MIN_VALUE;

    private static final int DATE_LENGTH = 10;
    private static final int SECONDS_LENGTH = 19;
    private static final int MICROS_LENGTH = SECONDS_LENGTH + 7;

    private ClockReader(PgType type, TextSettings settings) {
        super(type, settings);
    }

    /** {@code 2024-02-29}, whatever DateStyle is. */
    private static long epochDay(byte[] bytes, int from) {
        int year = Digits.read(bytes, from, 4);
        int month = Digits.read(bytes, from + 5, 2);
        int day = Digits.read(bytes, from + 8, 2);
        boolean plain =
                year > 0
                        && month > 0
                        && month <= 12
                        && day > 0
                        && bytes[from + 4] == '-'
                        && bytes[from + 7] == '-'
                        && day <= CivilDate.lengthOfMonth(year, month);
        return plain ? CivilDate.epochDay(year, month, day) : NONE;
    }

    /** {@code 2024-02-29 12:34:56.789}. */
    private static long epochMicros(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < SECONDS_LENGTH || length > MICROS_LENGTH) {
            return NONE;
        }
        long day = epochDay(bytes, from);
        int hour = Digits.read(bytes, from + 11, 2);
        int minute = Digits.read(bytes, from + 14, 2);
        int second = Digits.read(bytes, from + 17, 2);
        int fractionDigits = Math.max(0, length - SECONDS_LENGTH - 1);
        int fraction = Digits.read(bytes, to - fractionDigits, fractionDigits);
        boolean plain =
                day != NONE
                        && (bytes[from + 10] == ' ' || bytes[from + 10] == 'T')
                        && bytes[from + 13] == ':'
                        && bytes[from + 16] == ':'
                        && hour >= 0
                        && hour < 24
                        && minute >= 0
                        && minute < 60
                        && second >= 0
                        && second < 60
                        && fraction >= 0
                        && (length == SECONDS_LENGTH
                                || (bytes[from + SECONDS_LENGTH] == '.' && fractionDigits > 0));
        return plain
                ? day * IsoDateTime.MICROS_PER_DAY
                        + (hour * 3600L + minute * 60L + second) * IsoDateTime.MICROS_PER_SECOND
                        + fraction * Digits.powerOfTen(6 - fractionDigits)
                : NONE;
    }

    /** From 1970, of a binary form that counts from 2000. */
    private static long binaryMicros(byte[] bytes, int from, int to) {
        if (to - from != Long.BYTES) {
            return NONE;
        }
        long micros = NetworkOrder.longAt(bytes, from);
        boolean plain =
                micros < Long.MAX_VALUE - EngineTime.MICROS_TO_2000
                        && micros + EngineTime.MICROS_TO_2000
                                >= DateTimeInput.MIN_DAY * IsoDateTime.MICROS_PER_DAY;
        return plain ? micros + EngineTime.MICROS_TO_2000 : NONE;
    }

    static final class Dates extends ClockReader {
        Dates(PgType type, TextSettings settings) {
            super(type, settings);
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            long day = to - from == DATE_LENGTH ? epochDay(bytes, from) : NONE;
            if (day == NONE) {
                slowly(bytes, from, to, vector, row);
            } else {
                vector.setInt(row, (int) day);
            }
        }

        @Override
        void readBinary(byte[] bytes, int from, int to, WritableVector vector, int row) {
            boolean plain = to - from == Integer.BYTES && isNamed("date");
            long day = plain ? (long) NetworkOrder.intAt(bytes, from) + EngineTime.DAYS_TO_2000 : 0;
            if (plain && day >= DateTimeInput.MIN_DAY && day < DateTimeInput.END_DAY) {
                vector.setInt(row, (int) day);
            } else {
                binarySlowly(bytes, from, to, vector, row);
            }
        }
    }

    static final class Timestamps extends ClockReader {
        Timestamps(PgType type, TextSettings settings) {
            super(type, settings);
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            long micros = epochMicros(bytes, from, to);
            if (micros == NONE) {
                slowly(bytes, from, to, vector, row);
            } else {
                vector.setLong(row, micros);
            }
        }

        @Override
        void readBinary(byte[] bytes, int from, int to, WritableVector vector, int row) {
            long micros = isNamed("timestamp") ? binaryMicros(bytes, from, to) : NONE;
            if (micros == NONE) {
                binarySlowly(bytes, from, to, vector, row);
            } else {
                vector.setLong(row, micros);
            }
        }
    }

    static final class ZonedTimestamps extends ClockReader {
        private static final int OFFSET_LENGTH = 3;
        private static final int MAX_HOURS = 14;
        private static final long MICROS_PER_HOUR = 3600 * IsoDateTime.MICROS_PER_SECOND;

        ZonedTimestamps(PgType type, TextSettings settings) {
            super(type, settings);
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            long micros = zonedMicros(bytes, from, to);
            if (micros == NONE) {
                slowly(bytes, from, to, vector, row);
            } else {
                vector.setLong(row, micros);
            }
        }

        /** {@code 2024-02-29 12:34:56.789+01}. */
        private static long zonedMicros(byte[] bytes, int from, int to) {
            int offsetFrom = to - OFFSET_LENGTH;
            if (offsetFrom < from + SECONDS_LENGTH
                    || (bytes[offsetFrom] != '+' && bytes[offsetFrom] != '-')) {
                return NONE;
            }
            int hours = Digits.read(bytes, offsetFrom + 1, OFFSET_LENGTH - 1);
            long local = epochMicros(bytes, from, offsetFrom);
            if (local == NONE || hours < 0 || hours > MAX_HOURS) {
                return NONE;
            }
            long offset = hours * MICROS_PER_HOUR;
            return bytes[offsetFrom] == '+' ? local - offset : local + offset;
        }

        @Override
        void readBinary(byte[] bytes, int from, int to, WritableVector vector, int row) {
            long micros = isNamed("timestamptz") ? binaryMicros(bytes, from, to) : NONE;
            if (micros == NONE) {
                binarySlowly(bytes, from, to, vector, row);
            } else {
                vector.setLong(row, micros);
            }
        }
    }
}
