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
import dev.duckspace.gateway.types.NumericScale;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sums of integers and decimals, exact in 128 bits. State: the sum, and whether there was a row.
 */
record WideSum(EngineType result) implements AggregateBody {
    static final int STATE_BYTES = Int128.BYTES + Long.BYTES;

    private static final int SEEN = Int128.BYTES;

    /** By the digits of a decimal. */
    private static final List<BigInteger> LIMITS =
            IntStream.rangeClosed(0, NumericScale.WIDTH).mapToObj(BigInteger.TEN::pow).toList();

    @Override
    public int stateBytes() {
        return STATE_BYTES;
    }

    @Override
    public void update(AggregateRows rows) {
        ColumnVector column = rows.argument(0);
        int bytes = Numbers.bytes(column.type());
        boolean unsigned = Numbers.isUnsigned(column.type());
        long only = rows.onlyState();
        if (only != 0 && bytes <= Integer.BYTES && !unsigned) {
            sumAtOnce(rows.rows(), column, bytes, only);
            return;
        }
        for (int row = 0; row < rows.rows(); row++) {
            if (!column.isNull(row)) {
                long state = only != 0 ? only : rows.state(row);
                if (unsigned) {
                    addUnsigned(state, column, row, bytes);
                } else {
                    Int128.add(state, column, row, bytes);
                }
                NativeMemory.putLong(state + SEEN, 1);
            }
        }
    }

    /** Up to 2,048 integers of 32 bits fit a long. */
    private static void sumAtOnce(int rows, ColumnVector column, int bytes, long state) {
        long sum = 0;
        int seen = 0;
        for (int row = 0; row < rows; row++) {
            if (!column.isNull(row)) {
                sum +=
                        bytes == 4
                                ? column.intAt(row)
                                : bytes == 2 ? column.shortAt(row) : column.byteAt(row);
                seen++;
            }
        }
        if (seen > 0) {
            Int128.add(state, sum);
            NativeMemory.putLong(state + SEEN, 1);
        }
    }

    private static void addUnsigned(long state, ColumnVector column, int row, int bytes) {
        switch (bytes) {
            case 1 -> Int128.add(state, column.byteAt(row) & 0xFF);
            case 2 -> Int128.add(state, column.shortAt(row) & 0xFFFF);
            case 4 -> Int128.add(state, column.intAt(row) & 0xFFFF_FFFFL);
            default -> Int128.add(state, column.longAt(row), 0);
        }
    }

    @Override
    public void combine(long source, long target) {
        if (NativeMemory.longAt(source + SEEN) != 0) {
            Int128.add(target, NativeMemory.longAt(source), NativeMemory.longAt(source + 8));
            NativeMemory.putLong(target + SEEN, 1);
        }
    }

    @Override
    public void finish(long state, WritableVector target, int row) {
        if (NativeMemory.longAt(state + SEEN) == 0) {
            target.setNull(row);
            return;
        }
        if (result.id() == TypeId.BIGINT) {
            if (!Int128.fitsLong(state)) {
                throw outOfRange("bigint out of range");
            }
            target.setLong(row, NativeMemory.longAt(state));
            return;
        }
        if (result instanceof EngineType.Decimal decimal
                && Int128.at(state).abs().compareTo(LIMITS.get(decimal.width())) >= 0) {
            throw outOfRange("value overflows numeric format");
        }
        target.setLongs(row, NativeMemory.longAt(state), NativeMemory.longAt(state + 8));
    }

    private static PgException outOfRange(String message) {
        return new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, message);
    }
}
