package dev.duckspace.gateway.sql;

import java.util.Set;

/** The functions of the session that SQL calls without brackets. */
public final class SessionFunctions {
    /**
     * Nothing is rewritten for these: the engine looks up such a word as a function of that name,
     * so a macro in a schema of the search path answers it, and the column keeps the word as its
     * name. The catalog must define every one of them.
     */
    public static final Set<String> NAMES =
            Set.of(
                    "current_user",
                    "session_user",
                    "user",
                    "current_role",
                    "current_catalog",
                    "current_schema");

    private SessionFunctions() {}
}
