package dev.duckspace.gateway.session;

/**
 * The client is gone: nothing more comes from it and nothing can be said to it. Ends the session;
 * it is no error of anybody's statement.
 */
public final class ConnectionLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConnectionLostException(String message) {
        super(message);
    }

    public ConnectionLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
