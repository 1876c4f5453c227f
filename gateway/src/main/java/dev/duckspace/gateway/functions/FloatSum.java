package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.AggregateBody;
import dev.duckspace.gateway.engine.AggregateRows;
import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.NativeMemory;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.engine.WritableVector;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;

/** Sums of real (in single precision, as PostgreSQL) or double. State: the sum, and rows seen. */
record FloatSum(EngineType result) implements AggregateBody {
    private static final int SEEN = Double.BYTES;

    @Override
    public int stateBytes() {
        return SEEN + Long.BYTES;
    }

    @Override
    public void update(AggregateRows rows) {
        ColumnVector column = rows.argument(0);
        boolean single = isSingle();
        long only = rows.onlyState();
        for (int row = 0; row < rows.rows(); row++) {
            if (!column.isNull(row)) {
                long state = only != 0 ? only : rows.state(row);
                add(state, single ? column.floatAt(row) : column.doubleAt(row), single);
            }
        }
    }

    private boolean isSingle() {
        return result.id() == TypeId.FLOAT;
    }

    private static void add(long state, double value, boolean single) {
        double old = NativeMemory.doubleAt(state);
        double sum = single ? (float) old + (float) value : old + value;
        if (Double.isInfinite(sum) && Double.isFinite(old) && Double.isFinite(value)) {
            throw new PgException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
        }
        NativeMemory.putDouble(state, sum);
        NativeMemory.putLong(state + SEEN, 1);
    }

    @Override
    public void combine(long source, long target) {
        if (NativeMemory.longAt(source + SEEN) != 0) {
            add(target, NativeMemory.doubleAt(source), isSingle());
        }
    }

    @Override
    public void finish(long state, WritableVector target, int row) {
        if (NativeMemory.longAt(state + SEEN) == 0) {
            target.setNull(row);
        } else if (isSingle()) {
            target.setFloat(row, (float) NativeMemory.doubleAt(state));
        } else {
            target.setDouble(row, NativeMemory.doubleAt(state));
        }
    }
}
