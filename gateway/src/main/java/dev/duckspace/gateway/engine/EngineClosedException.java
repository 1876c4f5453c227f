package dev.duckspace.gateway.engine;

/** The connection, or its instance, was closed by somebody else meanwhile. */
public final class EngineClosedException extends IllegalStateException {
    EngineClosedException(String message) {
        super(message);
    }
}
