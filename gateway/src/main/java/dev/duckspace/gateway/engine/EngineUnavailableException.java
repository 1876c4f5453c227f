package dev.duckspace.gateway.engine;

/** The engine cannot be used by this process at all; the message says what to change. */
public final class EngineUnavailableException extends RuntimeException {
    EngineUnavailableException(String message) {
        super(message);
    }

    EngineUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
