package dev.duckspace.gateway.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error that the engine reported. The message is the engine's own, without its class; it may
 * hold paths of this machine.
 */
public final class EngineException extends RuntimeException {
    private final ErrorKind kind;
    private final String exceptionType;
    private final int position;
    private final Map<String, String> fields;
    private final transient @Nullable FunctionError raised;

    EngineException(
            ErrorKind kind,
            String exceptionType,
            String message,
            int position,
            Map<String, String> fields) {
        super(message);
        this.kind = kind;
        this.exceptionType = exceptionType;
        this.position = position;
        this.fields = Map.copyOf(fields);
        this.raised = FunctionError.in(message);
    }

    /** An error of this class, found before the engine was asked. */
    public EngineException(ErrorKind kind, String message) {
        this(kind, kind.exceptionType(), message, -1, Map.of());
    }

    public ErrorKind kind() {
        return kind;
    }

    /** The engine's name of the error's class, such as "Catalog". */
    public String exceptionType() {
        return exceptionType;
    }

    /** Such as "COLUMN_NOT_FOUND" or "MISSING_ENTRY"; null where the engine names none. */
    public @Nullable String subtype() {
        return fields.get("error_subtype");
    }

    /** Where in the SQL text that was handed in, in characters from 0; -1 when not known. */
    public int position() {
        return position;
    }

    public String rawMessage() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** What a function of ours raised, null for the engine's own errors. */
    public @Nullable FunctionError raised() {
        return raised;
    }

    /** The error's further fields, such as "name", "type" and "candidates". */
    public Map<String, String> fields() {
        return fields;
    }
}
