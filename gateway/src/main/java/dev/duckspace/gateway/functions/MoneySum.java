package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.AggregateRows;
import dev.duckspace.gateway.engine.ObjectStates;
import dev.duckspace.gateway.engine.WritableVector;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.MoneyForm;

/** The sum of money; NULL of no rows. */
final class MoneySum extends ObjectStates<MoneySum.State> {
    static final class State {
        private long cents;
        private boolean seen;
    }

    @Override
    protected State create() {
        return new State();
    }

    @Override
    protected void add(State state, AggregateRows rows, int row) {
        if (!rows.isNull(row)) {
            add(state, MoneyForm.cents(rows.argument(0).bytesAt(row)));
        }
    }

    private static void add(State state, long cents) {
        try {
            state.cents = Math.addExact(state.cents, cents);
            state.seen = true;
        } catch (ArithmeticException e) {
            throw new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "money out of range");
        }
    }

    @Override
    protected void merge(State source, State target) {
        if (source.seen) {
            add(target, source.cents);
        }
    }

    @Override
    protected void result(State state, WritableVector result, int row) {
        if (!state.seen) {
            result.setNull(row);
            return;
        }
        byte[] stored = MoneyForm.stored(state.cents);
        result.setString(row, stored, 0, stored.length);
    }
}
