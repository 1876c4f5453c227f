package dev.duckspace.metadata;

import java.util.Locale;

/** Where a workspace stands in its life; stored and shown in lower case. */
public enum WorkspaceStatus {
    /** The row is there, its file may not be: nobody may connect yet. */
    CREATING,
    ACTIVE,
    /** Past its time: refuses connections, can still be brought back. */
    EXPIRED,
    /** Its file cannot be used; the operator has to look. */
    ERROR,
    /** Its file may be gone already: never shown, finished at the next start. */
    DROPPING;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static WorkspaceStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
