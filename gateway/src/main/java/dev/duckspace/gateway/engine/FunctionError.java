package dev.duckspace.gateway.engine;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An error that a function of ours raises inside the engine. It crosses the engine as a text, from
 * which {@link ErrorReader} makes it again: {@link EngineException#raised}.
 */
public final class FunctionError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FunctionError.class);

    /** Begins and ends the text; no user's text in it may hold it. */
    private static final char MARK = '\u001E';

    private static final char SEPARATOR = '\u001F';

    private final String sqlState;
    private final @Nullable String detail;
    private final @Nullable String hint;

    /**
     * @param sqlState five characters, which reach the client as they are
     */
    public FunctionError(
            String sqlState, String message, @Nullable String detail, @Nullable String hint) {
        // Raised for each of many rows under TRY: without a stack trace.
        super(message, null, false, false);
        this.sqlState = sqlState;
        this.detail = detail;
        this.hint = hint;
    }

    public FunctionError(String sqlState, String message) {
        this(sqlState, message, null, null);
    }

    public String sqlState() {
        return sqlState;
    }

    public String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    public @Nullable String detail() {
        return detail;
    }

    public @Nullable String hint() {
        return hint;
    }

    /** What the engine is told of any failure; it never holds a NUL. */
    static String textOf(Throwable failure) {
        FunctionError error =
                failure instanceof FunctionError raised ? raised : unforeseen(failure);
        return MARK
                + error.sqlState
                + SEPARATOR
                + clean(error.message())
                + SEPARATOR
                + clean(error.detail)
                + SEPARATOR
                + clean(error.hint)
                + MARK;
    }

    /** The log has what it is; no name of a class goes out. */
    private static FunctionError unforeseen(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return new FunctionError("53200", "out of memory");
        }
        LOG.error("A function failed", failure);
        return new FunctionError("XX000", "internal error in a function");
    }

    private static String clean(@Nullable String text) {
        return text == null
                ? ""
                : text.replace(MARK, ' ').replace(SEPARATOR, ' ').replace('\0', ' ');
    }

    /** The error in one of the engine's texts; null when it holds none. */
    static @Nullable FunctionError in(String text) {
        int start = text.indexOf(MARK);
        int end = start < 0 ? -1 : text.indexOf(MARK, start + 1);
        if (end < 0) {
            return null;
        }
        String[] parts = text.substring(start + 1, end).split(String.valueOf(SEPARATOR), -1);
        return parts.length == 4
                ? new FunctionError(
                        parts[0], parts[1], emptyAsNull(parts[2]), emptyAsNull(parts[3]))
                : null;
    }

    private static @Nullable String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
