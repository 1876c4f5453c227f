package dev.duckspace.gateway.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An aggregate whose states are Java objects. They live until the engine destroys the state; they
 * do not count against the engine's memory limit.
 *
 * @param <S> the state
 */
public abstract class ObjectStates<S> implements AggregateBody {
    private static final AtomicLong LAST = new AtomicLong();

    private final ConcurrentHashMap<Long, S> states = new ConcurrentHashMap<>();

    /** A state that has seen nothing. */
    protected abstract S create();

    /** Adds one row; NULLs come too. */
    protected abstract void add(S state, AggregateRows rows, int row);

    /** Adds the source to the target, without keeping anything of it that may change. */
    protected abstract void merge(S source, S target);

    /** As {@link AggregateBody#finish}; the state is a new one where there were no rows. */
    protected abstract void result(S state, WritableVector result, int row);

    @Override
    public final int stateBytes() {
        return Long.BYTES;
    }

    @Override
    public final void update(AggregateRows rows) {
        long only = rows.onlyState();
        if (only != 0) {
            S state = state(only);
            for (int row = 0; row < rows.rows(); row++) {
                add(state, rows, row);
            }
            return;
        }
        for (int row = 0; row < rows.rows(); row++) {
            add(state(rows.state(row)), rows, row);
        }
    }

    private S state(long address) {
        long number = NativeMemory.longAt(address);
        if (number == 0) {
            number = LAST.incrementAndGet();
            NativeMemory.putLong(address, number);
            states.put(number, create());
        }
        S state = states.get(number);
        if (state == null) {
            throw new IllegalStateException("The aggregate's state is gone");
        }
        return state;
    }

    @Override
    public final void combine(long source, long target) {
        S from = states.get(NativeMemory.longAt(source));
        if (from != null) {
            merge(from, state(target));
        }
    }

    @Override
    public final void finish(long state, WritableVector result, int row) {
        S found = states.get(NativeMemory.longAt(state));
        result(found == null ? create() : found, result, row);
    }

    @Override
    public final void destroy(long state) {
        states.remove(NativeMemory.longAt(state));
        NativeMemory.putLong(state, 0);
    }
}
