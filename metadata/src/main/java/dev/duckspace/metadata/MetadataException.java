package dev.duckspace.metadata;

import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The metadata store refused or failed; {@link #problem} says how. */
public final class MetadataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a caller can act on. */
    public enum Problem {
        /** A name or id is taken. */
        DUPLICATE,
        /** Another transaction was first: the same work can succeed when repeated. */
        CONFLICT,
        /** The database is of a newer program, or its migrations were changed. */
        SCHEMA,
        /** The database cannot be reached or failed. */
        UNAVAILABLE
    }

    private final Problem problem;

    MetadataException(Problem problem, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    static MetadataException of(SQLException cause) {
        return new MetadataException(problemOf(cause), "metadata: " + cause.getMessage(), cause);
    }

    private static Problem problemOf(SQLException cause) {
        String state = cause.getSQLState();
        if (state != null) {
            return switch (state) {
                case "23505" -> Problem.DUPLICATE;
                case "40001", "40P01" -> Problem.CONFLICT;
                default -> Problem.UNAVAILABLE;
            };
        }
        // The engine's driver gives no SQLSTATE: its texts are all there is.
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("duplicate key") || message.contains("unique constraint")) {
            return Problem.DUPLICATE;
        }
        if (message.contains("conflict")) {
            return Problem.CONFLICT;
        }
        return Problem.UNAVAILABLE;
    }
}
