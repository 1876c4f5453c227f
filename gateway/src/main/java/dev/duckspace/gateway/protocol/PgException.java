package dev.duckspace.gateway.protocol;

/** An error on its way to the client; whoever catches it answers ErrorResponse with its info. */
public final class PgException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorInfo info;

    public PgException(ErrorInfo info) {
        super(info.message());
        this.info = info;
    }

    public PgException(ErrorInfo info, Throwable cause) {
        super(info.message(), cause);
        this.info = info;
    }

    public PgException(SqlState sqlState, String message) {
        this(ErrorInfo.error(sqlState, message));
    }

    /** Refuses what the engine has no object for: 0A000, and what to do instead. */
    public static PgException notSupported(String message, String hint) {
        return refused(SqlState.FEATURE_NOT_SUPPORTED, message, hint);
    }

    /** Refuses with a hint that says what to do instead. */
    public static PgException refused(SqlState sqlState, String message, String hint) {
        return new PgException(ErrorInfo.error(sqlState, message).withHint(hint));
    }

    public ErrorInfo info() {
        return info;
    }

    public SqlState sqlState() {
        return info.sqlState();
    }
}
