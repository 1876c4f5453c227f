package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.NativeMemory;

/**
 * Binary forms: days and microseconds from 2000-01-01; timetz as microseconds and seconds west of
 * UTC; interval as int64 microseconds, int32 days, int32 months.
 */
final class DateTimeBinary {
    private DateTimeBinary() {}

    static ScalarWriter date() {
        return new Date();
    }

    /**
     * @param nanos whether the engine counts nanoseconds
     */
    static ScalarWriter time(boolean nanos) {
        return new Time(nanos);
    }

    static ScalarWriter timeTz() {
        return new TimeTz();
    }

    static ScalarWriter timestamp(EngineTime.Unit unit) {
        return new Timestamp(unit);
    }

    static ScalarWriter interval() {
        return new Interval();
    }

    private static final class Date extends ScalarWriter {
        Date() {
            super(Integer.BYTES);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putIntBigEndian(at, since2000(vector.intAt(row)));
            return at + Integer.BYTES;
        }

        private static int since2000(int days) {
            if (EngineTime.isInfinite(days)) {
                return days > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE;
            }
            if (days <= Integer.MIN_VALUE + EngineTime.DAYS_TO_2000) {
                throw EngineTime.dateOutOfRange();
            }
            return days - EngineTime.DAYS_TO_2000;
        }
    }

    private static final class Time extends ScalarWriter {
        private final boolean nanos;

        Time(boolean nanos) {
            super(Long.BYTES);
            this.nanos = nanos;
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putLongBigEndian(at, EngineTime.timeMicros(vector, row, nanos));
            return at + Long.BYTES;
        }
    }

    private static final class TimeTz extends ScalarWriter {
        TimeTz() {
            super(Long.BYTES + Integer.BYTES);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            long bits = vector.longAt(row);
            NativeMemory.putLongBigEndian(at, EngineTime.timeTzMicros(bits));
            NativeMemory.putIntBigEndian(at + Long.BYTES, -EngineTime.timeTzOffset(bits));
            return at + Long.BYTES + Integer.BYTES;
        }
    }

    private static final class Timestamp extends ScalarWriter {
        private final EngineTime.Unit unit;

        Timestamp(EngineTime.Unit unit) {
            super(Long.BYTES);
            this.unit = unit;
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            NativeMemory.putLongBigEndian(at, since2000(unit.micros(vector.longAt(row))));
            return at + Long.BYTES;
        }

        private static long since2000(long micros) {
            if (EngineTime.isInfinite(micros)) {
                return micros > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
            }
            if (micros <= Long.MIN_VALUE + EngineTime.MICROS_TO_2000) {
                throw EngineTime.timestampOutOfRange();
            }
            return micros - EngineTime.MICROS_TO_2000;
        }
    }

    private static final class Interval extends ScalarWriter {
        Interval() {
            super(2 * Long.BYTES);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            long monthsAndDays = vector.lowLongAt(row);
            NativeMemory.putLongBigEndian(at, vector.highLongAt(row));
            NativeMemory.putIntBigEndian(at + Long.BYTES, (int) (monthsAndDays >> 32));
            NativeMemory.putIntBigEndian(at + Long.BYTES + Integer.BYTES, (int) monthsAndDays);
            return at + 2 * Long.BYTES;
        }
    }
}
