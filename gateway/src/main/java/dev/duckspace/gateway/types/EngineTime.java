package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** The engine's clock values in the units that PostgreSQL's have. */
final class EngineTime {
    static final int DATE_INFINITY = Integer.MAX_VALUE;
    static final long TIMESTAMP_INFINITY = Long.MAX_VALUE;

    /** Days from 1970-01-01 to 2000-01-01, where PostgreSQL counts from. */
    static final int DAYS_TO_2000 = 10_957;

    static final long MICROS_TO_2000 = DAYS_TO_2000 * IsoDateTime.MICROS_PER_DAY;

    private static final int MAX_OFFSET_SECONDS = 16 * 3600 - 1;
    private static final int OFFSET_BITS = 24;

    private EngineTime() {}

    /** Units of a timestamp type in which its infinities are the same numbers. */
    enum Unit {
        SECONDS,
        MILLIS,
        MICROS,
        NANOS;

        static Unit of(TypeId timestamp) {
            return switch (timestamp) {
                case TIMESTAMP_S -> SECONDS;
                case TIMESTAMP_MS -> MILLIS;
                case TIMESTAMP, TIMESTAMPTZ -> MICROS;
                case TIMESTAMP_NS, TIMESTAMPTZ_NS -> NANOS;
                default -> throw new IllegalArgumentException(timestamp + " is no timestamp");
            };
        }

        /** Microseconds, infinities included; what is finer is cut off. */
        long micros(long value) {
            return isInfinite(value)
                    ? value
                    : switch (this) {
                        case SECONDS -> scaled(value, 1_000_000);
                        case MILLIS -> scaled(value, 1_000);
                        case MICROS -> value;
                        case NANOS -> Math.floorDiv(value, 1_000L);
                    };
        }

        private static long scaled(long value, long factor) {
            long result = value * factor;
            if (Math.multiplyHigh(value, factor) != result >> 63) {
                throw timestampOutOfRange();
            }
            return result;
        }
    }

    static boolean isInfinite(long timestamp) {
        return timestamp == TIMESTAMP_INFINITY || timestamp == -TIMESTAMP_INFINITY;
    }

    static boolean isInfinite(int date) {
        return date == DATE_INFINITY || date == -DATE_INFINITY;
    }

    static long timeTzMicros(long bits) {
        return bits >>> OFFSET_BITS;
    }

    /** Seconds east of UTC. */
    static int timeTzOffset(long bits) {
        return MAX_OFFSET_SECONDS - (int) (bits & ((1 << OFFSET_BITS) - 1));
    }

    /** Microseconds of a TIME or TIME_NS. */
    static long timeMicros(ColumnVector vector, int row, boolean nanos) {
        long value = vector.longAt(row);
        return nanos ? value / 1_000 : value;
    }

    static PgException timestampOutOfRange() {
        return new PgException(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp out of range");
    }

    static PgException dateOutOfRange() {
        return new PgException(SqlState.DATETIME_FIELD_OVERFLOW, "date out of range");
    }
}
