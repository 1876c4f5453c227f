package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineValue;
import java.util.List;

/**
 * A statement with its parameters bound, and how far it has been run.
 *
 * <p>Ready, then Running while rows are left (also between two Executes with a row limit), then
 * Done.
 */
final class Portal {
    /** Where the execution stands. */
    sealed interface State {
        record Ready() implements State {}

        record Running(RowSource rows, Started.Tag tag) implements State {}

        /**
         * @param hadRows whether running it again answers no rows instead of an error
         */
        record Done(boolean hadRows, Started.Tag tag) implements State {}

        /** Its transaction was aborted while rows were left. */
        record Abandoned() implements State {}

        record Closed() implements State {}
    }

    private final String name;
    private final PreparedStatement statement;
    private final List<EngineValue> parameters;
    private final short[] resultFormats;
    private State state = new State.Ready();

    /**
     * @param resultFormats one for each column; 0 text, 1 binary
     */
    Portal(
            String name,
            PreparedStatement statement,
            List<EngineValue> parameters,
            short[] resultFormats) {
        this.name = name;
        this.statement = statement.retain();
        this.parameters = List.copyOf(parameters);
        this.resultFormats = resultFormats.clone();
    }

    String name() {
        return name;
    }

    PreparedStatement statement() {
        return statement;
    }

    List<EngineValue> parameters() {
        return parameters;
    }

    short[] resultFormats() {
        return resultFormats;
    }

    State state() {
        return state;
    }

    void running(RowSource rows, Started.Tag tag) {
        state = new State.Running(rows, tag);
    }

    /** Nothing is left to run; what held the rows is let go. */
    void done(boolean hadRows, Started.Tag tag) {
        end(new State.Done(hadRows, tag));
    }

    /** When it was running it can never run again, but is not closed yet. */
    void abandon() {
        if (state instanceof State.Running) {
            end(new State.Abandoned());
        }
    }

    void close() {
        if (state instanceof State.Closed) {
            return;
        }
        try {
            end(new State.Closed());
        } finally {
            statement.release();
        }
    }

    private void end(State last) {
        State previous = state;
        state = last;
        if (previous instanceof State.Running(RowSource rows, _)) {
            rows.close();
        }
    }
}
