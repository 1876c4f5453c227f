package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;

/** Text of dates, times, timestamps and intervals in the session's styles. */
final class DateTimeText {
    private static final int TIME_LENGTH = 16;
    private static final int OFFSET_LENGTH = 9;
    private static final int TIMESTAMP_LENGTH =
            IsoDateTime.MAX_DATE_LENGTH + TIME_LENGTH + OFFSET_LENGTH;

    private DateTimeText() {}

    static ScalarWriter date(DateStyle style) {
        return style.format() == DateStyle.Format.ISO ? new IsoDate() : new StyledDate(style);
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

    static ScalarWriter timestamp(EngineTime.Unit unit, DateStyle style) {
        return style.format() == DateStyle.Format.ISO
                ? new IsoTimestamp(unit)
                : new StyledTimestamp(unit, style);
    }

    static ScalarWriter timestampTz(EngineTime.Unit unit, TextSettings settings) {
        ZoneOffsets offsets = new ZoneOffsets(settings.zone());
        return settings.dateStyle().format() == DateStyle.Format.ISO
                ? new IsoTimestampTz(unit, offsets)
                : new StyledTimestampTz(unit, settings.dateStyle(), offsets);
    }

    static ScalarWriter interval(IntervalStyle style) {
        return new Interval(style);
    }

    private static final class IsoDate extends ScalarWriter {
        IsoDate() {
            super(IsoDateTime.MAX_DATE_LENGTH);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            int days = vector.intAt(row);
            return EngineTime.isInfinite(days)
                    ? IsoDateTime.writeInfinity(at, days < 0)
                    : IsoDateTime.writeDate(at, days);
        }
    }

    private static final class StyledDate extends ScalarWriter {
        private final StyledDateTime styled;

        StyledDate(DateStyle style) {
            super(StyledDateTime.MAX_LENGTH);
            this.styled = new StyledDateTime(style);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            int days = vector.intAt(row);
            return EngineTime.isInfinite(days)
                    ? IsoDateTime.writeInfinity(at, days < 0)
                    : styled.writeDate(at, days);
        }
    }

    private static final class Time extends ScalarWriter {
        private final boolean nanos;

        Time(boolean nanos) {
            super(TIME_LENGTH);
            this.nanos = nanos;
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            return IsoDateTime.writeTime(at, EngineTime.timeMicros(vector, row, nanos));
        }
    }

    private static final class TimeTz extends ScalarWriter {
        TimeTz() {
            super(TIME_LENGTH + OFFSET_LENGTH);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            long bits = vector.longAt(row);
            long end = IsoDateTime.writeTime(at, EngineTime.timeTzMicros(bits));
            return IsoDateTime.writeOffset(end, EngineTime.timeTzOffset(bits));
        }
    }

    /** Neighbouring timestamps are often of the same day. */
    private static final class LastCivilDate {
        private long day;
        private long civil = CivilDate.ofEpochDay(0);

        long of(long epochDay) {
            if (epochDay != day) {
                day = epochDay;
                civil = CivilDate.ofEpochDay(epochDay);
            }
            return civil;
        }
    }

    private static final class IsoTimestamp extends ScalarWriter {
        private final LastCivilDate dates = new LastCivilDate();
        private final EngineTime.Unit unit;

        IsoTimestamp(EngineTime.Unit unit) {
            super(TIMESTAMP_LENGTH);
            this.unit = unit;
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            long micros = unit.micros(vector.longAt(row));
            if (EngineTime.isInfinite(micros)) {
                return IsoDateTime.writeInfinity(at, micros < 0);
            }
            long day = Math.floorDiv(micros, IsoDateTime.MICROS_PER_DAY);
            long civil = dates.of(day);
            long end =
                    IsoDateTime.writeDateAndTime(
                            at, civil, micros - day * IsoDateTime.MICROS_PER_DAY);
            return IsoDateTime.writeEra(end, civil);
        }
    }

    private static final class IsoTimestampTz extends ScalarWriter {
        private static final long SECONDS_PER_DAY = 86_400;

        private final LastCivilDate dates = new LastCivilDate();
        private final EngineTime.Unit unit;
        private final ZoneOffsets offsets;

        IsoTimestampTz(EngineTime.Unit unit, ZoneOffsets offsets) {
            super(TIMESTAMP_LENGTH);
            this.unit = unit;
            this.offsets = offsets;
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            long micros = unit.micros(vector.longAt(row));
            if (EngineTime.isInfinite(micros)) {
                return IsoDateTime.writeInfinity(at, micros < 0);
            }
            long second = Math.floorDiv(micros, IsoDateTime.MICROS_PER_SECOND);
            long fraction = micros - second * IsoDateTime.MICROS_PER_SECOND;
            int offset = offsets.at(second);
            long local = second + offset;
            long day = Math.floorDiv(local, SECONDS_PER_DAY);
            long civil = dates.of(day);
            long microsOfDay =
                    (local - day * SECONDS_PER_DAY) * IsoDateTime.MICROS_PER_SECOND + fraction;
            long end = IsoDateTime.writeDateAndTime(at, civil, microsOfDay);
            return IsoDateTime.writeEra(IsoDateTime.writeOffset(end, offset), civil);
        }
    }

    private static final class StyledTimestamp extends ScalarWriter {
        private final EngineTime.Unit unit;
        private final StyledDateTime styled;

        StyledTimestamp(EngineTime.Unit unit, DateStyle style) {
            super(StyledDateTime.MAX_LENGTH);
            this.unit = unit;
            this.styled = new StyledDateTime(style);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            long micros = unit.micros(vector.longAt(row));
            if (EngineTime.isInfinite(micros)) {
                return IsoDateTime.writeInfinity(at, micros < 0);
            }
            long day = Math.floorDiv(micros, IsoDateTime.MICROS_PER_DAY);
            return styled.writeTimestamp(at, day, micros - day * IsoDateTime.MICROS_PER_DAY);
        }
    }

    private static final class StyledTimestampTz extends ScalarWriter {
        private final EngineTime.Unit unit;
        private final StyledDateTime styled;
        private final ZoneOffsets offsets;

        StyledTimestampTz(EngineTime.Unit unit, DateStyle style, ZoneOffsets offsets) {
            super(StyledDateTime.MAX_LENGTH);
            this.unit = unit;
            this.styled = new StyledDateTime(style);
            this.offsets = offsets;
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            long micros = unit.micros(vector.longAt(row));
            return EngineTime.isInfinite(micros)
                    ? IsoDateTime.writeInfinity(at, micros < 0)
                    : styled.writeTimestampTz(at, micros, offsets);
        }
    }

    private static final class Interval extends ScalarWriter {
        private final IntervalText text;

        Interval(IntervalStyle style) {
            super(IntervalText.MAX_LENGTH);
            this.text = new IntervalText(style);
        }

        @Override
        long write(ColumnVector vector, int row, long at) {
            long monthsAndDays = vector.lowLongAt(row);
            return text.write(
                    at, (int) monthsAndDays, (int) (monthsAndDays >> 32), vector.highLongAt(row));
        }
    }
}
