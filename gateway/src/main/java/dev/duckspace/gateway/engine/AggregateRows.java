package dev.duckspace.gateway.engine;

import java.util.List;

/** The rows of one update of an aggregate, with the state of each. */
public final class AggregateRows {
    private final int rows;
    private final List<ColumnVector> arguments;
    private final long states;

    AggregateRows(int rows, List<ColumnVector> arguments, long states) {
        this.rows = rows;
        this.arguments = arguments;
        this.states = states;
    }

    public int rows() {
        return rows;
    }

    public ColumnVector argument(int index) {
        return arguments.get(index);
    }

    public int argumentCount() {
        return arguments.size();
    }

    public boolean isNull(int row) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).isNull(row)) {
                return true;
            }
        }
        return false;
    }

    /** The address of the row's state. */
    public long state(int row) {
        return NativeMemory.longAt(states + ((long) row << 3));
    }

    /** The address of the one state of all rows; 0 when there are several. */
    public long onlyState() {
        if (rows == 0) {
            return 0;
        }
        long first = state(0);
        for (int row = rows - 1; row > 0; row--) {
            if (state(row) != first) {
                return 0;
            }
        }
        return first;
    }
}
