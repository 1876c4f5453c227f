package dev.duckspace.gateway.engine;

/** What executing a statement gives back. */
public enum ReturnKind {
    CHANGED_ROWS,
    NOTHING,
    ROWS;

    static ReturnKind ofCode(int code) {
        return switch (code) {
            case 1 -> CHANGED_ROWS;
            case 2 -> NOTHING;
            case 3 -> ROWS;
            default -> throw new IllegalStateException("Result kind " + code + " is not known");
        };
    }
}
