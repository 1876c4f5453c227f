package dev.duckspace.gateway.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * The engine's classes of errors, by the name that they carry in an error's JSON, in the order of
 * their codes in the C API.
 */
public enum ErrorKind {
    INVALID("Invalid"),
    OUT_OF_RANGE("Out of Range"),
    CONVERSION("Conversion"),
    UNKNOWN_TYPE("Unknown Type"),
    DECIMAL("Decimal"),
    MISMATCH_TYPE("Mismatch Type"),
    DIVIDE_BY_ZERO("Divide by Zero"),
    OBJECT_SIZE("Object Size"),
    INVALID_TYPE("Invalid type"),
    SERIALIZATION("Serialization"),
    TRANSACTION("TransactionContext"),
    NOT_IMPLEMENTED("Not implemented"),
    EXPRESSION("Expression"),
    CATALOG("Catalog"),
    PARSER("Parser"),
    PLANNER("Planner"),
    SCHEDULER("Scheduler"),
    EXECUTOR("Executor"),
    CONSTRAINT("Constraint"),
    INDEX("Index"),
    STAT("Stat"),
    CONNECTION("Connection"),
    SYNTAX("Syntax"),
    SETTINGS("Settings"),
    BINDER("Binder"),
    NETWORK("Network"),
    OPTIMIZER("Optimizer"),
    NULL_POINTER("NullPointer"),
    IO("IO"),
    INTERRUPT("INTERRUPT"),
    FATAL("FATAL"),
    INTERNAL("INTERNAL"),
    INVALID_INPUT("Invalid Input"),
    OUT_OF_MEMORY("Out of Memory"),
    PERMISSION("Permission"),
    PARAMETER_NOT_RESOLVED("Parameter Not Resolved"),
    PARAMETER_NOT_ALLOWED("Parameter Not Allowed"),
    DEPENDENCY("Dependency"),
    HTTP("HTTP"),
    MISSING_EXTENSION("Missing Extension"),
    AUTOLOAD("Extension Autoloading"),
    SEQUENCE("Sequence"),
    INVALID_CONFIGURATION("Invalid Configuration"),
    /** A class that this build does not know. */
    UNKNOWN("Unknown");

    private static final ErrorKind[] BY_CODE = values();
    private static final Map<String, ErrorKind> BY_NAME = new HashMap<>();

    static {
        for (ErrorKind kind : values()) {
            BY_NAME.put(kind.exceptionType, kind);
        }
    }

    private final String exceptionType;

    ErrorKind(String exceptionType) {
        this.exceptionType = exceptionType;
    }

    /** The engine's name of this class, as in "Binder Error: ...". */
    public String exceptionType() {
        return exceptionType;
    }

    static ErrorKind ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : UNKNOWN;
    }

    static ErrorKind ofName(String exceptionType) {
        return BY_NAME.getOrDefault(exceptionType, UNKNOWN);
    }
}
