package dev.duckspace.metadata;

import java.util.Locale;

/** What a token may do; stored and shown in lower case. */
public enum TokenRole {
    /** Everything, in every project. */
    ADMIN,
    /** Reads and changes its own project. */
    MANAGE,
    /** Reads its own project. */
    READ;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TokenRole of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
