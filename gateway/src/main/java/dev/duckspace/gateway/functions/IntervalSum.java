package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.AggregateBody;
import dev.duckspace.gateway.engine.AggregateRows;
import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.NativeMemory;
import dev.duckspace.gateway.engine.WritableVector;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** Sums of intervals, field by field. State: months and days, microseconds, and rows seen. */
record IntervalSum() implements AggregateBody {
    private static final int MICROS = 8;
    private static final int SEEN = 16;

    @Override
    public int stateBytes() {
        return SEEN + Long.BYTES;
    }

    @Override
    public void update(AggregateRows rows) {
        ColumnVector column = rows.argument(0);
        for (int row = 0; row < rows.rows(); row++) {
            if (!column.isNull(row)) {
                add(rows.state(row), column.lowLongAt(row), column.highLongAt(row), 1);
            }
        }
    }

    static long count(long state) {
        return NativeMemory.longAt(state + SEEN);
    }

    static EngineValue.Interval total(long state) {
        long days = NativeMemory.longAt(state);
        return new EngineValue.Interval(
                (int) days, (int) (days >> 32), NativeMemory.longAt(state + MICROS));
    }

    private static void add(long state, long days, long micros, long count) {
        try {
            long old = NativeMemory.longAt(state);
            int sumOfMonths = Math.addExact((int) old, (int) days);
            int sumOfDays = Math.addExact((int) (old >> 32), (int) (days >> 32));
            NativeMemory.putLong(state, ((long) sumOfDays << 32) | (sumOfMonths & 0xFFFF_FFFFL));
            NativeMemory.putLong(
                    state + MICROS, Math.addExact(NativeMemory.longAt(state + MICROS), micros));
            NativeMemory.putLong(state + SEEN, count(state) + count);
        } catch (ArithmeticException e) {
            throw new PgException(SqlState.DATETIME_FIELD_OVERFLOW, "interval out of range");
        }
    }

    @Override
    public void combine(long source, long target) {
        if (NativeMemory.longAt(source + SEEN) != 0) {
            add(
                    target,
                    NativeMemory.longAt(source),
                    NativeMemory.longAt(source + MICROS),
                    count(source));
        }
    }

    @Override
    public void finish(long state, WritableVector target, int row) {
        if (NativeMemory.longAt(state + SEEN) == 0) {
            target.setNull(row);
        } else {
            target.setLongs(row, NativeMemory.longAt(state), NativeMemory.longAt(state + MICROS));
        }
    }
}
