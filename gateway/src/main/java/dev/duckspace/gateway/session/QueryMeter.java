package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Counts one session's statements. A statement of the extended protocol is counted when it has been
 * executed whole, with the time of its last Execute, or when one of its messages fails.
 */
final class QueryMeter {
    private final SessionMeters meters;
    private long startedNanos;
    private boolean running;
    private QueryCommand command = QueryCommand.OTHER;

    QueryMeter(SessionMeters meters) {
        this.meters = meters;
    }

    /** A statement, or a step of one, begins; what it is may show later. */
    void begins() {
        startedNanos = System.nanoTime();
        running = true;
        command = QueryCommand.OTHER;
    }

    void is(Statement statement) {
        command = QueryCommand.of(statement);
    }

    void sent(long rows) {
        meters.sent(rows);
    }

    void changed(long rows) {
        meters.changed(rows);
    }

    /** A step has succeeded that is no statement's end. */
    void pauses() {
        running = false;
    }

    void succeeded() {
        ended(QueryOutcome.OK);
    }

    /**
     * @param stopped what has stopped the statement, if anything has
     */
    void failed(ErrorInfo error, @Nullable InterruptReason stopped) {
        if (!running) {
            begins();
        }
        ended(QueryOutcome.of(error, stopped));
    }

    /** The client is gone, perhaps in the middle of its rows. */
    void lost() {
        if (running) {
            ended(QueryOutcome.ENDED);
        }
    }

    private void ended(QueryOutcome outcome) {
        running = false;
        meters.ended(command, outcome, Duration.ofNanos(System.nanoTime() - startedNanos));
    }
}
