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
 * Sums of integers and decimals, exact in 128 bits. State: the sum, and how many values it is of.
 */
record WideSum(EngineType result) implements AggregateBody {
    static final int STATE_BYTES = Int128.BYTES + Long.BYTES;

    private static final int COUNT = Int128.BYTES;
    private static final int HALF_BITS = 32;
    private static final long LOWER_HALF = 0xFFFF_FFFFL;

    /** By the digits of a decimal. */
    private static final List<BigInteger> LIMITS =
            IntStream.rangeClosed(0, NumericScale.WIDTH).mapToObj(BigInteger.TEN::pow).toList();

    /** The upper half of each. */
    private static final long[] UPPER_LIMITS =
            LIMITS.stream().mapToLong(limit -> limit.shiftRight(Long.SIZE).longValue()).toArray();

    @Override
    public int stateBytes() {
        return STATE_BYTES;
    }

    @Override
    public void update(AggregateRows rows) {
        if (rows.rows() == 0) {
            return;
        }
        ColumnVector column = rows.argument(0);
        int bytes = Numbers.bytes(column.type());
        if (Numbers.isUnsigned(column.type())) {
            addUnsigned(rows, column, bytes);
        } else if (bytes == Int128.BYTES) {
            addWide(rows, column);
        } else if (rows.onlyState() != 0) {
            addAtOnce(rows.onlyState(), rows.rows(), column, bytes);
        } else {
            addEach(rows, column, bytes);
        }
    }

    /** The halves of a vector's values, summed apart, fit a long each. */
    private static void addAtOnce(long state, int rows, ColumnVector column, int bytes) {
        long upper = 0;
        long lower = 0;
        int seen = 0;
        boolean whole = column.hasNoNulls();
        for (int row = 0; row < rows; row++) {
            if (whole || !column.isNull(row)) {
                long value = valueAt(column, row, bytes);
                upper += value >> HALF_BITS;
                lower += value & LOWER_HALF;
                seen++;
            }
        }
        Int128.add(state, lower);
        Int128.add(state, upper << HALF_BITS, upper >> HALF_BITS);
        count(state, seen);
    }

    private static void addEach(AggregateRows rows, ColumnVector column, int bytes) {
        boolean whole = column.hasNoNulls();
        for (int row = 0; row < rows.rows(); row++) {
            if (whole || !column.isNull(row)) {
                long state = rows.state(row);
                Int128.add(state, valueAt(column, row, bytes));
                count(state, 1);
            }
        }
    }

    private static long valueAt(ColumnVector column, int row, int bytes) {
        return switch (bytes) {
            case 1 -> column.byteAt(row);
            case 2 -> column.shortAt(row);
            case 4 -> column.intAt(row);
            default -> column.longAt(row);
        };
    }

    private static void addWide(AggregateRows rows, ColumnVector column) {
        for (int row = 0; row < rows.rows(); row++) {
            if (!column.isNull(row)) {
                long state = rows.state(row);
                Int128.add(state, column.lowLongAt(row), column.highLongAt(row));
                count(state, 1);
            }
        }
    }

    private static void addUnsigned(AggregateRows rows, ColumnVector column, int bytes) {
        for (int row = 0; row < rows.rows(); row++) {
            if (!column.isNull(row)) {
                long state = rows.state(row);
                switch (bytes) {
                    case 1 -> Int128.add(state, column.byteAt(row) & 0xFF);
                    case 2 -> Int128.add(state, column.shortAt(row) & 0xFFFF);
                    case 4 -> Int128.add(state, column.intAt(row) & LOWER_HALF);
                    default -> Int128.add(state, column.longAt(row), 0);
                }
                count(state, 1);
            }
        }
    }

    private static void count(long state, long values) {
        NativeMemory.putLong(state + COUNT, count(state) + values);
    }

    /** How many values the sum is of. */
    static long count(long state) {
        return NativeMemory.longAt(state + COUNT);
    }

    @Override
    public void combine(long source, long target) {
        Int128.add(target, NativeMemory.longAt(source), NativeMemory.longAt(source + 8));
        count(target, count(source));
    }

    @Override
    public void finish(long state, WritableVector target, int row) {
        if (count(state) == 0) {
            target.setNull(row);
            return;
        }
        set(target, row, NativeMemory.longAt(state), NativeMemory.longAt(state + 8));
    }

    /**
     * Sets a sum of 128 bits.
     *
     * @throws PgException 22003 when it is none of the result's type
     */
    void set(WritableVector target, int row, long low, long high) {
        if (result.id() == TypeId.BIGINT) {
            if (high != low >> 63) {
                throw outOfRange("bigint out of range");
            }
            target.setLong(row, low);
            return;
        }
        if (result instanceof EngineType.Decimal decimal && isBeyond(decimal.width(), low, high)) {
            throw outOfRange("value overflows numeric format");
        }
        target.setLongs(row, low, high);
    }

    /** For the widths of sums, which hold every long. */
    private static boolean isBeyond(int width, long low, long high) {
        long upper = UPPER_LIMITS[width];
        return high != low >> 63
                && (high >= upper || high <= -upper)
                && Int128.of(low, high).abs().compareTo(LIMITS.get(width)) >= 0;
    }

    private static PgException outOfRange(String message) {
        return new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, message);
    }
}
