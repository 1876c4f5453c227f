package dev.duckspace.gateway.simulation;

/**
 * One message of a client.
 *
 * @param about what it is, for who reads a failure
 */
record Step(Kind kind, byte[] frame, String about) {
    /** What answers a message. */
    enum Kind {
        PARSE,
        BIND,
        DESCRIBE_STATEMENT,
        DESCRIBE_PORTAL,
        EXECUTE,
        CLOSE,
        /** Nothing. */
        FLUSH,
        SYNC,
        QUERY,
        FUNCTION_CALL,
        /** An error, whatever it names. */
        UNKNOWN_TARGET,
        /** Nothing: a late message of a copy that has ended. */
        COPY_REMAINDER,
        /** An error, and the end of the connection. */
        GARBAGE
    }

    @Override
    public String toString() {
        return kind + " " + about;
    }
}
