package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;

/** A value whose length has a bound that is cheap to tell: written straight into memory. */
abstract non-sealed class ScalarWriter implements ValueWriter {
    private final int fixedBound;

    /**
     * @param fixedBound bytes that no value exceeds, on top of which {@link #variableBound} counts
     */
    ScalarWriter(int fixedBound) {
        this.fixedBound = fixedBound;
    }

    final int fixedBound() {
        return fixedBound;
    }

    /** Whether {@link #variableBound} has to be asked for every row. */
    boolean isVariable() {
        return false;
    }

    /** Bytes beyond the fixed bound that the value of this row may take. */
    long variableBound(ColumnVector vector, int row) {
        return 0;
    }

    /**
     * Writes the value, which is not NULL, and returns the address behind it. Up to {@link
     * Digits#SLACK} bytes behind that may be overwritten.
     */
    abstract long write(ColumnVector vector, int row, long at);
}
