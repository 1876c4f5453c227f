package dev.duckspace.gateway.tls;

/** A certificate or key that cannot be used; the message names the file and what is wrong. */
public final class TlsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TlsException(String message) {
        super(message);
    }

    TlsException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
