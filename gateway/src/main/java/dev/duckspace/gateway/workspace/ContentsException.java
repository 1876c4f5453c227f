package dev.duckspace.gateway.workspace;

/**
 * What an operator asked of a workspace's contents and cannot have; nothing has changed then. The
 * message is for the operator: it names what was asked for and says what to do.
 */
public final class ContentsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** The request makes no sense, whatever the workspace holds. */
        INVALID,
        /** What it names is not there. */
        NOT_FOUND,
        /** What it would create is there. */
        EXISTS,
        /** It would change a table of the project. */
        PROJECT_TABLE,
        /** Something else needs what it would remove. */
        IN_USE,
        /** Somebody changes the same thing at this moment. */
        CONFLICT,
        /** The workspace would grow beyond its limit. */
        SIZE_LIMIT,
        /** The listener, or somebody who shut the workspace, has stopped it. */
        CANCELLED
    }

    private final Reason reason;

    public ContentsException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    ContentsException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    static ContentsException invalid(String message) {
        return new ContentsException(Reason.INVALID, message);
    }
}
