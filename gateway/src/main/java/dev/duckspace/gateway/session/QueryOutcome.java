package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.ErrorInfo;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a statement ended, as far as it matters to who runs the server. */
enum QueryOutcome {
    OK,
    /** The statement's own fault, or its data's. */
    ERROR,
    /** Its client has asked for it. */
    CANCELLED,
    TIMEOUT,
    /** A limit was reached: threads, memory, disk, sessions. */
    REFUSED,
    /** Its session ended with it. */
    ENDED,
    /** A fault of the server's. */
    INTERNAL;

    /**
     * @param stopped what has stopped the statement, if anything has
     */
    static QueryOutcome of(ErrorInfo error, @Nullable InterruptReason stopped) {
        String state = error.sqlState().code();
        if (state.equals("57014")) {
            return InterruptReason.STATEMENT_TIMEOUT.equals(stopped) ? TIMEOUT : CANCELLED;
        }
        return switch (state.substring(0, 2)) {
            case "53" -> REFUSED;
            case "08", "57" -> ENDED;
            case "XX" -> INTERNAL;
            default -> ERROR;
        };
    }

    /** As the metrics' label. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
