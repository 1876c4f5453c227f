package dev.duckspace.benchmarks.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What is made of the messages of one answer. */
public interface Answer {
    /**
     * Takes the whole frames between position and limit; leaves the position at the first that is
     * not whole.
     *
     * @throws IOException with the server's words after an ErrorResponse
     */
    void take(ByteBuffer buffer) throws IOException;

    /** Whether ReadyForQuery has come. */
    boolean isComplete();
}
