package dev.duckspace.gateway.engine;

/** All engine threads work and the queue before them is full. */
public final class EngineBusyException extends RuntimeException {
    EngineBusyException(String message) {
        super(message);
    }
}
